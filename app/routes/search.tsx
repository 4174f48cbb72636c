import { json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { useTranslations } from 'use-intl';
import { listThreads } from '#app/domain/threads/list.server';
import { isMember } from '#app/domain/viewer';
import { cacheByLabels } from '#app/http/headers.server';
import { getLocale } from '#app/http/locale.server';
import { getViewer } from '#app/http/viewer.server';
import { translator } from '#app/i18n/translator.server';
import { stripBidiControls } from '#app/markdown/bidi';
import { paths } from '#app/paths';
import { presentRow } from '#app/routes/threads/present.server';
import { ThreadList } from '#app/ui/forum/thread-row';
import { Page } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';
import { Button, ButtonLink } from '#app/ui/primitives/button';
import { TextInput } from '#app/ui/primitives/inputs';
import { Pagination } from '#app/ui/primitives/navigation';
import { EmptyState } from '#app/ui/primitives/states';

const QUERY_MAX_CHARS = 200;

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await getViewer(args);
  const locale = getLocale(args.request, viewer);
  const query = new URL(args.request.url).searchParams;
  const q = stripBidiControls(query.get('q') ?? '')
    .replace(/\p{Cc}/gu, ' ')
    .trim()
    .slice(0, QUERY_MAX_CHARS);
  const page =
    q === ''
      ? { rows: [], next: null, previous: null }
      : await listThreads(viewer, { view: 'all', sort: 'active', text: q }, query.get('cursor'));
  cacheByLabels(
    args.context,
    viewer,
    page.rows.map((row) => row.label),
  );
  const t = translator(locale);
  return json({
    documentTitle: `${q ? `${q} · ` : ''}${t('search.title')} · ${t('app.name')}`,
    q,
    member: isMember(viewer),
    rows: page.rows.map((row) => presentRow(row, locale)),
    next: page.next && paths.search({ q, cursor: page.next }),
    previous: page.previous && paths.search({ q, cursor: page.previous }),
  });
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.documentTitle },
  { name: 'robots', content: 'noindex' },
];

export default function Search() {
  const { q, rows, next, previous } = useLoaderData<typeof loader>();
  const t = useTranslations('search');
  return (
    <Page>
      <PageHeader title={t('title')} lead={t('lead')} />
      <Form method="get" action={paths.search()} className="search-form" key={q}>
        <TextInput name="q" type="search" label={t('label')} defaultValue={q} dir="auto" maxLength={QUERY_MAX_CHARS} />
        <Button variant="primary" icon="search">
          {t('go')}
        </Button>
      </Form>
      {q !== '' && (
        <>
          <ThreadList
            threads={rows}
            label={t('title')}
            heading="h2"
            empty={
              <EmptyState title={t('none', { q })} text={t('noneText')}>
                <ButtonLink to={paths.newThread({ title: q })} variant="primary">
                  {t('askIt')}
                </ButtonLink>
              </EmptyState>
            }
          />
          <Pagination olderHref={next} newerHref={previous} />
        </>
      )}
    </Page>
  );
}
