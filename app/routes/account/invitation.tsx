import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { PASSWORD_MIN_CHARS } from '#app/domain/login/model';
import { InvitationAcceptance } from '#app/domain/members/input';
import { acceptInvitation, findInvitation } from '#app/domain/members/invitation.server';
import { localName } from '#app/domain/named';
import { getPage } from '#app/domain/pages/texts.server';
import { attempt, refused } from '#app/http/form.server';
import { getLocale } from '#app/http/locale.server';
import { clientOf, getViewer } from '#app/http/viewer.server';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { goOn } from '#app/routes/account/go-on.server';
import { readTokenForm } from '#app/routes/account/limits.server';
import { pageTitle } from '#app/routes/account/page-title.server';
import { EmploymentField, ItRoleField, NameFields, PrivacyField } from '#app/routes/account/person-fields';
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
  const locale = getLocale(args.request, viewer);
  const token = args.params.token ?? '';
  const found = await findInvitation(viewer, token);
  const invitation = found && { ...found, authority: localName(found.authority, locale), token };
  const title = pageTitle(locale, 'account.invitation.title');
  const notice = await getPage({ page: 'notice', locale });
  return json({ title, invitation, notice }, { status: invitation ? 200 : 404 });
}

export async function action(args: ActionFunctionArgs) {
  const form = await readTokenForm(args, InvitationAcceptance, { token: args.params.token ?? '' });
  if (!form.ok) {
    return refused(form.reply);
  }
  const viewer = await getViewer(args);
  const outcome = await attempt(form.form, () =>
    acceptInvitation(viewer, form.value, clientOf(args), getLocale(args.request, viewer)),
  );
  if (!outcome.ok) {
    return refused(outcome.reply);
  }
  return goOn(paths.home(), outcome.value, { tone: 'positive', key: 'account.invitation.joined' });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function InvitationPage() {
  const { invitation, notice } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslations('account.invitation');
  const signIn = useTranslations('signIn');
  if (!invitation) {
    return (
      <Page width="centred">
        <EmptyState as="h1" title={t('invalidTitle')} text={t('invalid')}>
          <ButtonLink to={paths.apply()}>{signIn('apply')}</ButtonLink>
          <ButtonLink to={paths.signIn()}>{signIn('title')}</ButtonLink>
        </EmptyState>
      </Page>
    );
  }
  const account = { handle: t('handle'), password: t('password') };
  return (
    <Page width="centred">
      <PageHeader title={t('title')} lead={t('lead', { authority: invitation.authority })} />
      <p>
        <bdi dir="ltr">{invitation.email}</bdi>
      </p>
      <ErrorSummary errors={reply?.errors} labels={account} />
      <Form method="post" action={paths.invitation(invitation.token)} noValidate className="stack">
        <NameFields reply={reply} name={invitation.known?.name} nameEn={invitation.known?.nameEn ?? undefined} />
        <TextInput
          name="handle"
          label={account.handle}
          hint={t('handleHint')}
          dir="ltr"
          autoComplete="off"
          autoCapitalize="none"
          maxLength={30}
          defaultValue={typed(reply, 'handle', invitation.suggestedHandle)}
          errors={reply?.errors.handle}
        />
        <ItRoleField reply={reply} start={invitation.known?.itRole ?? undefined} />
        <EmploymentField reply={reply} start={invitation.known?.employment} />
        <input type="hidden" name="username" autoComplete="username" value={invitation.email} />
        <TextInput
          name="password"
          type="password"
          label={account.password}
          hint={signIn('passwordHint', { min: PASSWORD_MIN_CHARS })}
          autoComplete="new-password"
          errors={reply?.errors.password}
        />
        <PrivacyField reply={reply} notice={notice} />
        <div>
          <Button variant="primary">{t('submit')}</Button>
        </div>
      </Form>
    </Page>
  );
}
