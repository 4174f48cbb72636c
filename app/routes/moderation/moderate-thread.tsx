import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction, redirect } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { forbidden } from '#app/domain/errors';
import { canModerate } from '#app/domain/moderation/policy';
import { localName } from '#app/domain/named';
import { getThread } from '#app/domain/posts/thread-view.server';
import { listTopics } from '#app/domain/topics/queries.server';
import { redirectWithFlash } from '#app/http/flash.server';
import { readFields, refused } from '#app/http/form.server';
import { cacheByLabels } from '#app/http/headers.server';
import { getLocale } from '#app/http/locale.server';
import { idParam, pageNumber } from '#app/http/params.server';
import type { RouteArgs } from '#app/http/viewer.server';
import { messagesOf } from '#app/i18n/translator.server';
import { titleDirection } from '#app/markdown/direction';
import { extractText } from '#app/markdown/extract';
import { paths } from '#app/paths';
import { memberOnly } from '#app/routes/account/member-only.server';
import { pageTitle } from '#app/routes/account/page-title.server';
import { typed } from '#app/routes/account/typed';
import { ActForm } from '#app/routes/moderation/act-form';
import { actAsModerator } from '#app/routes/moderation/moderate-actions.server';
import { SplitFields } from '#app/routes/moderation/split-fields';
import { presentPerson } from '#app/routes/threads/present.server';
import { htmlText } from '#app/routes/threads/thread-data.server';
import { LabelBadge } from '#app/ui/forum/label-badge';
import { Page } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';
import { ErrorSummary } from '#app/ui/primitives/error-summary';
import { Select, TextInput } from '#app/ui/primitives/inputs';
import { Pagination } from '#app/ui/primitives/navigation';

async function moderatorOnly(args: RouteArgs) {
  const viewer = await memberOnly(args);
  if (!canModerate(viewer)) {
    throw forbidden();
  }
  return viewer;
}

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await moderatorOnly(args);
  const locale = getLocale(args.request, viewer);
  const id = idParam(args.params.id);
  const asked = pageNumber(new URL(args.request.url).searchParams.get('page'));
  const thread = await getThread(viewer, id, { order: 'oldest', page: asked });
  if (!thread.can.moderate) {
    throw forbidden();
  }
  cacheByLabels(args.context, viewer, thread.labels);
  const topics = await listTopics();
  return json({
    ...{ id: thread.id, title: thread.title, label: thread.label, locked: thread.locked, pinned: thread.pinned },
    words: messagesOf(locale).moderation.page,
    titleDir: titleDirection(thread.title),
    documentTitle: pageTitle(locale, 'moderation.page.threadTitle'),
    answers: thread.answers.flatMap(({ id: post, deleted, author, html }) =>
      deleted
        ? []
        : [{ id: post, author: presentPerson(author, null, locale), text: extractText(htmlText(html), 160) }],
    ),
    next: thread.page < thread.pageCount ? paths.moderateThread(id, { page: thread.page + 1 }) : null,
    topics: topics.flatMap(({ slug, name }) =>
      slug === thread.topic.slug ? [] : [{ value: slug, label: localName(name, locale) }],
    ),
  });
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await moderatorOnly(args);
  const outcome = await actAsModerator(viewer, idParam(args.params.id), await readFields(args.request));
  if ('reply' in outcome) {
    return refused(outcome.reply);
  }
  return outcome.toast
    ? redirectWithFlash(outcome.to, { tone: 'positive', key: `toast.${outcome.toast}` })
    : redirect(outcome.to);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.documentTitle },
  { name: 'robots', content: 'noindex' },
];

/** What a moderator does with a whole thread. */
export default function ModerateThread() {
  const { id, title, titleDir, label, locked, pinned, topics, answers, next, words } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const of = (intent: string) => ({ intent, reply: reply?.intent === intent ? reply : undefined, words });
  return (
    <Page>
      <PageHeader
        title={words.threadTitle}
        lead={<bdi dir={titleDir}>{title}</bdi>}
        up={{ href: paths.thread(id), label: words.back }}
      />
      <LabelBadge label={label} />
      <p className="facts">{words.threadLead}</p>
      <ErrorSummary
        errors={reply?.errors}
        labels={{ reason: words.why, topic: words.newTopic, title: words.splitNewTitle, target: words.mergeTarget }}
        ids={{ reason: `${reply?.intent}-reason` }}
      />
      {locked ? (
        <ActForm {...of('unlock')} title={words.unlockTitle} button={words.unlock} lead={words.unlockLead} optional />
      ) : (
        <ActForm {...of('lock')} title={words.lockTitle} button={words.lock} lead={words.lockLead} />
      )}
      {pinned ? (
        <ActForm {...of('unpin')} title={words.unpinTitle} button={words.unpin} lead={words.unpinLead} optional />
      ) : (
        <ActForm {...of('pin')} title={words.pinTitle} button={words.pin} lead={words.pinLead} optional />
      )}
      <ActForm {...of('move')} title={words.moveTitle} button={words.move} lead={words.moveLead}>
        <Select
          name="topic"
          label={words.newTopic}
          options={[{ value: '', label: words.chooseTopic }, ...topics]}
          defaultValue={reply?.intent === 'move' ? String(reply.values.topic ?? '') : ''}
          errors={reply?.intent === 'move' ? reply.errors.topic : undefined}
        />
      </ActForm>
      {answers.length > 0 && (
        <ActForm {...of('split')} title={words.splitTitle} button={words.split} lead={words.splitLead}>
          <SplitFields answers={answers} words={words} reply={of('split').reply} />
        </ActForm>
      )}
      <Pagination olderHref={next} />
      <ActForm {...of('merge')} title={words.mergeTitle} button={words.merge} lead={words.mergeLead}>
        <TextInput
          name="target"
          label={words.mergeTarget}
          dir="ltr"
          defaultValue={typed(of('merge').reply, 'target')}
          errors={of('merge').reply?.errors.target}
        />
      </ActForm>
    </Page>
  );
}
