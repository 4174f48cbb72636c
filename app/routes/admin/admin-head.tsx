import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { PageHeader } from '#app/ui/layout/page-header';
import { Tabs } from '#app/ui/primitives/navigation';

export type AdminPage =
  | 'approvals'
  | 'members'
  | 'authorities'
  | 'topics'
  | 'import'
  | 'access'
  | 'search'
  | 'settings'
  | 'retention'
  | 'pages'
  | 'audit'
  | 'breakGlass';

interface AdminHeadProps {
  current: AdminPage;
  administers?: boolean;
  /** What the page is for, to those who have it without the rest. */
  lead?: string;
}

/** The head of every page of the administration; who comes for one page alone has its name, and no tabs. */
export function AdminHead({ current, administers = true, lead }: AdminHeadProps) {
  const t = useTranslations('admin');
  if (!administers) {
    return <PageHeader title={t(current)} lead={lead} />;
  }
  const tabs = [
    ['approvals', paths.approvals()],
    ['members', paths.adminMembers()],
    ['authorities', paths.adminAuthorities()],
    ['topics', paths.adminTopics()],
    ['import', paths.adminImport()],
    ['access', paths.adminAccess()],
    ['search', paths.adminSearch()],
    ['settings', paths.adminSettings()],
    ['retention', paths.adminRetention()],
    ['pages', paths.adminPages()],
    ['audit', paths.adminAudit()],
    ['breakGlass', paths.breakGlass()],
  ] as const;
  return (
    <>
      <PageHeader title={t('title')} />
      <Tabs
        label={t('tabs')}
        items={tabs.map(([page, href]) => ({ href, label: t(page), current: page === current }))}
      />
    </>
  );
}
