import { emptyFacets, FACETS, type Facets, type SearchHit } from '#search/port';
import type { FoundPassage } from './documents';

/** A document gathered from its passages, in the order of the best. */
export interface FoundDocument {
  best: FoundPassage;
  score: number;
  passages: { ref: string; score: number }[];
}

const ACCEPTED_BONUS = 1.02;

/** Gathers passages by document. The first time a document comes is its place. */
export function gatherDocuments(found: readonly FoundPassage[]): FoundDocument[] {
  const documents = new Map<string, FoundDocument>();
  for (const passage of found) {
    const score = (passage._federation?.weightedRankingScore ?? 0) * (passage.role === 'accepted' ? ACCEPTED_BONUS : 1);
    const document = documents.get(passage.doc) ?? { best: passage, score, passages: [] };
    documents.set(passage.doc, document);
    document.score = Math.max(document.score, score);
    if (passage.role !== 'head') {
      document.passages.push({ ref: passage.ref, score });
    }
  }
  return [...documents.values()];
}

export function toHit({ best, score, passages }: FoundDocument): SearchHit {
  return {
    id: best.doc,
    kind: best.kind,
    title: best.title,
    score,
    passages: passages.sort((one, other) => other.score - one.score).map(({ ref }) => ref),
    answered: best.answered === 'true',
    date: best.date,
  };
}

/** Counts values over documents. */
export function countFacets(documents: readonly FoundDocument[]): Facets {
  const facets = emptyFacets();
  for (const facet of FACETS) {
    const counts = new Map<string, number>();
    for (const { best } of documents) {
      const value = best[facet];
      for (const one of value === undefined ? [] : [value].flat()) {
        counts.set(one, (counts.get(one) ?? 0) + 1);
      }
    }
    facets[facet] = [...counts]
      .map(([value, count]) => ({ value, count }))
      .sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1));
  }
  return facets;
}
