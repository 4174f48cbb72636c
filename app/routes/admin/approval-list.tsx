import type { Employment, ItRole } from '#app/domain/members/model';
import { longDay } from '#app/i18n/format';
import { useLocale, useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { Button } from '#app/ui/primitives/button';
import { Form } from '#app/ui/primitives/link';
import { useRelativeWords } from '#app/ui/primitives/text';

export interface ApprovalRow {
  handle: string;
  name: string;
  email: string;
  itRole: ItRole | null;
  employment: Employment;
  authorities: string[];
  appliedAt: string;
  validUntil: string | null;
}

/** People to decide about: applicants, or members whose year ends. */
export function ApprovalList({ rows, kind }: { rows: ApprovalRow[]; kind: 'waiting' | 'ending' }) {
  const t = useTranslations('admin');
  if (rows.length === 0) {
    return <p className="facts">{kind === 'waiting' ? t('noWaiting') : t('noEnding')}</p>;
  }
  return (
    <ul className="rows">
      {rows.map((row) => (
        <li key={row.handle} className="notice">
          <strong>
            <bdi>{row.name}</bdi>
          </strong>
          <Facts row={row} kind={kind} />
          <Form method="post" action={paths.approvals()} className="cluster">
            <input type="hidden" name="handle" value={row.handle} />
            <Button size="sm" variant="primary" icon="check" name="intent" value="approve">
              {kind === 'waiting' ? t('approve') : t('confirm')}
            </Button>
            {kind === 'waiting' && (
              <Button size="sm" icon="x" name="intent" value="refuse" title={t('refuseHint')}>
                {t('refuse')}
              </Button>
            )}
          </Form>
        </li>
      ))}
    </ul>
  );
}

function Facts({ row, kind }: { row: ApprovalRow; kind: 'waiting' | 'ending' }) {
  const locale = useLocale();
  const t = useTranslations('admin');
  const account = useTranslations('account');
  const roles = useTranslations('roles');
  const words = useRelativeWords();
  const facts = [
    row.itRole && roles(row.itRole),
    account(`employments.${row.employment}`),
    ...row.authorities,
    kind === 'waiting' && t('appliedAt', { when: words(row.appliedAt) }),
    kind === 'ending' && row.validUntil && t('endsAt', { date: longDay(locale, row.validUntil) }),
  ];
  return (
    <p className="facts">
      <bdi dir="ltr">{row.email}</bdi>
      {facts.filter(Boolean).map((fact) => (
        <span key={String(fact)}>
          {' '}
          · <bdi>{fact}</bdi>
        </span>
      ))}
    </p>
  );
}
