import { type ActionFunctionArgs, json, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { LABELS } from '#app/domain/labels';
import { SavedSearchInput } from '#app/domain/search/input';
import { searchForum } from '#app/domain/search/queries.server';
import { asksAnything, readSearchRequest, savedQuery } from '#app/domain/search/request';
import { deleteSavedSearch, listSavedSearches, saveSearch, setSavedNotify } from '#app/domain/search/saved.server';
import { listTopics } from '#app/domain/topics/queries.server';
import { isMember } from '#app/domain/viewer';
import { redirectWithFlash } from '#app/http/flash.server';
import { attempt, parseForm, readFields, refused } from '#app/http/form.server';
import { cacheByLabels } from '#app/http/headers.server';
import { limitReader } from '#app/http/limits.server';
import { getLocale } from '#app/http/locale.server';
import { getViewer } from '#app/http/viewer.server';
import { useTranslations } from '#app/i18n/translations';
import { translator } from '#app/i18n/translator.server';
import { paths } from '#app/paths';
import { editedId } from '#app/routes/admin/edited-id';
import { presentFacets, presentHit, searchHref } from '#app/routes/search/present.server';
import { presentSaved } from '#app/routes/search/present-saved.server';
import { SavedSearches, SaveThis } from '#app/routes/search/saved-searches';
import { SearchResults } from '#app/routes/search/search-results';
import { Page } from '#app/ui/layout/frame';
import { PageHeader } from '#app/ui/layout/page-header';
import { Link } from '#app/ui/primitives/link';
import { RecentSearches } from '#app/ui/search/recent-searches';
import { SearchFacets } from '#app/ui/search/search-facets';
import { SearchForm } from '#app/ui/search/search-form';
import { SearchTips } from '#app/ui/search/search-tips';

export async function loader(args: LoaderFunctionArgs) {
  const viewer = await getViewer(args);
  const locale = getLocale(args.request, viewer);
  const request = readSearchRequest(new URL(args.request.url).searchParams);
  if (asksAnything(request)) {
    limitReader(args, viewer, 'search');
  }
  const [page, saved, topics] = await Promise.all([
    searchForum(viewer, request),
    listSavedSearches(viewer),
    listTopics(),
  ]);
  // Counts and facets tell of every hit, not only of those on this page.
  cacheByLabels(args.context, viewer, [
    ...page.hits.map((hit) => (hit.kind === 'thread' ? hit.thread.label : 'label' in hit ? hit.label : 'GREEN')),
    ...LABELS.filter((label) => page.facets.label.some(({ value, count }) => value === label && count > 0)),
  ]);
  const t = translator(locale);
  const { q, facets, sort } = request;
  const at = (number: number) => searchHref({ ...request, page: number });
  const cleared = { ...request, facets: readSearchRequest(new URLSearchParams()).facets, page: 1 };
  const narrowed = searchHref(cleared) !== searchHref({ ...request, page: 1 });
  const kept = savedQuery(request);
  return json({
    documentTitle: `${q ? `${q} · ` : ''}${t('search.title')} · ${t('app.name')}`,
    q,
    facets: presentFacets(page.facets, request, topics, locale),
    chosen: Object.entries(facets).flatMap(([name, values]) => values.map((value) => ({ name, value }))),
    clearHref: narrowed ? searchHref(cleared) : null,
    sort,
    sortHrefs: {
      relevance: searchHref({ ...request, sort: 'relevance', page: 1 }),
      date: searchHref({ ...request, sort: 'date', page: 1 }),
    },
    asked: asksAnything(request),
    member: isMember(viewer) ? viewer.handle : null,
    hits: page.hits.map((hit) => presentHit(hit, locale)),
    total: page.total,
    page: request.page,
    pageCount: page.pageCount,
    previous: request.page > 1 ? at(request.page - 1) : null,
    next: request.page < page.pageCount ? at(request.page + 1) : null,
    didYouMean:
      page.didYouMean === null
        ? null
        : { text: page.didYouMean, href: searchHref({ ...request, q: page.didYouMean, page: 1 }) },
    relaxed: page.relaxed,
    degraded: page.degraded,
    saved: presentSaved(saved, topics, locale),
    query: kept,
    isSaved: saved.some(({ query }) => query === kept),
  });
}

export async function action(args: ActionFunctionArgs) {
  const viewer = await getViewer(args);
  const fields = await readFields(args.request);
  const back = paths.searchFor(savedQuery(readSearchRequest(new URLSearchParams(String(fields.query ?? '')))));
  const id = editedId(fields.id) ?? 0;
  if (fields.intent === 'forget') {
    await deleteSavedSearch(viewer, id);
    return redirectWithFlash(back, { tone: 'positive', key: 'toast.searchForgotten' });
  }
  if (fields.intent === 'notify') {
    await setSavedNotify(viewer, id, fields.on === 'true');
    return redirectWithFlash(back, { tone: 'positive', key: 'toast.searchNotify' });
  }
  const form = parseForm(fields, SavedSearchInput);
  if (!form.ok) {
    return refused(form.reply);
  }
  const done = await attempt(fields, () => saveSearch(viewer, form.value));
  return done.ok ? redirectWithFlash(back, { tone: 'positive', key: 'toast.searchSaved' }) : refused(done.reply);
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.documentTitle },
  { name: 'robots', content: 'noindex' },
];

export default function Search() {
  const data = useLoaderData<typeof loader>();
  const t = useTranslations('search');
  return (
    <Page width="wide">
      <PageHeader title={t('title')} lead={data.asked ? undefined : t('lead')} />
      <SearchForm q={data.q} chosen={data.chosen} sort={data.sort} />
      <div className="search-body">
        {data.facets.length > 0 && <SearchFacets facets={data.facets} clearHref={data.clearHref} />}
        <div className="search-main">
          {data.member !== null && <RecentSearches owner={data.member} q={data.q} shown={!data.asked} />}
          {data.didYouMean && <DidYouMean {...data.didYouMean} />}
          {data.asked && <SearchResults data={data} save={<SaveThis query={data.query} isSaved={data.isSaved} />} />}
        </div>
        <div className="search-more">
          {data.member !== null && <SavedSearches saved={data.saved} query={data.query} />}
          <SearchTips />
        </div>
      </div>
    </Page>
  );
}

function DidYouMean({ text, href }: { text: string; href: string }) {
  const t = useTranslations('search');
  return (
    <p className="did-you-mean">
      {t.rich('didYouMean', {
        link: () => (
          <Link to={href}>
            <bdi>{text}</bdi>
          </Link>
        ),
      })}
    </p>
  );
}
