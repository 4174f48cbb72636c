import { emptyFacets, FACETS, type Facets, type SearchHit } from '#search/port';
import type { FoundPassage } from './documents';

/** A document with its matching passages, the best first. */
export interface FoundDocument {
  /** Its first passage in the server's order: what it says of the document holds for all of them. */
  best: FoundPassage;
  score: number;
  /** 0 to 1: how much of the query was found. */
  coverage: number;
  refs: string[];
}

/** Gathers passages by document, in the server's order. */
export function gatherDocuments(found: readonly FoundPassage[]): FoundDocument[] {
  const documents = new Map<string, FoundDocument>();
  for (const passage of found) {
    const score = passage._federation?.weightedRankingScore ?? 0;
    const document = documents.get(passage.doc) ?? { best: passage, score, coverage: 0, refs: [] };
    documents.set(passage.doc, document);
    if (passage.role !== 'head') {
      document.refs.push(passage.ref);
    }
  }
  return [...documents.values()];
}

export function toHit({ best, score, refs }: FoundDocument): SearchHit {
  return {
    id: best.doc,
    kind: best.kind,
    title: best.title,
    score,
    passages: refs,
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
