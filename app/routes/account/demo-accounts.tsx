import type { Role } from '#app/domain/viewer';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { SectionHead } from '#app/ui/layout/page-header';
import { Button } from '#app/ui/primitives/button';
import { Form } from '#app/ui/primitives/link';
import { Badge } from '#app/ui/primitives/text';

export interface DemoAccountRow {
  handle: string;
  name: string;
  role: Role;
  password: string | null;
}

/** The people of the demo, one press each. Only there in demo mode. */
export function DemoAccounts({ accounts, to }: { accounts: DemoAccountRow[]; to: string }) {
  const t = useTranslations('signIn');
  const roles = useTranslations('roles');
  return (
    <section aria-labelledby="demo-accounts">
      <SectionHead id="demo-accounts" title={t('demoTitle')} />
      <p>{t('demoLead')}</p>
      <ul className="rows">
        {accounts.map((account) => (
          <li key={account.handle}>
            <Form method="post" action={paths.signIn()} className="cluster">
              <input type="hidden" name="to" value={to} />
              <input type="hidden" name="handle" value={account.handle} />
              <Button icon="log-in" name="intent" value="demo">
                {t('demoEnter', { name: account.name })}
              </Button>
              <Badge>{roles(account.role)}</Badge>
              {account.password && <span className="facts">{t('demoPassword', { password: account.password })}</span>}
            </Form>
          </li>
        ))}
      </ul>
    </section>
  );
}
