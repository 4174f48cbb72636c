import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { forbidden } from '#app/domain/errors';
import { countActOf } from '#app/domain/limits/counts.server';
import { canAdminister } from '#app/domain/members/policy';
import { breakGlass, canBreakGlass } from '#app/domain/threads/break-glass.server';
import { BreakGlassInput } from '#app/domain/threads/label-input';
import { attempt, readForm, refused } from '#app/http/form.server';
import { getLocale } from '#app/http/locale.server';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { memberOnly } from '#app/routes/account/member-only.server';
import { pageTitle } from '#app/routes/account/page-title.server';
import { typed } from '#app/routes/account/typed';
import { AdminHead } from '#app/routes/admin/admin-head';
import { Page } from '#app/ui/layout/frame';
import { Button } from '#app/ui/primitives/button';
import { ErrorSummary } from '#app/ui/primitives/error-summary';
import { TextInput } from '#app/ui/primitives/inputs';
import { Form } from '#app/ui/primitives/link';
import { TextArea } from '#app/ui/primitives/text-area';

/** Enough for an incident; numbers are not to be tried out. */

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await memberOnly(args);
  if (!canBreakGlass(viewer)) {
    throw forbidden();
  }
  const thread = new URL(args.request.url).searchParams.get('thread') ?? '';
  return json({
    title: pageTitle(getLocale(args.request, viewer), 'breakGlass.title'),
    administers: canAdminister(viewer),
    thread: /^\d{1,9}$/.test(thread) ? thread : '',
  });
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await memberOnly(args);
  if (!canBreakGlass(viewer)) {
    throw forbidden();
  }
  const form = await readForm(args.request, BreakGlassInput);
  if (!form.ok) {
    return refused(form.reply);
  }
  const done = await attempt(form.form, () => {
    countActOf(viewer, 'breakGlass');
    return breakGlass(viewer, form.value);
  });
  return done.ok ? redirect(paths.thread(done.value)) : refused(done.reply);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** For moderators and administrators: reading what is not meant for them, with a reason that its author reads. */
export default function BreakGlass() {
  const { thread, administers } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslations('breakGlass');
  return (
    <Page>
      <AdminHead current="breakGlass" administers={administers} lead={t('lead')} />
      {administers && <p className="facts">{t('lead')}</p>}
      <Form method="post" action={paths.breakGlass()} noValidate className="stack">
        <ErrorSummary errors={reply?.errors} labels={{ thread: t('thread'), reason: t('reason') }} />
        <TextInput
          name="thread"
          label={t('thread')}
          dir="ltr"
          defaultValue={typed(reply, 'thread', thread)}
          errors={reply?.errors.thread}
        />
        <TextArea
          name="reason"
          label={t('reason')}
          hint={t('reasonHint')}
          rows={4}
          defaultValue={typed(reply, 'reason')}
          errors={reply?.errors.reason}
        />
        <div>
          <Button variant="danger">{t('open')}</Button>
        </div>
      </Form>
    </Page>
  );
}
