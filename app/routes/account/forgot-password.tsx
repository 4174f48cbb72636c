import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { LinkRequest } from '#app/domain/login/input';
import { RESET_LINK_MINUTES } from '#app/domain/login/model';
import { requestPasswordReset } from '#app/domain/login/password.server';
import { attempt, readForm, refused } from '#app/http/form.server';
import { getLocale } from '#app/http/locale.server';
import { getViewer } from '#app/http/viewer.server';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { limitMail } from '#app/routes/account/limits.server';
import { pageTitle } from '#app/routes/account/page-title.server';
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
  const sent = new URL(args.request.url).searchParams.has('sent');
  return json({ title: pageTitle(getLocale(args.request, viewer), 'signIn.forgotTitle'), sent });
}

export async function action(args: ActionFunctionArgs) {
  const form = await readForm(args.request, LinkRequest);
  if (!form.ok) {
    return refused(form.reply);
  }
  const viewer = await getViewer(args);
  const outcome = await attempt(form.form, async () => {
    limitMail(form.value.email, args.context.ipAddress);
    await requestPasswordReset(viewer, form.value.email, getLocale(args.request, viewer));
  });
  return outcome.ok ? redirect(paths.forgotPassword({ sent: '1' }), 303) : refused(outcome.reply);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function ForgotPassword() {
  const { sent } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslations('signIn');
  return (
    <Page width="centred">
      <PageHeader title={t('forgotTitle')} lead={t('forgotLead')} up={{ href: paths.signIn(), label: t('back') }} />
      {sent && !reply ? (
        <div role="status">
          <Callout tone="positive">
            <strong>{t('sentTitle')}</strong>
            <p>{t('sent', { minutes: RESET_LINK_MINUTES })}</p>
          </Callout>
          <p>
            <Link to={paths.forgotPassword()}>{t('newLink')}</Link>
          </p>
        </div>
      ) : (
        <>
          <ErrorSummary errors={reply?.errors} labels={{ email: t('email') }} />
          <Form method="post" action={paths.forgotPassword()} noValidate className="stack">
            <TextInput
              name="email"
              type="email"
              label={t('email')}
              autoComplete="username"
              defaultValue={typed(reply, 'email')}
              errors={reply?.errors.email}
            />
            <div>
              <Button variant="primary" icon="mail">
                {t('forgotSubmit')}
              </Button>
            </div>
          </Form>
        </>
      )}
    </Page>
  );
}
