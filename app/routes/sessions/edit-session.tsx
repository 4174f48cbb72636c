import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData, useNavigation } from '@remix-run/react';
import { requireMember } from '#app/domain/acting';
import { countActOf } from '#app/domain/limits/counts.server';
import { changeSession } from '#app/domain/sessions/commands.server';
import { getSessionForm } from '#app/domain/sessions/form-values.server';
import { SessionInput } from '#app/domain/sessions/input';
import { redirectWithFlash } from '#app/http/flash.server';
import { attempt, readForm, refused } from '#app/http/form.server';
import { getLocale } from '#app/http/locale.server';
import { idParam } from '#app/http/params.server';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { memberOnly } from '#app/routes/account/member-only.server';
import { pageTitle } from '#app/routes/account/page-title.server';
import { formChoices } from '#app/routes/sessions/form-data.server';
import { suggestMembers } from '#app/routes/threads/composer-calls';
import { Page } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';
import { SessionForm } from '#app/ui/sessions/session-form';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await memberOnly(args);
  const id = idParam(args.params.id);
  const locale = getLocale(args.request, viewer);
  const start = await getSessionForm(viewer, id);
  return json({ id, title: pageTitle(locale, 'sessions.form.edit'), start, ...(await formChoices(locale)) });
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await memberOnly(args);
  const id = idParam(args.params.id);
  // Whoever does not manage it is told so before anything that was typed is looked at.
  const { revision } = await getSessionForm(viewer, id);
  const form = await readForm(args.request, SessionInput);
  if (!form.ok) {
    return refused(form.reply);
  }
  const done = await attempt(form.form, async () => {
    countActOf(requireMember(viewer), 'session');
    return changeSession(viewer, id, form.value);
  });
  if (!done.ok) {
    // Over a newer version: what was typed stays, and saving once more is a decision.
    const conflict = done.reply.errors['']?.some(({ key }) => key === 'editConflict') ?? false;
    return refused(conflict ? withRevision(done.reply, String(revision)) : done.reply, conflict ? 409 : undefined);
  }
  return redirectWithFlash(paths.session(id), { tone: 'positive', key: 'toast.sessionChanged' });
}

function withRevision<R extends { values: Record<string, string | string[]> }>(reply: R, revision: string): R {
  return { ...reply, values: { ...reply.values, revision } };
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function EditSession() {
  const data = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslations('sessions');
  const back = paths.session(data.id);
  return (
    <Page>
      <PageHeader title={t('form.edit')} up={{ href: back, label: t('form.back') }} />
      <SessionForm
        suggestMembers={suggestMembers}
        action={paths.editSession(data.id)}
        topics={data.topics}
        labels={data.labels}
        organization={data.organization}
        values={reply?.values ?? data.start}
        errors={reply?.errors}
        backHref={back}
        busy={useNavigation().state === 'submitting'}
      />
    </Page>
  );
}
