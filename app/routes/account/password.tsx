import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { PasswordChange } from '#app/domain/login/input';
import { PASSWORD_MIN_CHARS } from '#app/domain/login/model';
import { changePassword, hasPassword } from '#app/domain/login/password.server';
import { redirectWithFlash } from '#app/http/flash.server';
import { attempt, readForm, refused } from '#app/http/form.server';
import { getLocale } from '#app/http/locale.server';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { AccountHead } from '#app/routes/account/account-tabs';
import { limitPasswordChecks } from '#app/routes/account/limits.server';
import { memberOnly } from '#app/routes/account/member-only.server';
import { pageTitle } from '#app/routes/account/page-title.server';
import { Page } from '#app/ui/layout/frame';
import { Button, ButtonLink } from '#app/ui/primitives/button';
import { ErrorSummary } from '#app/ui/primitives/error-summary';
import { TextInput } from '#app/ui/primitives/inputs';
import { Form } from '#app/ui/primitives/link';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await memberOnly(args);
  const title = pageTitle(getLocale(args.request, viewer), 'account.password');
  return json({ title, hasPassword: await hasPassword(viewer) });
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await memberOnly(args);
  const form = await readForm(args.request, PasswordChange);
  if (!form.ok) {
    return refused(form.reply);
  }
  const outcome = await attempt(form.form, async () => {
    limitPasswordChecks(viewer.memberId);
    await changePassword(viewer, form.value);
  });
  if (!outcome.ok) {
    return refused(outcome.reply);
  }
  return redirectWithFlash(paths.accountPassword(), { tone: 'positive', key: 'account.passwordChanged' });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Password() {
  const data = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslations('account');
  const signIn = useTranslations('signIn');
  return (
    <Page>
      <AccountHead current="password" />
      {data.hasPassword ? (
        <>
          <p>{t('passwordLead')}</p>
          <ErrorSummary
            errors={reply?.errors}
            labels={{ currentPassword: t('currentPassword'), newPassword: t('newPassword') }}
          />
          <Form method="post" action={paths.accountPassword()} noValidate className="stack">
            <TextInput
              name="currentPassword"
              type="password"
              label={t('currentPassword')}
              autoComplete="current-password"
              errors={reply?.errors.currentPassword}
            />
            <TextInput
              name="newPassword"
              type="password"
              label={t('newPassword')}
              hint={signIn('passwordHint', { min: PASSWORD_MIN_CHARS })}
              autoComplete="new-password"
              errors={reply?.errors.newPassword}
            />
            <div>
              <Button variant="primary" icon="lock">
                {t('changePassword')}
              </Button>
            </div>
          </Form>
        </>
      ) : (
        <>
          <p>{t('passwordNone')}</p>
          <ButtonLink to={paths.forgotPassword()} icon="mail">
            {t('passwordSet')}
          </ButtonLink>
        </>
      )}
    </Page>
  );
}
