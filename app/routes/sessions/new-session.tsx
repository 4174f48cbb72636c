import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { requireMember } from '#app/domain/acting';
import { forbidden } from '#app/domain/errors';
import { countActOf } from '#app/domain/limits/counts.server';
import { planSession } from '#app/domain/sessions/commands.server';
import { getDuplicateForm } from '#app/domain/sessions/form-values.server';
import { SessionInput } from '#app/domain/sessions/input';
import { canPlan } from '#app/domain/sessions/policy';
import { redirectWithFlash } from '#app/http/flash.server';
import { attempt, readForm, refused } from '#app/http/form.server';
import { getLocale } from '#app/http/locale.server';
import { idParam } from '#app/http/params.server';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { memberOnly } from '#app/routes/account/member-only.server';
import { pageTitle } from '#app/routes/account/page-title.server';
import { formChoices, NEW_SESSION } from '#app/routes/sessions/form-data.server';
import { suggestMembers } from '#app/routes/threads/composer-calls';
import { Page } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';
import { SessionForm } from '#app/ui/sessions/session-form';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await memberOnly(args);
  if (!canPlan(viewer)) {
    throw forbidden();
  }
  const locale = getLocale(args.request, viewer);
  const query = new URL(args.request.url).searchParams;
  const from = query.get('from');
  const start =
    from === null ? { ...NEW_SESSION, topic: query.get('topic') ?? '' } : await getDuplicateForm(viewer, idParam(from));
  return json({ title: pageTitle(locale, 'sessions.form.new'), start, ...(await formChoices(locale)) });
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await memberOnly(args);
  if (!canPlan(viewer)) {
    throw forbidden();
  }
  const form = await readForm(args.request, SessionInput);
  if (!form.ok) {
    return refused(form.reply);
  }
  const done = await attempt(form.form, async () => {
    countActOf(requireMember(viewer), 'session');
    return planSession(viewer, form.value);
  });
  return done.ok
    ? redirectWithFlash(paths.session(done.value), { tone: 'positive', key: 'toast.sessionPlanned' })
    : refused(done.reply);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function NewSession() {
  const data = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslations('sessions');
  return (
    <Page>
      <PageHeader title={t('form.new')} up={{ href: paths.sessions(), label: t('title') }} />
      <SessionForm
        suggestMembers={suggestMembers}
        action={paths.newSession()}
        topics={data.topics}
        labels={data.labels}
        organization={data.organization}
        values={reply?.values ?? data.start}
        errors={reply?.errors}
        backHref={null}
        busy={useNavigation().state === 'submitting'}
      />
    </Page>
  );
}
