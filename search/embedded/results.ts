import { emptyFacets, type Facets, type SearchHit } from '#search/port';
import { type Candidate, readVectors } from './candidates';
import { createScorer, type PassageScore } from './rank';
import type { ResolvedQuery } from './resolve';
import type { Row, Store } from './store';
import { HEAD_REF } from './writer';

/** A document with its matching passages, ranked. */
export interface RankedDocument {
  document: number;
  score: number;
  /** 0 to 1: how much of the query was found. */
  coverage: number;
  passages: string[];
  row: Row;
}

export interface Ranking {
  documents: RankedDocument[];
  /** Numbers of the corrected words that visible passages hold. */
  corrections: Set<number>;
}

/** Only the best by full-text rank are ranked in full: the rest follow in that rank's order. */
const RANKED_IN_FULL_MAX = 150;
const FULL_TEXT_SHARE = 0.1;
const NEARNESS_SHARE = 0.2;
const ACCEPTED_BONUS = 1.05;
/** Words found only in different posts of a thread count, but less than in one post. */
const SPREAD_SHARE = 0.85;

/** Ranks candidates and gathers them by document, best first. */
export function rankDocuments(store: Store, candidates: readonly Candidate[], query: ResolvedQuery): Ranking {
  const full = candidates.slice(0, RANKED_IN_FULL_MAX);
  const vectors = readVectors(
    store,
    full.map(({ passage }) => passage),
  );
  const score = createScorer(query);
  const corrections = new Set<number>();
  const documents = new Map<number, Gathered>();
  for (const candidate of candidates) {
    const vector = vectors.get(candidate.passage);
    const passage = vector === undefined ? null : score(vector);
    for (const number of passage?.corrections ?? []) {
      corrections.add(number);
    }
    gather(documents, candidate, passage, query.wordCount);
  }
  const best = idealOf(query);
  const ranked = [...documents.entries()].map(([document, gathered]) => toRanked(document, gathered, best));
  return {
    documents: ranked.sort((one, other) => other.score - one.score || one.document - other.document),
    corrections,
  };
}

interface Gathered {
  row: Row;
  best: number;
  words: Float64Array;
  passages: { ref: string; score: number }[];
}

function gather(
  documents: Map<number, Gathered>,
  candidate: Candidate,
  passage: PassageScore | null,
  words: number,
): void {
  const gathered = documents.get(candidate.document) ?? {
    row: candidate.row,
    best: 0,
    words: new Float64Array(words),
    passages: [],
  };
  documents.set(candidate.document, gathered);
  let value = candidate.rank * FULL_TEXT_SHARE * 0.01;
  if (passage !== null) {
    const sum = passage.words.reduce((total, one) => total + one, 0);
    value =
      sum * (1 + NEARNESS_SHARE * passage.nearness) * (candidate.accepted ? ACCEPTED_BONUS : 1) +
      candidate.rank * FULL_TEXT_SHARE;
    for (const [index, one] of passage.words.entries()) {
      gathered.words[index] = Math.max(gathered.words[index] ?? 0, one);
    }
  }
  gathered.best = Math.max(gathered.best, value);
  if (candidate.ref !== HEAD_REF && passage?.inBody !== false) {
    gathered.passages.push({ ref: candidate.ref, score: value });
  }
}

function toRanked(document: number, { row, best, words, passages }: Gathered, ideal: number): RankedDocument {
  const sum = words.reduce((total, one) => total + one, 0);
  return {
    document,
    score: Math.max(best, sum * SPREAD_SHARE),
    coverage: ideal > 0 ? Math.min(1, sum / ideal) : 0,
    passages: passages.sort((one, other) => other.score - one.score).map(({ ref }) => ref),
    row,
  };
}

/** What a document would get that holds every word once as typed. */
function idealOf(query: ResolvedQuery): number {
  const best = new Float64Array(query.wordCount);
  for (const { word, value } of query.slots) {
    best[word] = Math.max(best[word] ?? 0, value);
  }
  return best.reduce((sum, one) => sum + one, 0);
}

export function toHit({ row, score, passages }: RankedDocument): SearchHit {
  return {
    id: String(row.id),
    kind: String(row.kind),
    title: String(row.title),
    score,
    passages,
    answered: Number(row.answered) === 1,
    date: Number(row.date),
  };
}

/** Counts values over the documents found, the most frequent first. */
export function countFacets(documents: readonly RankedDocument[]): Facets {
  const facets = emptyFacets();
  const count = (name: keyof Facets, valueOfRow: (row: Row) => string[]): void => {
    const counts = new Map<string, number>();
    for (const value of documents.flatMap(({ row }) => valueOfRow(row))) {
      counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    facets[name] = [...counts].map(([value, number]) => ({ value, count: number })).sort(byCount);
  };
  const text = (column: string) => (row: Row) =>
    row[column] === null || row[column] === undefined ? [] : [String(row[column])];
  count('kind', text('kind'));
  count('topic', text('topic'));
  count('authoritySize', text('authority_size'));
  count('year', text('year'));
  count('label', text('label'));
  count('state', text('state'));
  count('answered', ({ answered }) => [Number(answered) === 1 ? 'true' : 'false']);
  count('tag', ({ tags }) => readTags(String(tags)));
  return facets;
}

function readTags(json: string): string[] {
  const tags: unknown = JSON.parse(json);
  return Array.isArray(tags) ? tags.map(String) : [];
}

function byCount(one: { value: string; count: number }, other: { value: string; count: number }): number {
  return other.count - one.count || (one.value < other.value ? -1 : 1);
}
