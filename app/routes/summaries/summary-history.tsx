import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { IMPORT_REASON } from '#app/domain/minutes/import-reason';
import { getSummaryHistory } from '#app/domain/summaries/history.server';
import { cacheByLabels } from '#app/http/headers.server';
import { getLocale } from '#app/http/locale.server';
import { idParam } from '#app/http/params.server';
import { getViewer } from '#app/http/viewer.server';
import { translator } from '#app/i18n/translator.server';
import { paths } from '#app/paths';
import { summaryWords } from '#app/routes/summaries/present.server';
import { presentPerson } from '#app/routes/threads/present.server';
import { LabelBadge } from '#app/ui/forum/label-badge';
import { PersonLine } from '#app/ui/forum/person-line';
import { RevisionDiff } from '#app/ui/forum/revision-diff';
import { Page } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';
import { Badge } from '#app/ui/primitives/text';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await getViewer(args);
  const locale = getLocale(args.request, viewer);
  const { revisions, ...history } = await getSummaryHistory(viewer, idParam(args.params.id));
  cacheByLabels(args.context, viewer, [history.label]);
  const t = translator(locale);
  const words = summaryWords(locale);
  return json({
    ...history,
    words,
    documentTitle: `${words.historyTitle} · ${t('app.name')}`,
    revisions: revisions.map(({ editor, reason, ...revision }, index) => ({
      ...revision,
      heading: t('summary.version', { number: revision.number }),
      // Under the Chatham House Rule nobody is told who among the hosts wrote.
      editor: editor ? presentPerson(editor, null, locale) : { name: words.host },
      reason: reasonOf(reason, index === revisions.length - 1 || !revision.published, words),
    })),
  });
}

function reasonOf(reason: string, isFirst: boolean, words: { imported: string; recordChanged: string }): string {
  if (reason === IMPORT_REASON) {
    return words.imported;
  }
  return reason === '' && !isFirst ? words.recordChanged : reason;
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.documentTitle },
  { name: 'robots', content: 'noindex' },
];

export default function SummaryHistory() {
  const { sessionId, title, label, chatham, revisions, words } = useLoaderData<typeof loader>();
  return (
    <Page>
      <PageHeader
        title={words.historyTitle}
        lead={words.historyLead}
        up={{ href: paths.sessionSummary(sessionId), label: title }}
      />
      <div className="cluster">
        <LabelBadge label={label} />
        {chatham && <Badge tone="accent">{words.rule}</Badge>}
      </div>
      {revisions.map((revision) => (
        <section key={revision.number} className="revision" aria-labelledby={`revision-${revision.number}`}>
          <h2 id={`revision-${revision.number}`}>{revision.heading}</h2>
          <PersonLine person={revision.editor} at={revision.createdAt}>
            {!revision.published && <Badge>{words.draft}</Badge>}
          </PersonLine>
          {revision.reason && (
            <p>
              <bdi>{revision.reason}</bdi>
            </p>
          )}
          <RevisionDiff parts={revision.diff} />
        </section>
      ))}
    </Page>
  );
}
