import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { endAllLogins, endLogin } from '#app/domain/login/commands.server';
import { EndLogin } from '#app/domain/login/input';
import type { Device } from '#app/domain/login/model';
import { listLogins } from '#app/domain/login/queries.server';
import { redirectWithFlash } from '#app/http/flash.server';
import { parseForm, readFields, refused } from '#app/http/form.server';
import { getLocale } from '#app/http/locale.server';
import { loginToken } from '#app/http/viewer.server';
import { useTranslations } from '#app/i18n/translations';
import { getEnv } from '#app/instances.server';
import { paths } from '#app/paths';
import { AccountHead } from '#app/routes/account/account-tabs';
import { goOn } from '#app/routes/account/go-on.server';
import { memberOnly } from '#app/routes/account/member-only.server';
import { pageTitle } from '#app/routes/account/page-title.server';
import { Page } from '#app/ui/layout/frame';
import { Button } from '#app/ui/primitives/button';
import { Form, Link } from '#app/ui/primitives/link';
import { Badge, useRelativeWords } from '#app/ui/primitives/text';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await memberOnly(args);
  const title = pageTitle(getLocale(args.request, viewer), 'account.logins');
  const sso = getEnv().sso?.name ?? null;
  return json({ title, sso, logins: await listLogins(viewer, loginToken(args.request)) });
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await memberOnly(args);
  const fields = await readFields(args.request);
  if (fields.intent === 'all') {
    const change = await endAllLogins(viewer);
    return goOn(paths.signIn(), change, { tone: 'positive', key: 'account.endedAll' });
  }
  const form = parseForm(fields, EndLogin);
  if (!form.ok) {
    return refused(form.reply);
  }
  await endLogin(viewer, form.value.loginId);
  return redirectWithFlash(paths.accountLogins(), { tone: 'positive', key: 'account.ended' });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** "Firefox on Android", or what is known of it. */
function useDeviceWords(): (device: Device) => string {
  const t = useTranslations('account.device');
  return ({ browser, system }) => {
    if (browser === null && system === null) {
      return t('unknown');
    }
    const name = browser ? t(browser) : t('browser');
    return system ? t('on', { browser: name, system: t(system) }) : name;
  };
}

export default function Logins() {
  const { logins, sso } = useLoaderData<typeof loader>();
  const t = useTranslations('account');
  const ssoWords = useTranslations('sso');
  const device = useDeviceWords();
  const words = useRelativeWords();
  return (
    <Page>
      <AccountHead current="logins" />
      <p>{t('loginsLead')}</p>
      {sso !== null && (
        <p>
          <Link to={paths.accountSso()}>{ssoWords('title')}</Link>
        </p>
      )}
      <ul className="rows">
        {logins.map((login) => (
          <li key={login.id} className="stack">
            <div className="cluster">
              <strong>
                <bdi>{device(login.device)}</bdi>
              </strong>
              {login.current && <Badge tone="accent">{t('thisLogin')}</Badge>}
            </div>
            <p className="facts">
              {t('signedInAt', { when: words(login.signedInAt) })} · {t('lastUsed', { when: words(login.lastUsedAt) })}
              {login.ipAddress && (
                <>
                  {' '}
                  · <bdi dir="ltr">{login.ipAddress}</bdi>
                </>
              )}
            </p>
            {!login.current && (
              <Form method="post" action={paths.accountLogins()}>
                <input type="hidden" name="loginId" value={login.id} />
                <Button size="sm" icon="log-out">
                  {t('end')}
                </Button>
              </Form>
            )}
          </li>
        ))}
      </ul>
      <Form method="post" action={paths.accountLogins()}>
        <Button variant="danger" icon="log-out" name="intent" value="all" aria-describedby="end-all">
          {t('endAll')}
        </Button>
        <p className="facts" id="end-all">
          {t('endAllLead')}
        </p>
      </Form>
    </Page>
  );
}
