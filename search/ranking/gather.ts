import type { ResolvedQuery } from './resolve';
import { createScorer, type PassageScore } from './score';

/** What a passage is in its document. */
export const ROLES = { plain: 0, accepted: 1, head: 2 } as const;

/** A passage that matches and that the viewer may see, with its document's properties. */
export interface Candidate {
  passage: number;
  document: number;
  /** One of `ROLES`. */
  role: number;
  date: number;
  /** Number of what the document counts for in the facets. */
  facts: number;
}

/** A document with its matching passages, ranked. */
export interface RankedDocument {
  document: number;
  score: number;
  /** 0 to 1: how much of the query was found. */
  coverage: number;
  /** Numbers of the passages that match, best first. */
  passages: number[];
  date: number;
  facts: number;
}

export interface Ranking {
  documents: RankedDocument[];
  /** Numbers of the corrected words that visible passages hold. */
  corrections: Set<number>;
}

/** Only the most promising are ranked in full: the rest follow in their order. */
export const RANKED_IN_FULL_MAX = 200;
const NEARNESS_SHARE = 0.2;
const ACCEPTED_BONUS = 1.05;
/** Words found only in different posts of a thread count, but less than in one post. */
const SPREAD_SHARE = 0.85;

/**
 * Ranks candidates and gathers them by document, best first. `vectors` are the packed words of the most promising, by
 * passage.
 */
export function rankCandidates(
  candidates: readonly Candidate[],
  vectors: ReadonlyMap<number, Uint8Array>,
  query: ResolvedQuery,
): Ranking {
  const score = createScorer(query);
  const corrections = new Set<number>();
  const documents = new Map<number, Gathered>();
  for (const [place, candidate] of candidates.entries()) {
    const vector = vectors.get(candidate.passage);
    const passage = vector === undefined ? null : score(vector);
    for (const number of passage?.corrections ?? []) {
      corrections.add(number);
    }
    gather(documents, candidate, passage, query.wordCount, place);
  }
  const best = idealOf(query);
  const ranked = [...documents.entries()].map(([document, gathered]) => toRanked(document, gathered, best));
  return {
    documents: ranked.sort((one, other) => other.score - one.score || one.document - other.document),
    corrections,
  };
}

interface Gathered {
  date: number;
  facts: number;
  best: number;
  words: Float64Array;
  passages: { passage: number; score: number }[];
}

function gather(
  documents: Map<number, Gathered>,
  candidate: Candidate,
  passage: PassageScore | null,
  words: number,
  place: number,
): void {
  const gathered = documents.get(candidate.document) ?? {
    date: candidate.date,
    facts: candidate.facts,
    best: 0,
    words: new Float64Array(words),
    passages: [],
  };
  documents.set(candidate.document, gathered);
  // Below anything that was ranked, in the order they came.
  let value = 1e-6 / (1 + place);
  if (passage !== null) {
    const sum = passage.words.reduce((total, one) => total + one, 0);
    value = sum * (1 + NEARNESS_SHARE * passage.nearness) * (candidate.role === ROLES.accepted ? ACCEPTED_BONUS : 1);
    for (const [index, one] of passage.words.entries()) {
      gathered.words[index] = Math.max(gathered.words[index] ?? 0, one);
    }
  }
  gathered.best = Math.max(gathered.best, value);
  if (candidate.role !== ROLES.head && passage?.inBody !== false) {
    gathered.passages.push({ passage: candidate.passage, score: value });
  }
}

function toRanked(document: number, { date, facts, best, words, passages }: Gathered, ideal: number): RankedDocument {
  const sum = words.reduce((total, one) => total + one, 0);
  return {
    document,
    score: Math.max(best, sum * SPREAD_SHARE),
    coverage: ideal > 0 ? Math.min(1, sum / ideal) : 0,
    passages: passages.sort((one, other) => other.score - one.score).map(({ passage }) => passage),
    date,
    facts,
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
