import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { getPostHistory } from '#app/domain/posts/history.server';
import { cacheByLabels } from '#app/http/headers.server';
import { getLocale } from '#app/http/locale.server';
import { idParam } from '#app/http/params.server';
import { getViewer } from '#app/http/viewer.server';
import { translator } from '#app/i18n/translator.server';
import { paths } from '#app/paths';
import { presentPerson } from '#app/routes/threads/present.server';
import { LabelBadge } from '#app/ui/forum/label-badge';
import { PersonLine } from '#app/ui/forum/person-line';
import { RevisionDiff } from '#app/ui/forum/revision-diff';
import { Page } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await getViewer(args);
  const locale = getLocale(args.request, viewer);
  const history = await getPostHistory(viewer, idParam(args.params.id));
  cacheByLabels(args.context, viewer, [history.label]);
  const t = translator(locale);
  return json({
    ...history,
    documentTitle: `${t('history.title')} · ${t('app.name')}`,
    revisions: history.revisions.map((revision) => ({
      ...revision,
      editor: presentPerson(revision.editor, null, locale),
    })),
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.documentTitle },
  { name: 'robots', content: 'noindex' },
];

export default function PostHistory() {
  const { threadId, postId, label, revisions } = useLoaderData<typeof loader>();
  const t = useTranslations('history');
  return (
    <Page>
      <PageHeader title={t('title')} lead={t('lead')} up={{ href: paths.post(threadId, postId), label: t('back') }} />
      <LabelBadge label={label} />
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
          <RevisionDiff parts={revision.bodyDiff} />
        </section>
      ))}
    </Page>
  );
}
