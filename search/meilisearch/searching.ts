import { EVERY_WORD, vocabularyOf } from '#search/analysis/vocabulary';
import { listWords } from '#search/analysis/words';
import {
  emptyResult,
  type SearchHit,
  type SearchQuery,
  type SearchResult,
  type SimilarQuery,
  type Suggestion,
  type SuggestQuery,
} from '#search/port';
import { correctText } from '#search/query/correct';
import { mergeFilters } from '#search/query/filters';
import { type ParsedQuery, parseQuery, QUERY_LENGTH_MAX } from '#search/query/parse';
import { planQuery, type QueryPlan, WORDS_MAX } from '#search/query/plan';
import { DEFAULT_LIMIT, LIMIT_MAX, wholeNumber } from '#search/ranking/limits';
import { answeredFirst, SIMILAR_COVERAGE_MIN } from '#search/ranking/similar';
import type { FoundPassage } from './documents';
import { type Filter, filterOf } from './filter';
import { ask, fetchTexts, find, type Searching, withExclusions } from './finding';
import { federatedQueries, titleQueries } from './queries';
import { collectWords, RERANKED_MAX, type Reranking, rerank } from './reranking';
import { countFacets, gatherDocuments, toHit } from './results';
import { TOTAL_HITS_MAX } from './settings';

const FEW = 3;

export async function searchServer(searching: Searching, query: SearchQuery): Promise<SearchResult> {
  const started = performance.now();
  if (query.viewer.length === 0) {
    return emptyResult();
  }
  const parsed = parseQuery(query.text, query.names);
  const prefix = query.prefix === true;
  const plan = planFor(searching, parsed, prefix);
  const filters = mergeFilters(query.filters ?? {}, parsed.filters);
  const filter = await withExclusions(searching, plan, query, filters);
  const isByDate = query.sort === 'date';
  const shape = { index: searching.index, filter, matching: 'frequency', isByDate } as const;
  let found = await find(searching, plan, shape);
  if (found.passages.length === 0) {
    // Then no text holds the words, and they may be misspelt ones of the lexicon.
    found = await find(
      searching,
      planFor(searching, parsed, prefix, () => 0),
      shape,
    );
  }
  const isRanked = plan.words.length > 0 && !isByDate;
  const rank = (): Promise<Reranking> => rankFound(searching, found.passages, parsed, prefix);
  let ranked = isRanked ? await rank() : { documents: gatherDocuments(found.passages), corrections: new Map() };
  const corrected = correctText(parsed, ranked.corrections);
  if (corrected !== null && ranked.documents.length < FEW) {
    // The server forgives mistakes in a word as it stands in a text, but not in other forms of it.
    found = await find(searching, planFor(searching, { ...parsed, text: corrected }, prefix), shape);
    ranked = await rank();
  }
  const { documents } = ranked;
  const offset = wholeNumber(query.offset, 0, TOTAL_HITS_MAX);
  const limit = wholeNumber(query.limit, DEFAULT_LIMIT, LIMIT_MAX);
  return {
    hits: documents.slice(offset, offset + limit).map(toHit),
    total: { value: documents.length, capped: found.isCut },
    facets: countFacets(documents),
    didYouMean: corrected,
    relaxed: found.relaxed,
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
  const shape = { index: searching.index, filter: kindFilter(query), matching: 'all', isByDate: false } as const;
  const { passages } = await ask(searching, titleQueries(words, /[\p{L}\p{N}"'׳״]$/u.test(text), shape));
  return gatherDocuments(passages)
    .slice(0, wholeNumber(query.limit, 8, LIMIT_MAX))
    .map(({ best }) => ({ id: best.doc, kind: best.kind, title: best.title }));
}

export async function findSimilarOnServer(searching: Searching, query: SimilarQuery): Promise<SearchHit[]> {
  const parsed = { text: query.title.slice(0, QUERY_LENGTH_MAX), phrases: [], excluded: [], filters: {} };
  const plan = planFor(searching, parsed, false);
  if (plan.words.length === 0 || query.viewer.length === 0) {
    return [];
  }
  const shape = { index: searching.index, filter: kindFilter(query), matching: 'frequency', isByDate: false } as const;
  const { passages } = await ask(searching, federatedQueries(plan, shape));
  const { documents } = await rankFound(searching, passages, parsed, false);
  const near = documents.filter(({ coverage }) => coverage >= SIMILAR_COVERAGE_MIN);
  return answeredFirst(near.map(toHit), query.limit);
}

/** Ranks by the words of what was found, which also tell what a query's words mean. */
async function rankFound(
  searching: Searching,
  passages: readonly FoundPassage[],
  parsed: ParsedQuery,
  prefix: boolean,
): Promise<Reranking> {
  const ids = passages.slice(0, RERANKED_MAX).map(({ id }) => id);
  const texts = await fetchTexts(searching, ids);
  const known = collectWords([...texts.values()]);
  return rerank(passages, texts, known, planFor(searching, parsed, prefix, known.frequencies.of));
}

/**
 * Before anything is found, every word may be known and none is rarer: then the first words of a long query are kept.
 */
function planFor(
  { lexicon }: Searching,
  parsed: ParsedQuery,
  prefix: boolean,
  frequency: ((word: string) => number) | null = null,
): QueryPlan {
  const vocabulary = frequency === null ? EVERY_WORD : vocabularyOf((word) => frequency(word) > 0);
  return planQuery(parsed, { vocabulary, lexicon, frequency: frequency ?? (() => 1), prefix });
}

function kindFilter({ viewer, kinds, exclude }: SuggestQuery | SimilarQuery): Filter[] {
  return filterOf(viewer, kinds === undefined ? {} : { values: { kind: kinds } }, exclude);
}
