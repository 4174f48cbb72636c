import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { SectionHead } from '#app/ui/layout/page-header';
import { Button } from '#app/ui/primitives/button';
import { Form } from '#app/ui/primitives/link';

export interface RequestRow {
  id: number;
  name: string;
  email: string;
  authority: string;
  serves: string[];
}

/** People known already who ask to serve an authority; nothing while nobody does. */
export function RequestList({ rows }: { rows: RequestRow[] }) {
  const t = useTranslations('confirmations');
  const admin = useTranslations('admin');
  if (rows.length === 0) {
    return null;
  }
  return (
    <>
      <SectionHead title={t('requests')} />
      <ul className="rows">
        {rows.map((row) => (
          <li key={row.id} className="notice">
            <strong>
              <bdi>{row.name}</bdi>
            </strong>
            <p className="facts">
              <bdi dir="ltr">{row.email}</bdi> · {t('wants', { authority: row.authority })} ·{' '}
              {row.serves.length > 0 ? t('serves', { authorities: row.serves.join(', ') }) : t('servesNone')}
            </p>
            <Form method="post" action={paths.approvals()} className="cluster">
              <input type="hidden" name="requestId" value={row.id} />
              <Button size="sm" variant="primary" icon="check" name="intent" value="attach">
                {admin('approve')}
              </Button>
              <Button size="sm" icon="x" name="intent" value="notAttach">
                {admin('refuse')}
              </Button>
            </Form>
          </li>
        ))}
      </ul>
    </>
  );
}
