import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { signInWithMagicLink } from '#app/domain/login/commands.server';
import { MagicLinkSignIn } from '#app/domain/login/input';
import { attempt, refused } from '#app/http/form.server';
import { getLocale } from '#app/http/locale.server';
import { clientOf, getViewer } from '#app/http/viewer.server';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { goOn } from '#app/routes/account/go-on.server';
import { readTokenForm } from '#app/routes/account/limits.server';
import { pageTitle } from '#app/routes/account/page-title.server';
import { Page } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';
import { Button, ButtonLink } from '#app/ui/primitives/button';
import { ErrorSummary } from '#app/ui/primitives/error-summary';
import { Form } from '#app/ui/primitives/link';

/** Opening the link only shows a button: programs that look at links in mails would use it up otherwise. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await getViewer(args);
  const token = new URL(args.request.url).searchParams.get('token') ?? '';
  return json({ title: pageTitle(getLocale(args.request, viewer), 'signIn.linkTitle'), token });
}

export async function action(args: ActionFunctionArgs) {
  const form = await readTokenForm(args, MagicLinkSignIn);
  if (!form.ok) {
    return refused(form.reply);
  }
  const viewer = await getViewer(args);
  const outcome = await attempt(form.form, () => signInWithMagicLink(viewer, form.value.token, clientOf(args)));
  return outcome.ok ? goOn(paths.home(), outcome.value) : refused(outcome.reply);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function MagicLink() {
  const { token } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslations('signIn');
  const open = token !== '' && !reply;
  return (
    <Page width="centred">
      <PageHeader title={t('linkTitle')} lead={token === '' ? t('linkMissing') : t('linkLead')} />
      <ErrorSummary errors={reply?.errors} />
      {open ? (
        <Form method="post" action={paths.magicLink()}>
          <input type="hidden" name="token" value={token} />
          <Button variant="primary" icon="log-in">
            {t('linkSubmit')}
          </Button>
        </Form>
      ) : (
        <ButtonLink to={paths.signIn()} icon="mail">
          {t('newLink')}
        </ButtonLink>
      )}
    </Page>
  );
}
