import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { PageHeader } from '#app/ui/layout/page-header';
import { Tabs } from '#app/ui/primitives/navigation';

/** The head of every page of one's own account. */
export function AccountHead({
  current,
}: {
  current: 'profile' | 'authorities' | 'standing' | 'logins' | 'password' | 'factor' | 'passkeys' | 'data';
}) {
  const t = useTranslations('account');
  return (
    <>
      <PageHeader title={t('title')} />
      <Tabs
        label={t('tabs')}
        items={[
          { href: paths.account(), label: t('profile'), current: current === 'profile' },
          { href: paths.accountAuthorities(), label: t('authoritiesTab'), current: current === 'authorities' },
          { href: paths.accountStanding(), label: t('standing'), current: current === 'standing' },
          { href: paths.accountPassword(), label: t('password'), current: current === 'password' },
          { href: paths.accountPasskeys(), label: t('passkeys'), current: current === 'passkeys' },
          { href: paths.accountFactor(), label: t('factor'), current: current === 'factor' },
          { href: paths.accountLogins(), label: t('logins'), current: current === 'logins' },
          { href: paths.accountData(), label: t('data'), current: current === 'data' },
        ]}
      />
    </>
  );
}
