import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { getPageHistory } from '#app/domain/pages/administration.server';
import { getLocale } from '#app/http/locale.server';
import { messagesOf, translator } from '#app/i18n/translator.server';
import { paths } from '#app/paths';
import { memberOnly } from '#app/routes/account/member-only.server';
import { pageHeading, pageKey } from '#app/routes/admin/page-key.server';
import { presentPerson } from '#app/routes/threads/present.server';
import { PersonLine } from '#app/ui/forum/person-line';
import { RevisionDiff } from '#app/ui/forum/revision-diff';
import { Page } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';
import { Badge } from '#app/ui/primitives/text';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await memberOnly(args);
  const key = pageKey(args.params);
  const locale = getLocale(args.request, viewer);
  const revisions = await getPageHistory(viewer, key);
  const t = translator(locale);
  const { page: words } = messagesOf(locale).pageTexts;
  return json({
    ...key,
    heading: pageHeading(locale, key),
    documentTitle: `${words.historyTitle}: ${pageHeading(locale, key)} · ${t('app.name')}`,
    words,
    revisions: revisions.map(({ editor, ...revision }) => ({
      ...revision,
      title: t('pageTexts.number', { number: revision.number }),
      editor: presentPerson(editor, null, locale),
    })),
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.documentTitle }];

/** Every saved text of one page in one language. */
export default function PageHistory() {
  const { page, locale, heading, words, revisions } = useLoaderData<typeof loader>();
  return (
    <Page>
      <PageHeader
        title={`${words.historyTitle}: ${heading}`}
        lead={words.historyLead}
        up={{ href: paths.editPage(page, locale), label: heading }}
      />
      {revisions.length === 0 && <p className="facts">{words.none}</p>}
      {revisions.map((revision) => (
        <section key={revision.number} className="revision" aria-labelledby={`revision-${revision.number}`}>
          <h2 id={`revision-${revision.number}`}>{revision.title}</h2>
          <PersonLine person={revision.editor} at={revision.createdAt}>
            {revision.builtIn && <Badge>{words.backToBuiltIn}</Badge>}
          </PersonLine>
          <RevisionDiff parts={revision.diff} />
        </section>
      ))}
    </Page>
  );
}
