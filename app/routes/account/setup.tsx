import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { SetupClaim } from '#app/domain/login/input';
import { PASSWORD_MIN_CHARS } from '#app/domain/login/model';
import { canClaimSetup, claimSetup } from '#app/domain/login/setup.server';
import { attempt, refused } from '#app/http/form.server';
import { getLocale } from '#app/http/locale.server';
import { clientOf, getViewer } from '#app/http/viewer.server';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { goOn } from '#app/routes/account/go-on.server';
import { readTokenForm } from '#app/routes/account/limits.server';
import { pageTitle } from '#app/routes/account/page-title.server';
import { typed } from '#app/routes/account/typed';
import { Page } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';
import { Button, ButtonLink } from '#app/ui/primitives/button';
import { ErrorSummary } from '#app/ui/primitives/error-summary';
import { TextInput } from '#app/ui/primitives/inputs';
import { Form } from '#app/ui/primitives/link';
import { EmptyState } from '#app/ui/primitives/states';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await getViewer(args);
  const token = new URL(args.request.url).searchParams.get('token') ?? '';
  const open = await canClaimSetup(viewer, token);
  const title = pageTitle(getLocale(args.request, viewer), 'account.setup.title');
  return json({ title, token: open ? token : null }, { status: open ? 200 : 404 });
}

export async function action(args: ActionFunctionArgs) {
  const form = await readTokenForm(args, SetupClaim);
  if (!form.ok) {
    return refused(form.reply);
  }
  const viewer = await getViewer(args);
  const outcome = await attempt(form.form, () => claimSetup(viewer, form.value, clientOf(args)));
  if (!outcome.ok) {
    return refused(outcome.reply);
  }
  return goOn(paths.home(), outcome.value, { tone: 'positive', key: 'account.setup.done' });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Setup() {
  const { token } = useLoaderData<typeof loader>();
  const t = useTranslations('account.setup');
  const states = useTranslations('states');
  if (token === null) {
    return (
      <Page width="centred">
        <EmptyState as="h1" title={t('invalidTitle')} text={t('invalid')}>
          <ButtonLink to={paths.home()}>{states('toHome')}</ButtonLink>
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page width="centred">
      <PageHeader title={t('title')} lead={t('lead')} />
      <SetupForm token={token} />
    </Page>
  );
}

function SetupForm({ token }: { token: string }) {
  const reply = useActionData<typeof action>();
  const t = useTranslations('account.setup');
  const account = useTranslations('account');
  const signIn = useTranslations('signIn');
  const labels = {
    associationHe: t('associationHe'),
    associationEn: t('associationEn'),
    name: account('name'),
    email: account('email'),
    password: signIn('password'),
  };
  const field = (name: keyof typeof labels) => ({ name, label: labels[name], errors: reply?.errors[name] });
  return (
    <>
      <ErrorSummary errors={reply?.errors} labels={labels} />
      <Form method="post" action={paths.setup({ token })} noValidate className="stack">
        <input type="hidden" name="token" value={token} />
        <TextInput {...field('associationHe')} maxLength={120} defaultValue={typed(reply, 'associationHe')} />
        <TextInput {...field('associationEn')} dir="ltr" maxLength={120} defaultValue={typed(reply, 'associationEn')} />
        <TextInput {...field('name')} autoComplete="name" maxLength={80} defaultValue={typed(reply, 'name')} />
        <TextInput {...field('email')} type="email" autoComplete="username" defaultValue={typed(reply, 'email')} />
        <TextInput
          {...field('password')}
          type="password"
          hint={signIn('passwordHint', { min: PASSWORD_MIN_CHARS })}
          autoComplete="new-password"
        />
        <div>
          <Button variant="primary">{t('submit')}</Button>
        </div>
      </Form>
    </>
  );
}
