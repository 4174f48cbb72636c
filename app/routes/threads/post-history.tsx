import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { RevisionInput } from '#app/domain/moderation/input';
import { askRevisionRemoval, removeRevision } from '#app/domain/moderation/revisions.server';
import { getPostHistory } from '#app/domain/posts/history.server';
import { redirectWithFlash } from '#app/http/flash.server';
import { attempt, readForm, refused } from '#app/http/form.server';
import { cacheByLabels } from '#app/http/headers.server';
import { getLocale } from '#app/http/locale.server';
import { idParam } from '#app/http/params.server';
import { getViewer } from '#app/http/viewer.server';
import { longDay } from '#app/i18n/format';
import { useTranslations } from '#app/i18n/translations';
import { messagesOf, translator } from '#app/i18n/translator.server';
import { paths } from '#app/paths';
import { memberOnly } from '#app/routes/account/member-only.server';
import { RemoveForm } from '#app/routes/moderation/remove-form';
import { presentPerson } from '#app/routes/threads/present.server';
import { LabelBadge } from '#app/ui/forum/label-badge';
import { PersonLine } from '#app/ui/forum/person-line';
import { RevisionDiff } from '#app/ui/forum/revision-diff';
import { Page } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';
import { ErrorSummary } from '#app/ui/primitives/error-summary';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await getViewer(args);
  const locale = getLocale(args.request, viewer);
  const history = await getPostHistory(viewer, idParam(args.params.id));
  cacheByLabels(args.context, viewer, [history.label]);
  const t = translator(locale);
  return json({
    ...history,
    documentTitle: `${t('history.title')} · ${t('app.name')}`,
    words: messagesOf(locale).moderation.page,
    revisions: history.revisions.map(({ removed, ...revision }) => ({
      ...revision,
      removed:
        removed && t('moderation.revisionRemoved', { date: longDay(locale, removed.at), reason: removed.reason }),
      editor: presentPerson(revision.editor, null, locale),
    })),
  });
}

/** A former text is taken out, or its author asks for that. */
export async function action(args: ActionFunctionArgs) {
  const viewer = await memberOnly(args);
  const postId = idParam(args.params.id);
  const form = await readForm(args.request, RevisionInput);
  if (!form.ok) {
    return refused(form.reply);
  }
  const asks = form.form.intent === 'ask';
  const act = asks ? askRevisionRemoval : removeRevision;
  const done = await attempt(form.form, () => act(viewer, postId, form.value));
  const key = asks ? 'toast.revisionAsked' : 'toast.revisionRemoved';
  return done.ok ? redirectWithFlash(paths.postHistory(postId), { tone: 'positive', key }) : refused(done.reply);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.documentTitle },
  { name: 'robots', content: 'noindex' },
];

export default function PostHistory() {
  const { threadId, postId, label, revisions, can, words } = useLoaderData<typeof loader>();
  const reply = useActionData<typeof action>();
  const refusedNumber = String(reply?.values.number ?? '');
  const current = Math.max(...revisions.map(({ number }) => number));
  const t = useTranslations('history');
  return (
    <Page>
      <PageHeader title={t('title')} lead={t('lead')} up={{ href: paths.post(threadId, postId), label: t('back') }} />
      <LabelBadge label={label} />
      <ErrorSummary
        errors={reply?.errors}
        labels={{ reason: words.why }}
        ids={{ reason: `remove-${refusedNumber}-reason` }}
      />
      {revisions.map((revision) => (
        <section key={revision.number} className="revision" aria-labelledby={`revision-${revision.number}`}>
          <h2 id={`revision-${revision.number}`}>
            {revision.number === 1 ? t('first') : t('revision', { number: revision.number })}
          </h2>
          <PersonLine person={revision.editor} at={revision.createdAt} />
          {revision.reason && (
            <p>
              <bdi>{revision.reason}</bdi>
            </p>
          )}
          {revision.titleDiff && (
            <>
              <h3>{t('titleChanged')}</h3>
              <RevisionDiff parts={revision.titleDiff} />
            </>
          )}
          {revision.removed ? (
            <p className="callout">
              <bdi>{revision.removed}</bdi>
            </p>
          ) : (
            <RevisionDiff parts={revision.bodyDiff} />
          )}
          {(can.remove || can.ask) && !revision.removed && revision.number !== current && (
            <RemoveForm
              postId={postId}
              number={revision.number}
              intent={can.remove ? 'remove' : 'ask'}
              words={words}
              reply={refusedNumber === String(revision.number) ? reply : undefined}
            />
          )}
        </section>
      ))}
    </Page>
  );
}
