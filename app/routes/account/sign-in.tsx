import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import {
  requestMagicLink,
  signInAsDemo,
  signInWithPasskey,
  signInWithPassword,
} from '#app/domain/login/commands.server';
import { listDemoAccounts } from '#app/domain/login/demo.server';
import { DemoSignIn, LinkRequest, PasswordSignIn } from '#app/domain/login/input';
import { knownDeviceFor } from '#app/domain/login/known-device.server';
import { MAGIC_LINK_MINUTES } from '#app/domain/login/model';
import { PasskeySignIn } from '#app/domain/login/passkey-input';
import { localName } from '#app/domain/named';
import { isMember } from '#app/domain/viewer';
import { attempt, parseForm, readFields, refused, type SubmittedForm } from '#app/http/form.server';
import { getLocale } from '#app/http/locale.server';
import { clientOf, getViewer } from '#app/http/viewer.server';
import { useTranslations } from '#app/i18n/translations';
import { getEnv } from '#app/instances.server';
import { ownPath, paths } from '#app/paths';
import { DemoAccounts } from '#app/routes/account/demo-accounts';
import { goOn } from '#app/routes/account/go-on.server';
import { limitMail, limitPasskeys, limitSignIn } from '#app/routes/account/limits.server';
import { pageTitle } from '#app/routes/account/page-title.server';
import { PasskeyButton } from '#app/routes/account/passkey-button';
import { SsoLink } from '#app/routes/account/sso-link';
import { typed } from '#app/routes/account/typed';
import { Page } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';
import { Button } from '#app/ui/primitives/button';
import { ErrorSummary } from '#app/ui/primitives/error-summary';
import { TextInput } from '#app/ui/primitives/inputs';
import { Form, Link } from '#app/ui/primitives/link';
import { Callout } from '#app/ui/primitives/text';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await getViewer(args);
  const query = new URL(args.request.url).searchParams;
  if (isMember(viewer)) {
    throw redirect(ownPath(query.get('to')));
  }
  const locale = getLocale(args.request, viewer);
  const title = pageTitle(locale, 'signIn.title');
  const demo = (await listDemoAccounts()).map((account) => ({ ...account, name: localName(account.name, locale) }));
  return json({ title, demo, to: query.get('to') ?? '', sent: query.has('sent'), sso: getEnv().sso?.name ?? null });
}

export async function action(args: ActionFunctionArgs) {
  const fields = await readFields(args.request);
  switch (fields.intent) {
    case 'link':
      return sendLink(args, fields);
    case 'passkey':
      return enterByPasskey(args, fields);
    case 'demo':
      return enterDemo(args, fields);
    default:
      return enter(args, fields);
  }
}

function destination(fields: SubmittedForm): string {
  return ownPath(typeof fields.to === 'string' ? fields.to : null);
}

async function enter(args: ActionFunctionArgs, fields: SubmittedForm) {
  const form = parseForm(fields, PasswordSignIn);
  if (!form.ok) {
    return refused(form.reply);
  }
  const viewer = await getViewer(args);
  const client = clientOf(args);
  const outcome = await attempt(fields, async () => {
    const { email } = form.value;
    limitSignIn(email, args.context.ipAddress, await knownDeviceFor(client, email));
    return signInWithPassword(viewer, form.value, client);
  });
  return outcome.ok ? goOn(destination(fields), outcome.value) : refused(outcome.reply);
}

async function enterByPasskey(args: ActionFunctionArgs, fields: SubmittedForm) {
  const form = parseForm(fields, PasskeySignIn);
  if (!form.ok) {
    return refused(form.reply);
  }
  const viewer = await getViewer(args);
  const outcome = await attempt(fields, async () => {
    limitPasskeys(args.context.ipAddress);
    return signInWithPasskey(viewer, form.value.passkey, clientOf(args));
  });
  return outcome.ok ? goOn(destination(fields), outcome.value) : refused(outcome.reply);
}

async function sendLink(args: ActionFunctionArgs, fields: SubmittedForm) {
  const form = parseForm(fields, LinkRequest);
  if (!form.ok) {
    return refused(form.reply);
  }
  const viewer = await getViewer(args);
  const outcome = await attempt(fields, async () => {
    limitMail(form.value.email, args.context.ipAddress);
    await requestMagicLink(viewer, form.value.email, getLocale(args.request, viewer));
  });
  return outcome.ok ? redirect(paths.signIn({ sent: '1' }), 303) : refused(outcome.reply);
}

async function enterDemo(args: ActionFunctionArgs, fields: SubmittedForm) {
  const form = parseForm(fields, DemoSignIn);
  if (!form.ok) {
    return refused(form.reply);
  }
  const change = await signInAsDemo(await getViewer(args), form.value.handle, clientOf(args));
  return goOn(destination(fields), change);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function SignIn() {
  const { demo, to, sent, sso } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslations('signIn');
  return (
    <Page width="centred">
      <PageHeader title={t('title')} lead={t('lead')} />
      {sent && !reply && (
        <div role="status">
          <Callout tone="positive">
            <strong>{t('sentTitle')}</strong>
            <p>{t('sent', { minutes: MAGIC_LINK_MINUTES })}</p>
          </Callout>
        </div>
      )}
      <ErrorSummary errors={reply?.errors} labels={{ email: t('email'), password: t('password') }} />
      <Form method="post" action={paths.signIn()} noValidate className="stack">
        <input type="hidden" name="to" value={to} />
        <TextInput
          name="email"
          type="email"
          label={t('email')}
          autoComplete="username"
          defaultValue={typed(reply, 'email')}
          errors={reply?.errors.email}
        />
        <TextInput
          name="password"
          type="password"
          label={t('password')}
          autoComplete="current-password"
          errors={reply?.errors.password}
        />
        <div className="cluster">
          <Button variant="primary" icon="log-in" name="intent" value="password">
            {t('submit')}
          </Button>
          <Link to={paths.forgotPassword()}>{t('forgot')}</Link>
        </div>
        <div>
          <Button icon="mail" name="intent" value="link" aria-describedby="link-hint">
            {t('sendLink')}
          </Button>
          <p className="facts" id="link-hint">
            {t('linkHint')}
          </p>
        </div>
      </Form>
      {sso !== null && <SsoLink name={sso} to={to} />}
      <PasskeyButton purpose="sign-in" action={paths.signIn()} fields={{ intent: 'passkey', to }} />
      <p>
        {t('noAccount')} <Link to={paths.apply()}>{t('apply')}</Link>
      </p>
      {demo.length > 0 && <DemoAccounts accounts={demo} to={to} />}
    </Page>
  );
}
