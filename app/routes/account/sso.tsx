import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { orNotFound } from '#app/domain/errors';
import { beginSsoLink, hasSso, unlinkSso } from '#app/domain/login/sso.server';
import { redirectWithFlash } from '#app/http/flash.server';
import { attempt, readFields, refused } from '#app/http/form.server';
import type { FormReply } from '#app/http/form-reply';
import { getLocale } from '#app/http/locale.server';
import { useTranslations } from '#app/i18n/translations';
import { getEnv } from '#app/instances.server';
import { paths } from '#app/paths';
import { AccountHead } from '#app/routes/account/account-tabs';
import { memberOnly } from '#app/routes/account/member-only.server';
import { pageTitle } from '#app/routes/account/page-title.server';
import { Page } from '#app/ui/layout/frame';
import { Button } from '#app/ui/primitives/button';
import { ErrorSummary } from '#app/ui/primitives/error-summary';
import { Form } from '#app/ui/primitives/link';
import { Badge } from '#app/ui/primitives/text';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await memberOnly(args);
  const { name } = orNotFound(getEnv().sso);
  const title = pageTitle(getLocale(args.request, viewer), 'sso.title');
  return json({ title, name, linked: await hasSso(viewer) }, { headers: { 'Cache-Control': 'no-store' } });
}

/** A form that was answered: with what is wrong, or with where to go on to. */
type SsoReply = FormReply & { url?: string };

export async function action(args: ActionFunctionArgs) {
  const viewer = await memberOnly(args);
  const fields = await readFields(args.request);
  if (fields.intent === 'unlink') {
    await unlinkSso(viewer);
    return redirectWithFlash(paths.accountSso(), { tone: 'positive', key: 'toast.ssoUnlinked' });
  }
  const outcome = await attempt(fields, () => beginSsoLink(viewer, paths.accountSso()));
  if (!outcome.ok) {
    return refused(outcome.reply);
  }
  // A link, not a redirect: no form of ours may end at another site (form-action), by way of a redirect neither.
  const shown: SsoReply = { intent: 'link', values: {}, errors: {}, url: outcome.value.url };
  return json(shown, { headers: { 'Set-Cookie': outcome.value.cookie, 'Cache-Control': 'no-store' } });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Sso() {
  const { name, linked } = useLoaderData<typeof loader>();
  const reply: SsoReply | undefined = useActionData<typeof action>();
  const t = useTranslations('sso');
  return (
    <Page>
      <AccountHead current="logins" />
      <p>{t('lead', { name })}</p>
      <ErrorSummary errors={reply?.errors} />
      <p>
        <Badge tone={linked ? 'positive' : 'neutral'}>{t(linked ? 'linked' : 'notLinked')}</Badge>
      </p>
      {reply?.url ? (
        <p>
          <a className="btn btn-primary" href={reply.url}>
            {t('goOn', { name })}
          </a>
        </p>
      ) : (
        <Form method="post" action={paths.accountSso()}>
          <Button name="intent" value={linked ? 'unlink' : 'link'} variant={linked ? 'danger' : 'primary'}>
            {t(linked ? 'unlink' : 'link', { name })}
          </Button>
        </Form>
      )}
    </Page>
  );
}
