import { useTranslations } from 'use-intl';
import { paths } from '#app/paths';
import { PageHeader } from '#app/ui/layout/page-header';
import { Tabs } from '#app/ui/primitives/navigation';

export type AdminPage = 'approvals' | 'members' | 'authorities' | 'topics' | 'audit';

/** The head of every page of the administration; primary contacts have one page only, and no tabs. */
export function AdminHead({ current, administers = true }: { current: AdminPage; administers?: boolean }) {
  const t = useTranslations('admin');
  if (!administers) {
    return <PageHeader title={t(current)} lead={t('approvalsLead')} />;
  }
  const tabs = [
    ['approvals', paths.approvals()],
    ['members', paths.adminMembers()],
    ['authorities', paths.adminAuthorities()],
    ['topics', paths.adminTopics()],
    ['audit', paths.adminAudit()],
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
