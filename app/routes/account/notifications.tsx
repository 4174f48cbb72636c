import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { localName } from '#app/domain/named';
import { markNoticesRead } from '#app/domain/notifications/commands.server';
import { listNotices } from '#app/domain/notifications/queries.server';
import { isMember } from '#app/domain/viewer';
import { redirectWithFlash } from '#app/http/flash.server';
import { readFields } from '#app/http/form.server';
import { getLocale } from '#app/http/locale.server';
import { getViewer } from '#app/http/viewer.server';
import { useTranslations } from '#app/i18n/translations';
import { translator } from '#app/i18n/translator.server';
import { paths } from '#app/paths';
import { Page } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';
import { Button } from '#app/ui/primitives/button';
import { Form, Link } from '#app/ui/primitives/link';
import { Pagination } from '#app/ui/primitives/navigation';
import { EmptyState } from '#app/ui/primitives/states';
import { Time } from '#app/ui/primitives/text';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await getViewer(args);
  if (!isMember(viewer)) {
    throw redirect(paths.signIn({ to: paths.notifications() }));
  }
  const locale = getLocale(args.request, viewer);
  const before = Number(new URL(args.request.url).searchParams.get('before'));
  const page = await listNotices(viewer, Number.isInteger(before) && before > 0 ? before : undefined);
  const t = translator(locale);
  return json({
    documentTitle: `${t('notices.title')} · ${t('app.name')}`,
    next: page.next === null ? null : paths.notifications({ before: page.next }),
    rows: page.rows.map(({ actor, thread, postId, session, savedSearch, ...row }) => ({
      ...row,
      actor: actor && !actor.removed ? localName(actor.name, locale) : t('notices.someone'),
      title: thread?.title ?? session?.title ?? searchWords(savedSearch),
      href:
        ownPage(row.kind, postId) ??
        (session
          ? sessionHref(row.kind, session.id)
          : (MEMBERSHIP[row.kind]?.(actor?.handle ?? '') ?? hrefOf(thread, postId, savedSearch))),
    })),
  });
}

/** Where a notice about a post's label, or about flags, leads: to the page that says more of it. */
function ownPage(kind: string, postId: number | null): string | null {
  if (postId === null) {
    return null;
  }
  if (/^label_|^break_/.test(kind)) {
    return paths.postLabel(postId);
  }
  return /^flag_|^post_hidden/.test(kind) ? paths.flagPost(postId) : null;
}

/** Where notices about people and their standing lead. */
const MEMBERSHIP: Partial<Record<string, (actorHandle: string) => string>> = {
  measure: () => paths.accountStanding(),
  appeal_answer: () => paths.accountStanding(),
  appeal: (handle) => (handle === '' ? paths.adminMembers() : paths.adminMeasures(handle)),
  confirmation_due: () => paths.confirmations(),
  contact_left: () => paths.adminAuthorities(),
};

/** Where a notice about a session leads: to its summary, when that is what it is about. */
function sessionHref(kind: string, id: number): string {
  if (kind === 'quote_consent') {
    return paths.summaryConsent(id);
  }
  if (kind === 'quote_refused') {
    return paths.editSummary(id);
  }
  return /^(summary|action)_/.test(kind) ? paths.sessionSummary(id) : paths.session(id);
}

/** The words of a saved search, for people. */
function searchWords(query: string | null): string {
  return new URLSearchParams(query ?? '').get('q') ?? '';
}

function hrefOf(thread: { id: number } | null, postId: number | null, savedSearch: string | null): string {
  if (savedSearch !== null) {
    return paths.savedSearch(savedSearch);
  }
  return thread && postId ? paths.post(thread.id, postId) : paths.account();
}

export async function action(args: ActionFunctionArgs) {
  await readFields(args.request);
  await markNoticesRead(await getViewer(args));
  return redirectWithFlash(paths.notifications(), { tone: 'positive', key: 'toast.noticesRead' });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

const WORDS = {
  answer: 'answer',
  comment: 'comment',
  mention: 'mention',
  accepted: 'acceptedNotice',
  membership: 'membership',
  saved_search: 'savedSearch',
  session_invited: 'sessionInvited',
  session_changed: 'sessionChanged',
  session_cancelled: 'sessionCancelled',
  session_place: 'sessionPlace',
  summary_comments: 'summaryComments',
  summary_published: 'summaryPublished',
  action_assigned: 'actionAssigned',
  action_due: 'actionDue',
  quote_consent: 'quoteConsent',
  quote_refused: 'quoteRefused',
  thread_shared: 'threadShared',
  label_request: 'labelRequest',
  label_answer: 'labelAnswer',
  label_lowered: 'labelLowered',
  break_glass: 'breakGlass',
  flag_author: 'flagAuthor',
  flag_decided: 'flagDecided',
  post_hidden: 'postHidden',
  confirmation_due: 'confirmationDue',
  confirmation_soon: 'confirmationSoon',
  contact_left: 'contactLeft',
  measure: 'measure',
  appeal: 'appeal',
  appeal_answer: 'appealAnswer',
} as const;

export default function Notifications() {
  const { rows, next } = useLoaderData<typeof loader>();
  const t = useTranslations('notices');
  const states = useTranslations('states');
  return (
    <Page>
      <PageHeader
        title={t('title')}
        actions={
          rows.some((row) => !row.read) && (
            <Form method="post" action={paths.notifications()}>
              <Button icon="check">{t('readAll')}</Button>
            </Form>
          )
        }
      />
      {rows.length === 0 ? (
        <EmptyState title={states('noNotices')} text={states('noNoticesText')} />
      ) : (
        <ul className="rows">
          {rows.map((row) => (
            <li key={row.id} className={row.read ? 'notice' : 'notice notice-unread'} data-row="">
              <Link to={row.href}>
                {!row.read && <span className="visually-hidden">{t('unread')}: </span>}
                {t(WORDS[row.kind], { actor: row.actor, title: row.title })}
              </Link>{' '}
              <span className="facts">
                <Time iso={row.createdAt} />
              </span>
            </li>
          ))}
        </ul>
      )}
      <Pagination olderHref={next} />
    </Page>
  );
}
