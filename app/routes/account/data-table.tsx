import type { DataGroup, DataHeading } from '#app/domain/own-data/model';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { SectionHead } from '#app/ui/layout/page-header';
import { Link } from '#app/ui/primitives/link';

/** Where a group can be looked at one by one. */
const PAGES: Partial<Record<DataGroup, string>> = {
  profile: paths.account(),
  credentials: paths.accountPassword(),
  secondFactor: paths.accountFactor(),
  logins: paths.accountLogins(),
  notifications: paths.notifications(),
  threads: paths.threads({ view: 'mine' }),
  drafts: paths.drafts(),
  bookmarks: paths.bookmarks(),
  sessionReplies: paths.sessions(),
  actionItems: paths.actions({ view: 'mine' }),
};

interface DataTableProps {
  heading: DataHeading;
  rows: { group: DataGroup; count: number }[];
  /** False for whoever sees no other page. */
  links: boolean;
}

export function DataTable({ heading, rows, links }: DataTableProps) {
  const t = useTranslations('ownData');
  return (
    <section aria-labelledby={`data-${heading}`}>
      <SectionHead title={t(`headings.${heading}`)} id={`data-${heading}`} />
      <table className="data-table">
        <thead>
          <tr>
            <th scope="col">{t('what')}</th>
            <th scope="col">{t('count')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ group, count }) => {
            const page = links && count > 0 ? PAGES[group] : undefined;
            const name = t(`groups.${group}`);
            return (
              <tr key={group}>
                <th scope="row">{page ? <Link to={page}>{name}</Link> : name}</th>
                <td>{count === 0 ? t('noEntries') : <bdi dir="ltr">{count}</bdi>}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
