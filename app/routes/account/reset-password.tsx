import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { PasswordReset } from '#app/domain/login/input';
import { PASSWORD_MIN_CHARS } from '#app/domain/login/model';
import { resetPassword } from '#app/domain/login/password.server';
import { redirectWithFlash } from '#app/http/flash.server';
import { attempt, refused } from '#app/http/form.server';
import { getLocale } from '#app/http/locale.server';
import { getViewer } from '#app/http/viewer.server';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { readTokenForm } from '#app/routes/account/limits.server';
import { pageTitle } from '#app/routes/account/page-title.server';
import { Page } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';
import { Button } from '#app/ui/primitives/button';
import { ErrorSummary } from '#app/ui/primitives/error-summary';
import { TextInput } from '#app/ui/primitives/inputs';
import { Form, Link } from '#app/ui/primitives/link';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await getViewer(args);
  const token = new URL(args.request.url).searchParams.get('token') ?? '';
  return json({ title: pageTitle(getLocale(args.request, viewer), 'signIn.resetTitle'), token });
}

export async function action(args: ActionFunctionArgs) {
  const form = await readTokenForm(args, PasswordReset);
  if (!form.ok) {
    return refused(form.reply);
  }
  const viewer = await getViewer(args);
  const outcome = await attempt(form.form, () => resetPassword(viewer, form.value));
  if (!outcome.ok) {
    return refused(outcome.reply);
  }
  return redirectWithFlash(paths.signIn(), { tone: 'positive', key: 'signIn.resetDone' });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function ResetPassword() {
  const { token } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslations('signIn');
  return (
    <Page width="centred">
      <PageHeader title={t('resetTitle')} up={{ href: paths.signIn(), label: t('back') }} />
      <ErrorSummary errors={reply?.errors} labels={{ newPassword: t('newPassword') }} />
      <Form method="post" action={paths.resetPassword({ token })} noValidate className="stack">
        <input type="hidden" name="token" value={token} />
        <TextInput
          name="newPassword"
          type="password"
          label={t('newPassword')}
          hint={t('passwordHint', { min: PASSWORD_MIN_CHARS })}
          autoComplete="new-password"
          errors={reply?.errors.newPassword}
        />
        <div className="cluster">
          <Button variant="primary" icon="lock">
            {t('resetSubmit')}
          </Button>
          <Link to={paths.forgotPassword()}>{t('newLink')}</Link>
        </div>
      </Form>
    </Page>
  );
}
