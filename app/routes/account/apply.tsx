import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { listAuthorityNames } from '#app/domain/authorities/queries.server';
import { applyForMembership } from '#app/domain/members/application.server';
import { Application } from '#app/domain/members/input';
import { localName } from '#app/domain/named';
import { getPage } from '#app/domain/pages/texts.server';
import { attempt, readForm, refused } from '#app/http/form.server';
import { getLocale } from '#app/http/locale.server';
import { getViewer } from '#app/http/viewer.server';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { limitApplications } from '#app/routes/account/limits.server';
import { pageTitle } from '#app/routes/account/page-title.server';
import { EmploymentField, ItRoleField, NameFields, PrivacyField } from '#app/routes/account/person-fields';
import { typed } from '#app/routes/account/typed';
import { Page } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';
import { Button, ButtonLink } from '#app/ui/primitives/button';
import { ErrorSummary } from '#app/ui/primitives/error-summary';
import { Select, TextInput } from '#app/ui/primitives/inputs';
import { Form, Link } from '#app/ui/primitives/link';
import { EmptyState } from '#app/ui/primitives/states';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await getViewer(args);
  const locale = getLocale(args.request, viewer);
  const names = await listAuthorityNames(viewer, locale);
  return json({
    title: pageTitle(locale, 'account.apply.title'),
    authorities: names.map((each) => ({ value: String(each.id), label: localName(each.name, locale) })),
    notice: await getPage({ page: 'notice', locale }),
    sent: new URL(args.request.url).searchParams.has('sent'),
  });
}

export async function action(args: ActionFunctionArgs) {
  const form = await readForm(args.request, Application);
  if (!form.ok) {
    return refused(form.reply);
  }
  const viewer = await getViewer(args);
  const outcome = await attempt(form.form, async () => {
    limitApplications(form.value.email, args.context.ipAddress);
    await applyForMembership(viewer, form.value, getLocale(args.request, viewer));
  });
  return outcome.ok ? redirect(paths.apply({ sent: '1' }), 303) : refused(outcome.reply);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Apply() {
  const { sent } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslations('account.apply');
  const states = useTranslations('states');
  if (sent && !reply) {
    return (
      <Page width="centred">
        <EmptyState as="h1" title={t('sentTitle')} text={t('sent')}>
          <ButtonLink to={paths.home()}>{states('toHome')}</ButtonLink>
        </EmptyState>
      </Page>
    );
  }
  return (
    <Page width="centred">
      <PageHeader title={t('title')} lead={t('lead')} />
      <ApplicationForm />
    </Page>
  );
}

function ApplicationForm() {
  const { authorities, notice } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslations('account.apply');
  const account = useTranslations('account');
  const signIn = useTranslations('signIn');
  if (authorities.length === 0) {
    return <p>{t('noAuthorities')}</p>;
  }
  const labels = {
    name: account('name'),
    nameEn: account('nameEn'),
    email: account('email'),
    authority: t('authority'),
    itRole: account('itRole'),
    employment: account('employment'),
    privacy: t('accept'),
  };
  return (
    <>
      <ErrorSummary errors={reply?.errors} labels={labels} />
      <Form method="post" action={paths.apply()} noValidate className="stack">
        <NameFields reply={reply} />
        <TextInput
          name="email"
          type="email"
          label={labels.email}
          autoComplete="email"
          defaultValue={typed(reply, 'email')}
          errors={reply?.errors.email}
        />
        <Select
          name="authority"
          label={labels.authority}
          options={[{ value: '', label: t('choose') }, ...authorities]}
          defaultValue={typed(reply, 'authority')}
          errors={reply?.errors.authority}
        />
        <ItRoleField reply={reply} />
        <EmploymentField reply={reply} />
        <PrivacyField reply={reply} notice={notice} />
        <div className="cluster">
          <Button variant="primary">{t('submit')}</Button>
          <Link to={paths.signIn()}>{signIn('title')}</Link>
        </div>
      </Form>
    </>
  );
}
