import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { signInWithCode } from '#app/domain/login/commands.server';
import { CodeSignIn } from '#app/domain/login/input';
import { attempt, readForm, refused } from '#app/http/form.server';
import { getLocale } from '#app/http/locale.server';
import { clientOf, getViewer } from '#app/http/viewer.server';
import { useTranslations } from '#app/i18n/translations';
import { ownPath, paths } from '#app/paths';
import { goOn } from '#app/routes/account/go-on.server';
import { limitFirstCodes } from '#app/routes/account/limits.server';
import { pageTitle } from '#app/routes/account/page-title.server';
import { PasskeyButton } from '#app/routes/account/passkey-button';
import { Page } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';
import { Button } from '#app/ui/primitives/button';
import { ErrorSummary } from '#app/ui/primitives/error-summary';
import { TextInput } from '#app/ui/primitives/inputs';
import { Form, Link } from '#app/ui/primitives/link';

/** Only for a browser that has just given a first proof. */
export async function loader(args: LoaderFunctionArgs) {
  const to = new URL(args.request.url).searchParams.get('to');
  if (!clientOf(args).firstStep) {
    throw redirect(paths.signIn({ to: to ?? undefined }));
  }
  return json({
    title: pageTitle(getLocale(args.request, await getViewer(args)), 'signIn.codeTitle'),
    to: ownPath(to),
  });
}

export async function action(args: ActionFunctionArgs) {
  const to = ownPath(new URL(args.request.url).searchParams.get('to'));
  const form = await readForm(args.request, CodeSignIn);
  const client = clientOf(args);
  if (!client.firstStep) {
    throw redirect(paths.signIn({ to }), 303);
  }
  const { memberId } = client.firstStep;
  if (!form.ok) {
    return refused(form.reply);
  }
  const viewer = await getViewer(args);
  const outcome = await attempt(form.form, async () => {
    limitFirstCodes(memberId, client.device);
    return signInWithCode(viewer, form.value.code, client);
  });
  return outcome.ok ? goOn(to, outcome.value) : refused(outcome.reply);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function SignInCode() {
  const { to } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslations('signIn');
  const factor = useTranslations('secondFactor');
  return (
    <Page width="centred">
      <PageHeader title={t('codeTitle')} lead={t('codeLead')} />
      <ErrorSummary errors={reply?.errors} labels={{ code: factor('anyCode') }} />
      <Form method="post" action={paths.signInCode({ to })} noValidate className="stack">
        <TextInput
          name="code"
          label={factor('anyCode')}
          autoComplete="one-time-code"
          autoCapitalize="none"
          spellCheck={false}
          dir="ltr"
          errors={reply?.errors.code}
        />
        <div className="cluster">
          <Button variant="primary" icon="log-in">
            {t('codeSubmit')}
          </Button>
          <Link to={paths.signIn()}>{t('startAgain')}</Link>
        </div>
      </Form>
      <PasskeyButton purpose="sign-in" action={paths.signIn()} fields={{ intent: 'passkey', to }} />
    </Page>
  );
}
