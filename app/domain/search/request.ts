import { stripBidiControls } from '#app/markdown/bidi';

/** The facets of the search page, as they stand in its address. */
export const FACET_PARAMS = ['topic', 'kind', 'answered', 'tag', 'size', 'year', 'label'] as const;
export type FacetParam = (typeof FACET_PARAMS)[number];

export const SORTS = ['relevance', 'date'] as const;
export type SearchSort = (typeof SORTS)[number];

/** What is asked of the search page: everything is in its address. */
export interface SearchRequest {
  q: string;
  facets: Record<FacetParam, string[]>;
  sort: SearchSort;
  page: number;
}

export const QUERY_MAX_CHARS = 1_000;
export const HITS_PER_PAGE = 20;
/** Beyond this nobody looks: one narrows the search instead. */
export const PAGES_MAX = 25;
const VALUES_MAX = 20;
const VALUE_MAX_CHARS = 100;

/** Reads an address. Whatever stands in it, what comes out can be searched for: unusable parts are left out. */
export function readSearchRequest(params: URLSearchParams): SearchRequest {
  const page = Number(params.get('page'));
  return {
    q: cleanQuery(params.get('q') ?? ''),
    facets: {
      topic: values(params, 'topic'),
      kind: values(params, 'kind'),
      answered: values(params, 'answered').filter((value) => value === 'true' || value === 'false'),
      tag: values(params, 'tag'),
      size: values(params, 'size'),
      year: values(params, 'year').filter((value) => /^\d{4}$/.test(value)),
      label: values(params, 'label'),
    },
    sort: params.get('sort') === 'date' ? 'date' : 'relevance',
    page: Number.isInteger(page) && page > 1 ? Math.min(page, PAGES_MAX) : 1,
  };
}

/** What was typed, on one line, without what cannot be seen. */
export function cleanQuery(text: string): string {
  return stripBidiControls(text.slice(0, QUERY_MAX_CHARS))
    .replace(/[\p{Cc}\p{Cs}]/gu, ' ')
    .trim();
}

function values(params: URLSearchParams, name: FacetParam): string[] {
  const all = params.getAll(name).slice(0, VALUES_MAX * 2);
  const clean = all.map((value) => cleanQuery(value.slice(0, VALUE_MAX_CHARS)));
  return [...new Set(clean.filter((value) => value !== ''))].slice(0, VALUES_MAX);
}

/** The query string of a request: the same for the same search, whatever the order in which it was put together. */
export function searchQueryString({ q, facets, sort, page }: SearchRequest): string {
  const params = new URLSearchParams();
  if (q !== '') {
    params.set('q', q);
  }
  for (const name of FACET_PARAMS) {
    for (const value of [...facets[name]].sort()) {
      params.append(name, value);
    }
  }
  if (sort === 'date') {
    params.set('sort', sort);
  }
  if (page > 1) {
    params.set('page', String(page));
  }
  return params.toString();
}

/** The request with a facet's value chosen, or no longer; from the first page. */
export function toggleFacet(request: SearchRequest, name: FacetParam, value: string): SearchRequest {
  const chosen = request.facets[name];
  const next = chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value];
  return { ...request, facets: { ...request.facets, [name]: next }, page: 1 };
}

/** True when there is something to search by. */
export function asksAnything({ q, facets }: SearchRequest): boolean {
  return q !== '' || FACET_PARAMS.some((name) => facets[name].length > 0);
}

/** The part of a request that is kept when a search is saved. */
export function savedQuery(request: SearchRequest): string {
  return searchQueryString({ ...request, sort: 'relevance', page: 1 });
}
