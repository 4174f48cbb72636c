import type { SearchHit } from '#search/port';
import {
  type Candidate,
  RANKED_IN_FULL_MAX,
  type RankedDocument,
  type Ranking,
  rankCandidates,
} from '#search/ranking/gather';
import type { ResolvedQuery } from '#search/ranking/resolve';
import { readVectors } from './candidates';
import { rows, type Store } from './store';

/** Ranks candidates and gathers them by document, best first. */
export function rankDocuments(store: Store, candidates: readonly Candidate[], query: ResolvedQuery): Ranking {
  const full = candidates.slice(0, RANKED_IN_FULL_MAX);
  const vectors = readVectors(
    store,
    full.map(({ passage }) => passage),
  );
  return rankCandidates(candidates, vectors, query);
}

/** The hits of one page, in the given order. */
export function loadHits({ database }: Store, documents: readonly RankedDocument[]): SearchHit[] {
  const numbers = JSON.stringify(documents.map(({ document }) => document));
  const sql = 'SELECT num, id, kind, title, answered FROM documents WHERE num IN (SELECT value FROM json_each(?))';
  const found = new Map(rows(database, sql, [numbers]).map((row) => [Number(row.num), row]));
  const passages = JSON.stringify(documents.flatMap((document) => document.passages));
  const refs = new Map(
    rows(database, 'SELECT num, ref FROM passages WHERE num IN (SELECT value FROM json_each(?))', [passages]).map(
      (row) => [Number(row.num), String(row.ref)],
    ),
  );
  return documents.flatMap(({ document, score, date, passages: own }) => {
    const row = found.get(document);
    return row === undefined
      ? []
      : [
          {
            id: String(row.id),
            kind: String(row.kind),
            title: String(row.title),
            score,
            passages: own.map((passage) => refs.get(passage) ?? '').filter((ref) => ref !== ''),
            answered: Number(row.answered) === 1,
            date,
          },
        ];
  });
}
