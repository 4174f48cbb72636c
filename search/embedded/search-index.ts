import { vocabularyOf } from '#search/analysis/vocabulary';
import type { Lexicon } from '#search/lexicon/lexicon';
import { emptyResult, type SearchHit, type SearchQuery, type SearchResult, type SimilarQuery } from '#search/port';
import { correctText } from '#search/query/correct';
import { mergeFilters } from '#search/query/filters';
import { type ParsedQuery, parseQuery, QUERY_LENGTH_MAX } from '#search/query/parse';
import { planQuery, type QueryPlan } from '#search/query/plan';
import type { Candidate, RankedDocument } from '#search/ranking/gather';
import { DEFAULT_LIMIT, LIMIT_MAX, wholeNumber } from '#search/ranking/limits';
import { any, anyKey } from '#search/ranking/match';
import { type ResolvedQuery, resolveQuery } from '#search/ranking/resolve';
import { answeredFirst, SIMILAR_COVERAGE_MIN } from '#search/ranking/similar';
import { browseCandidates, COUNT_MAX, filterPassages } from './candidates';
import { type Condition, conditionOf, joinConditions, withoutMatching, withoutPassages } from './conditions';
import { countFacets } from './facts';
import type { IndexFile } from './index-file';
import { findPhrases } from './phrases';
import { findAnyWord, findEveryWord, isCommon } from './postings';
import { loadHits, rankDocuments } from './results';

const FEW = 10;

/** Searches one index file. Synchronous: to be called in a worker thread. */
export function searchIndex(file: IndexFile, lexicon: Lexicon, query: SearchQuery): SearchResult {
  const started = performance.now();
  file.frequencies.refresh();
  const parsed = parseQuery(query.text, query.names);
  const allowed = file.audiences.visibleTo(query.viewer);
  if (allowed === '[]') {
    return emptyResult(performance.now() - started);
  }
  const plan = planFor(file, lexicon, parsed, query.prefix === true);
  const filters = mergeFilters(query.filters ?? {}, parsed.filters);
  const condition = fullCondition(file, plan, conditionOf(allowed, filters, query.exclude), allowed);
  const found = find(file, plan, condition, query.sort === 'date');
  const documents = query.sort === 'date' ? byDate(found.documents) : found.documents;
  const counted = documents.slice(0, COUNT_MAX);
  const offset = wholeNumber(query.offset, 0, COUNT_MAX);
  const limit = wholeNumber(query.limit, DEFAULT_LIMIT, LIMIT_MAX);
  return {
    hits: loadHits(file.store, counted.slice(offset, offset + limit)),
    total: { value: counted.length, capped: found.isCut || documents.length > COUNT_MAX },
    facets: countFacets(
      file.store,
      counted.map(({ facts }) => facts),
    ),
    didYouMean: correctText(parsed, found.corrections),
    relaxed: found.relaxed,
    tookMs: performance.now() - started,
    degraded: false,
  };
}

/** Documents like a title, those with an accepted answer first. */
export function findSimilar(file: IndexFile, lexicon: Lexicon, query: SimilarQuery): SearchHit[] {
  file.frequencies.refresh();
  const allowed = file.audiences.visibleTo(query.viewer);
  const title = query.title.slice(0, QUERY_LENGTH_MAX);
  const plan = planFor(file, lexicon, { text: title, phrases: [], excluded: [], filters: {} }, false);
  if (allowed === '[]' || plan.words.length === 0) {
    return [];
  }
  const filters = query.kinds === undefined ? {} : { values: { kind: query.kinds } };
  const condition = conditionOf(allowed, filters, query.exclude);
  const near = find(file, plan, condition, false).documents.filter(({ coverage }) => coverage >= SIMILAR_COVERAGE_MIN);
  return answeredFirst(loadHits(file.store, near.slice(0, LIMIT_MAX)), query.limit);
}

function planFor(file: IndexFile, lexicon: Lexicon, parsed: ParsedQuery, prefix: boolean): QueryPlan {
  const vocabulary = vocabularyOf((word) => file.frequencies.of(word) > 0);
  return planQuery(parsed, { vocabulary, lexicon, frequency: file.frequencies.of, prefix });
}

function fullCondition(file: IndexFile, plan: QueryPlan, condition: Condition, allowed: string): Condition {
  const excluded = plan.excluded.map((words) =>
    words.length === 1
      ? withoutMatching(any(words.map(anyKey)), allowed)
      : withoutPassages(findPhrases(file, [words.map(({ word }) => word)]), allowed),
  );
  return joinConditions([condition, ...excluded]);
}

interface Found {
  documents: RankedDocument[];
  corrections: Map<string, string>;
  isCut: boolean;
  relaxed: boolean;
}

function find(file: IndexFile, plan: QueryPlan, condition: Condition, isByDate: boolean): Found {
  if (plan.words.length === 0) {
    const candidates = browseCandidates(file.store, condition);
    const documents = candidates.map(({ document, date, facts }) => ({
      document,
      score: 0,
      coverage: 0,
      passages: [],
      date,
      facts,
    }));
    return { documents, corrections: new Map(), isCut: false, relaxed: false };
  }
  const query = resolveQuery(plan, file);
  const { candidates, relaxed } = candidatesFor(file, plan, query, condition, isByDate);
  const ranking = rankDocuments(file.store, candidates, query);
  const corrections = new Map<string, string>();
  for (const { word, correction, number } of query.corrections) {
    if (!corrections.has(word) && ranking.corrections.has(number)) {
      corrections.set(word, correction);
    }
  }
  return { documents: ranking.documents, corrections, isCut: candidates.length >= COUNT_MAX, relaxed };
}

function candidatesFor(
  file: IndexFile,
  plan: QueryPlan,
  query: ResolvedQuery,
  condition: Condition,
  isByDate: boolean,
): { candidates: Candidate[]; relaxed: boolean } {
  if (plan.phrases.length > 0) {
    const candidates = filterPassages(file.store, findPhrases(file, plan.phrases), condition);
    if (candidates.length > 0) {
      return { candidates, relaxed: false };
    }
  }
  const relaxed = plan.phrases.length > 0;
  // By date, the newest with any one word would come first; and with common words alone, "any" reads the whole index.
  const everyWord = isByDate || isCommon(query) ? findEveryWord(file.store, query) : null;
  if (everyWord !== null) {
    const candidates = filterPassages(file.store, everyWord, condition);
    if (isByDate ? candidates.length > 0 : candidates.length >= FEW) {
      return { candidates, relaxed };
    }
  }
  return { candidates: filterPassages(file.store, findAnyWord(file.store, query), condition), relaxed };
}

function byDate(documents: readonly RankedDocument[]): RankedDocument[] {
  return [...documents].sort((one, other) => other.date - one.date || one.document - other.document);
}
