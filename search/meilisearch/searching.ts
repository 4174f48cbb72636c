import { z } from 'zod';
import { EVERY_WORD } from '#search/analysis/vocabulary';
import { listWords } from '#search/analysis/words';
import type { Lexicon } from '#search/lexicon/lexicon';
import {
  emptyResult,
  type SearchFilters,
  type SearchHit,
  type SearchQuery,
  type SearchResult,
  type SimilarQuery,
  type Suggestion,
  type SuggestQuery,
} from '#search/port';
import { mergeFilters } from '#search/query/filters';
import { type ParsedQuery, parseQuery, QUERY_LENGTH_MAX } from '#search/query/parse';
import { planQuery, type QueryPlan, WORDS_MAX } from '#search/query/plan';
import type { MeilisearchClient } from './client';
import { FoundPassage } from './documents';
import { type Filter, filterOf, isNotIn } from './filter';
import {
  browseQuery,
  excludedQueries,
  type FederatedQuery,
  federatedQueries,
  phraseQueries,
  type QueryShape,
  titleQueries,
} from './queries';
import { countFacets, type FoundDocument, gatherDocuments, toHit } from './results';
import { TOTAL_HITS_MAX } from './settings';

/** A page has to come even when the server is slow: after this the embedded engine answers. */
const DEADLINE_MS = 800;
const LIMIT_MAX = 100;
const DEFAULT_LIMIT = 20;
/** Passages fetched for a search: totals and facets are counted over their documents. */
const FETCHED_MAX = 400;
const SIMILAR_SHARE_MIN = 0.4;

const Answer = z.object({ hits: z.array(FoundPassage), estimatedTotalHits: z.number().optional() });

export interface Searching {
  client: MeilisearchClient;
  index: string;
  lexicon: Lexicon;
}

export async function searchServer(searching: Searching, query: SearchQuery): Promise<SearchResult> {
  const started = performance.now();
  if (query.viewer.length === 0) {
    return emptyResult();
  }
  const parsed = parseQuery(query.text, query.names);
  const plan = planFor(searching, parsed, query.prefix === true);
  const filter = await withExclusions(searching, plan, query.viewer, mergeFilters(query.filters ?? {}, parsed.filters));
  const shape = { index: searching.index, filter, matching: 'frequency', isByDate: query.sort === 'date' } as const;
  const { documents, isCut, relaxed } = await find(searching, plan, shape);
  const offset = wholeNumber(query.offset, 0, TOTAL_HITS_MAX);
  const limit = wholeNumber(query.limit, DEFAULT_LIMIT, LIMIT_MAX);
  return {
    hits: documents.slice(offset, offset + limit).map(toHit),
    total: { value: documents.length, capped: isCut },
    facets: countFacets(documents),
    didYouMean: null,
    relaxed,
    tookMs: performance.now() - started,
    degraded: false,
  };
}

export async function suggestFromServer(searching: Searching, query: SuggestQuery): Promise<Suggestion[]> {
  const text = query.text.slice(0, QUERY_LENGTH_MAX);
  const words = [...new Set(listWords(text).map(({ word }) => word))].slice(-WORDS_MAX);
  if (words.length === 0 || query.viewer.length === 0) {
    return [];
  }
  const shape = {
    index: searching.index,
    filter: kindFilter(query.viewer, query.kinds),
    matching: 'all',
    isByDate: false,
  } as const;
  const queries = titleQueries(words, /[\p{L}\p{N}"'׳״]$/u.test(text), shape);
  const { documents } = await ask(searching, queries);
  return documents
    .slice(0, wholeNumber(query.limit, 8, LIMIT_MAX))
    .map(({ best }) => ({ id: best.doc, kind: best.kind, title: best.title }));
}

export async function findSimilarOnServer(searching: Searching, query: SimilarQuery): Promise<SearchHit[]> {
  const text = query.title.slice(0, QUERY_LENGTH_MAX);
  const plan = planFor(searching, { text, phrases: [], excluded: [], filters: {} }, false);
  if (plan.words.length === 0 || query.viewer.length === 0) {
    return [];
  }
  const filter = kindFilter(query.viewer, query.kinds);
  const left = new Set(query.exclude ?? []);
  const { documents } = await ask(
    searching,
    federatedQueries(plan, { index: searching.index, filter, matching: 'frequency', isByDate: false }),
  );
  const hits = documents.map(toHit).filter(({ id }) => !left.has(id));
  const best = hits[0]?.score ?? 0;
  const isAnswer = ({ answered }: SearchHit): number => (answered ? 1 : 0);
  return hits
    .filter(({ score }) => score >= best * SIMILAR_SHARE_MIN)
    .sort((one, other) => isAnswer(other) - isAnswer(one) || other.score - one.score)
    .slice(0, wholeNumber(query.limit, 5, LIMIT_MAX));
}

/** Without knowing which words are frequent, the first words of a long query are kept. */
function planFor({ lexicon }: Searching, parsed: ParsedQuery, prefix: boolean): QueryPlan {
  return planQuery(parsed, { vocabulary: EVERY_WORD, lexicon, frequency: () => 0, prefix });
}

function kindFilter(viewer: readonly string[], kinds: readonly string[] | undefined): Filter[] {
  return filterOf(viewer, kinds === undefined ? {} : { values: { kind: [...kinds] } });
}

/** Whole documents are excluded, so what holds the excluded words is found first: as far as the viewer may see it. */
async function withExclusions(
  searching: Searching,
  plan: QueryPlan,
  viewer: readonly string[],
  filters: SearchFilters,
): Promise<Filter[]> {
  const filter = filterOf(viewer, filters);
  if (plan.excluded.length === 0) {
    return filter;
  }
  const shape: QueryShape = { index: searching.index, filter: filterOf(viewer, {}), matching: 'all', isByDate: false };
  const { documents } = await ask(searching, excludedQueries(plan, shape), TOTAL_HITS_MAX);
  return documents.length === 0
    ? filter
    : [
        ...filter,
        isNotIn(
          'doc',
          documents.map(({ best }) => best.doc),
        ),
      ];
}

interface Found {
  documents: FoundDocument[];
  isCut: boolean;
}

async function find(searching: Searching, plan: QueryPlan, shape: QueryShape): Promise<Found & { relaxed: boolean }> {
  if (plan.words.length === 0) {
    return { ...(await ask(searching, [browseQuery(shape)])), relaxed: false };
  }
  if (plan.phrases.length > 0) {
    const found = await ask(searching, phraseQueries(plan, shape));
    if (found.documents.length > 0) {
      return { ...found, relaxed: false };
    }
  }
  const relaxed = plan.phrases.length > 0;
  if (shape.isByDate) {
    // Else the newest with any one of the words would come first.
    const found = await ask(searching, federatedQueries(plan, { ...shape, matching: 'all' }));
    if (found.documents.length > 0) {
      return { ...found, relaxed };
    }
  }
  return { ...(await ask(searching, federatedQueries(plan, shape))), relaxed };
}

async function ask({ client }: Searching, queries: FederatedQuery[], limit = FETCHED_MAX): Promise<Found> {
  const body = { federation: { limit, offset: 0 }, queries };
  const { hits, estimatedTotalHits = 0 } = await client.send(
    { method: 'POST', path: '/multi-search', body, deadlineMs: DEADLINE_MS },
    Answer,
  );
  return { documents: gatherDocuments(hits), isCut: hits.length >= limit && estimatedTotalHits > hits.length };
}

function wholeNumber(value: number | undefined, usual: number, most: number): number {
  return value === undefined || !Number.isFinite(value) ? usual : Math.min(most, Math.max(0, Math.floor(value)));
}
