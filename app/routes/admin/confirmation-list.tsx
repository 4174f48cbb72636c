import type { Employment, ItRole, MembershipState } from '#app/domain/members/model';
import { longDay } from '#app/i18n/format';
import { useLocale, useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { StateBadge } from '#app/routes/admin/state-badge';
import { Button } from '#app/ui/primitives/button';
import { Form, Link } from '#app/ui/primitives/link';
import { Badge } from '#app/ui/primitives/text';

interface PersonRow {
  handle: string;
  name: string;
  itRole: ItRole | null;
  employment: Employment;
  state: MembershipState;
  self: boolean;
  primaryContact: boolean;
  validUntil: string | null;
  graceUntil: string | null;
  confirmable: boolean;
  confirmableFrom: string | null;
}

interface PeopleListProps {
  rows: PersonRow[];
  authority: number;
  /** The authority the page was asked for, to come back to. */
  chosen: string;
}

/** The people of one authority, each with the day until which they are confirmed, and what to do about it. */
export function PeopleList({ rows, authority, chosen }: PeopleListProps) {
  const t = useTranslations('confirmations');
  if (rows.length === 0) {
    return <p className="facts">{t('none')}</p>;
  }
  return (
    <ul className="rows">
      {rows.map((row) => (
        <li key={row.handle} className="notice">
          <div className="cluster">
            <Link to={paths.member(row.handle)}>
              <strong>
                <bdi>{row.name}</bdi>
              </strong>
            </Link>
            {row.state !== 'active' && <StateBadge state={row.state} />}
            {row.primaryContact && <ContactBadge />}
          </div>
          <Facts row={row} />
          <Form method="post" action={paths.confirmations({ authority: chosen })} className="stack">
            <input type="hidden" name="handle" value={row.handle} />
            <input type="hidden" name="authority" value={authority} />
            {row.confirmable && !row.self && (
              <div>
                <Button size="sm" variant="primary" icon="check" name="intent" value="confirm">
                  {t('confirm')}
                </Button>
              </div>
            )}
            {!row.self && (
              <details>
                <summary>{t('letGo')}</summary>
                <div className="stack">
                  <p>{t('letGoWhat')}</p>
                  <div>
                    <Button size="sm" variant="danger" name="intent" value="letGo">
                      {t('letGoSubmit', { name: row.name })}
                    </Button>
                  </div>
                </div>
              </details>
            )}
          </Form>
        </li>
      ))}
    </ul>
  );
}

function ContactBadge() {
  const t = useTranslations('ownAuthorities');
  return <Badge>{t('primaryContact')}</Badge>;
}

function Facts({ row }: { row: PersonRow }) {
  const locale = useLocale();
  const t = useTranslations('confirmations');
  const account = useTranslations('account');
  const roles = useTranslations('roles');
  const facts = [
    row.itRole && roles(row.itRole),
    account(`employments.${row.employment}`),
    useEnd(row),
    !row.confirmable && row.confirmableFrom && t('from', { date: longDay(locale, row.confirmableFrom) }),
    row.self && row.confirmable && t('self'),
  ];
  return (
    <p className="facts">
      {facts.filter(Boolean).map((fact, index) => (
        <span key={String(fact)}>
          {index > 0 && ' · '}
          <bdi>{fact}</bdi>
        </span>
      ))}
    </p>
  );
}

/** Until when the membership is confirmed, in words. */
function useEnd({ validUntil, graceUntil }: PersonRow): string {
  const locale = useLocale();
  const t = useTranslations('confirmations');
  if (validUntil === null) {
    return t('noEnd');
  }
  const date = longDay(locale, validUntil);
  return graceUntil === null ? t('until', { date }) : t('grace', { date, grace: longDay(locale, graceUntil) });
}
