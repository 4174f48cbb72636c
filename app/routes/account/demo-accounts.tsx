import { Form } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import type { DemoAccount } from '#app/domain/login/demo.server';
import { paths } from '#app/paths';
import { SectionHead } from '#app/ui/layout/page-header';
import { Button } from '#app/ui/primitives/button';
import { Badge } from '#app/ui/primitives/text';

/** The people of the demo, one press each. Only there in demo mode. */
export function DemoAccounts({ accounts, to }: { accounts: DemoAccount[]; to: string }) {
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
