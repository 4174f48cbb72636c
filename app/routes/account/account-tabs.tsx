import { useTranslations } from 'use-intl';
import { paths } from '#app/paths';
import { PageHeader } from '#app/ui/layout/page-header';
import { Tabs } from '#app/ui/primitives/navigation';

/** The head of every page of one's own account. */
export function AccountHead({ current }: { current: 'profile' | 'logins' | 'password' }) {
  const t = useTranslations('account');
  return (
    <>
      <PageHeader title={t('title')} />
      <Tabs
        label={t('tabs')}
        items={[
          { href: paths.account(), label: t('profile'), current: current === 'profile' },
          { href: paths.accountPassword(), label: t('password'), current: current === 'password' },
          { href: paths.accountLogins(), label: t('logins'), current: current === 'logins' },
        ]}
      />
    </>
  );
}
