import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  type SerializeFrom,
  type TypedResponse,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { lazy, Suspense } from 'react';
import { redirectWithFlash } from '#app/http/flash.server';
import { refused } from '#app/http/form.server';
import type { FormReply } from '#app/http/form-reply';
import { pageData } from '#app/http/page-data.server';
import { idParam } from '#app/http/params.server';
import { readPostForm } from '#app/http/post-form.server';
import { getViewer } from '#app/http/viewer.server';
import { exactTime } from '#app/i18n/format';
import { useLocale, useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { AnswerForm } from '#app/routes/threads/answer-form';
import type { Commenting, RefusedComment } from '#app/routes/threads/comment-form';
import { throwOrLead } from '#app/routes/threads/merged.server';
import { actOnOutsiders } from '#app/routes/threads/outsider-actions.server';
import { actOnThread, formOnThread } from '#app/routes/threads/thread-actions.server';
import { ThreadActs } from '#app/routes/threads/thread-acts';
import { threadData } from '#app/routes/threads/thread-data.server';
import { ThreadPost } from '#app/routes/threads/thread-posts';
import { ThreadRail } from '#app/routes/threads/thread-rail';
import { Related } from '#app/routes/threads/thread-related';
import { LabelBadge } from '#app/ui/forum/label-badge';
import { LabelledSheet } from '#app/ui/forum/labelled-sheet';
import { TagList, TopicName } from '#app/ui/forum/topic-tag';
import { SameQuestionButton } from '#app/ui/forum/votes';
import { FloatAction, Page } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';
import { Seen } from '#app/ui/layout/seen';
import { ButtonLink } from '#app/ui/primitives/button';
import { ErrorSummary } from '#app/ui/primitives/error-summary';
import { Tabs } from '#app/ui/primitives/navigation';
import { EmptyState } from '#app/ui/primitives/states';
import { Callout } from '#app/ui/primitives/text';

const FIELD_IDS = { files: 'field-body-files' };

/** Few threads have it, so browsers fetch it where it is; the server has it, for a page that is whole without scripts. */
const Outsiders = import.meta.env.SSR
  ? (await import('#app/routes/threads/outsiders')).default
  : lazy(() => import('#app/routes/threads/outsiders'));

export async function loader(args: LoaderFunctionArgs) {
  const id = idParam(args.params.id);
  return pageData(await threadData(args, id).catch(async (error) => throwOrLead(args, id, error)));
}

export async function action(args: ActionFunctionArgs): Promise<TypedResponse<FormReply>> {
  const id = idParam(args.params.id);
  const form = await readPostForm(args, (fields) => formOnThread(id, fields));
  const viewer = await getViewer(args);
  const outcome = await (actOnOutsiders(args, viewer, id, form) ?? actOnThread(viewer, id, form));
  if ('reply' in outcome) {
    return refused(outcome.reply);
  }
  return outcome.toast
    ? redirectWithFlash(outcome.to, { tone: 'positive', key: `toast.${outcome.toast}` })
    : redirect(outcome.to);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => {
  if (!data) {
    return [];
  }
  return [
    { title: data.documentTitle },
    ...(data.description === null
      ? [{ name: 'robots', content: 'noindex' }]
      : [
          { name: 'description', content: data.description },
          { property: 'og:title', content: data.title },
          { property: 'og:description', content: data.description },
        ]),
  ];
};

export type ThreadData = SerializeFrom<typeof loader>;

/** The reply to a refused comment, taken apart for the form it belongs to. */
function refusedComment(reply: FormReply | undefined): RefusedComment | null {
  if (reply?.intent !== 'comment') {
    return null;
  }
  return {
    postId: String(reply.values.postId ?? ''),
    body: String(reply.values.body ?? ''),
    errors: Object.entries(reply.errors).flatMap(([field, errors]) => (field === 'files' ? [] : errors)),
    fileErrors: reply.errors.files ?? [],
  };
}

export default function Thread() {
  const data = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const t = useTranslations('thread');
  const glass = useTranslations('breakGlass');
  const locale = useLocale();
  const here = paths.thread(data.id);
  const commenting = { refused: refusedComment(reply), uploads: data.uploads, on: data.commentOn, here: data.here };
  const summary = reply && reply.intent !== 'comment' ? reply.errors : undefined;
  return (
    <Page rail={<ThreadRail data={data} />}>
      <LabelledSheet label={data.label} title={data.title}>
        <PageHeader title={data.title} titleDir={data.titleDir} up={data.topic} />
        <div className="thread-facts">
          <LabelBadge label={data.label} size="large" />
          <TopicName name={data.topic.label} hue={data.topic.hue} href={data.topic.href} />
          <span className="facts">{t(data.kind)}</span>
          <TagList tags={data.tags} label={t('topic')} />
        </div>
        {data.glassUntil && (
          <Callout tone="warning">
            <p>{glass('notice', { until: exactTime(locale, data.glassUntil) })}</p>
          </Callout>
        )}
        {data.deleted && (
          <Callout tone="warning">
            <p>{t('deletedThread')}</p>
          </Callout>
        )}
        <ErrorSummary errors={summary} labels={data.outsiders?.labels} ids={FIELD_IDS} />
        {data.firstUnread && (
          <ButtonLink to={`#post-${data.firstUnread}`} size="sm" icon="arrow-right">
            {t('jumpToUnread')}
          </ButtonLink>
        )}
        <ThreadPost threadId={data.id} post={data.opening} commenting={commenting} />
        {data.kind === 'question' && (
          <SameQuestionButton
            authorities={data.same.authorityCount}
            pressed={data.same.mine}
            target={data.can.same ? { action: here, fields: { intent: data.same.mine ? 'unsame' : 'same' } } : null}
          />
        )}
        <ThreadActs acts={data.acts} />
        <Answers data={data} commenting={commenting} />
        {(data.outsiders || reply?.intent === 'outsider') && (
          <Suspense>
            <Outsiders data={data} reply={reply} />
          </Suspense>
        )}
      </LabelledSheet>
      <AnswerForm data={data} reply={reply?.intent === 'answer' ? reply : undefined} />
      {data.related.length > 0 && <Related threads={data.related} />}
      {data.can.answer && data.answers.length > 2 && (
        <FloatAction to="#answer">{t(data.kind === 'question' ? 'yourAnswer' : 'yourReply')}</FloatAction>
      )}
      {data.member && !data.glassUntil && (
        <Seen action={paths.seen()} path={here} thread={{ id: data.id, lastPostId: data.lastPostId }} />
      )}
    </Page>
  );
}

function Answers({ data, commenting }: { data: ThreadData; commenting: Commenting }) {
  const t = useTranslations('thread');
  const states = useTranslations('states');
  const count = data.answerTotal;
  return (
    <section aria-labelledby="answers" className="answers">
      <div className="section-head">
        <h2 id="answers">{data.kind === 'question' ? t('answers', { count }) : t('replies', { count })}</h2>
        {data.answers.length > 1 && (
          <Tabs
            label={t('order')}
            items={[
              { href: paths.thread(data.id), label: t('byVotes'), current: data.order === 'votes' },
              {
                href: paths.thread(data.id, { order: 'oldest' }),
                label: t('byTime'),
                current: data.order === 'oldest',
              },
            ]}
          />
        )}
      </div>
      {data.answers.length === 0 && <EmptyState title={states('noAnswers')} text={states('noAnswersText')} as="h3" />}
      {data.answers.map((post) => (
        <ThreadPost key={post.card.id} threadId={data.id} post={post} commenting={commenting} />
      ))}
      {data.pageCount > 1 && (
        <nav className="pagination" aria-label={t('page', { page: data.page, count: data.pageCount })}>
          {data.previous ? <ButtonLink to={data.previous}>{t('previous')}</ButtonLink> : <span />}
          <span className="facts">{t('page', { page: data.page, count: data.pageCount })}</span>
          {data.next ? <ButtonLink to={data.next}>{t('next')}</ButtonLink> : <span />}
        </nav>
      )}
    </section>
  );
}
