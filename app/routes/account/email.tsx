import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { confirmEmailChange, getOwnEmail, requestEmailChange } from '#app/domain/login/email-change.server';
import { hasFreshProof } from '#app/domain/login/fresh-proof.server';
import { LinkRequest, MagicLinkSignIn } from '#app/domain/login/input';
import { EMAIL_LINK_MINUTES } from '#app/domain/login/model';
import type { MemberViewer } from '#app/domain/viewer';
import { redirectWithFlash } from '#app/http/flash.server';
import { attempt, parseForm, readFields, refused, type SubmittedForm } from '#app/http/form.server';
import type { FormReply } from '#app/http/form-reply';
import { getLocale } from '#app/http/locale.server';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { AccountHead } from '#app/routes/account/account-tabs';
import { limitMail, limitOwnMail, limitTokens } from '#app/routes/account/limits.server';
import { memberOnly } from '#app/routes/account/member-only.server';
import { pageTitle } from '#app/routes/account/page-title.server';
import { typed } from '#app/routes/account/typed';
import { Page } from '#app/ui/layout/frame';
import { SectionHead } from '#app/ui/layout/page-header';
import { Button } from '#app/ui/primitives/button';
import { ErrorSummary } from '#app/ui/primitives/error-summary';
import { TextInput } from '#app/ui/primitives/inputs';
import { Form } from '#app/ui/primitives/link';
import { Callout } from '#app/ui/primitives/text';

/** Opening the mailed link only shows a button: programs that look at links in mails would use it up otherwise. */
export async function loader(args: LoaderFunctionArgs) {
  const viewer = await memberOnly(args);
  const token = new URL(args.request.url).searchParams.get('token') ?? '';
  const title = pageTitle(getLocale(args.request, viewer), 'email.title');
  return json({ title, token, ...(await getOwnEmail(viewer)) }, { headers: { 'Cache-Control': 'no-store' } });
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await memberOnly(args);
  const fields = await readFields(args.request);
  return fields.intent === 'confirm'
    ? confirm(viewer, fields, args.context.ipAddress)
    : request(viewer, fields, args.context.ipAddress);
}

async function request(viewer: MemberViewer, fields: SubmittedForm, ip: string) {
  const form = parseForm(fields, LinkRequest);
  if (!form.ok) {
    return refused(form.reply);
  }
  const outcome = await attempt(fields, async () => {
    // Whoever is sent to prove first who they are comes back here: that is one try, not two.
    if (await hasFreshProof(viewer)) {
      limitOwnMail(viewer.memberId);
      limitMail(form.value.email, ip);
    }
    await requestEmailChange(viewer, form.value.email);
  });
  return outcome.ok
    ? redirectWithFlash(paths.accountEmail(), { tone: 'positive', key: 'toast.emailAsked' })
    : refused(outcome.reply);
}

async function confirm(viewer: MemberViewer, fields: SubmittedForm, ip: string) {
  const form = parseForm(fields, MagicLinkSignIn);
  if (!form.ok) {
    return refused(form.reply);
  }
  const outcome = await attempt(fields, async () => {
    limitTokens(ip);
    await confirmEmailChange(viewer, form.value.token);
  });
  return outcome.ok
    ? redirectWithFlash(paths.accountEmail(), { tone: 'positive', key: 'toast.emailChanged' })
    : refused(outcome.reply);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Email() {
  const { email, waiting, token } = useLoaderData<typeof loader>();
  const reply: FormReply | undefined = useActionData<typeof action>();
  const t = useTranslations('email');
  const answered = reply?.intent === 'confirm';
  return (
    <Page>
      <AccountHead current="profile" />
      <ErrorSummary errors={reply?.errors} labels={{ email: t('new') }} />
      <p>
        {t('current')}: <bdi dir="ltr">{email}</bdi>
      </p>
      {token !== '' && waiting && !answered && (
        <Form method="post" action={paths.accountEmail()} className="stack">
          <input type="hidden" name="token" value={token} />
          <p>
            {t('confirmLead')} <bdi dir="ltr">{waiting}</bdi>
          </p>
          <div>
            <Button variant="primary" icon="check" name="intent" value="confirm">
              {t('confirm')}
            </Button>
          </div>
        </Form>
      )}
      {token === '' && waiting && (
        <div role="status">
          <Callout>
            <p>
              {t('waiting', { minutes: EMAIL_LINK_MINUTES })} <bdi dir="ltr">{waiting}</bdi>
            </p>
          </Callout>
        </div>
      )}
      <SectionHead title={t('title')} />
      <p>{t('lead')}</p>
      <Form method="post" action={paths.accountEmail()} noValidate className="stack">
        <TextInput
          name="email"
          type="email"
          label={t('new')}
          autoComplete="email"
          defaultValue={typed(reply, 'email')}
          errors={reply?.errors.email}
        />
        <div>
          <Button variant={token === '' ? 'primary' : 'secondary'} icon="mail">
            {t('submit')}
          </Button>
        </div>
      </Form>
    </Page>
  );
}
