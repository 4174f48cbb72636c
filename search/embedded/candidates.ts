import type { Condition } from './conditions';
import { all, any } from './match';
import type { ResolvedQuery } from './resolve';
import { bytesOf, type Row, rows, type Store } from './store';

/** A passage that matches and that the viewer may see, with its document's properties. */
export interface Candidate {
  passage: number;
  document: number;
  /** One of the writer's ROLES. */
  role: number;
  /** The full-text engine's own rank: the greater, the better. */
  rank: number;
  date: number;
  /** Number of what the document counts for in the facets. */
  facts: number;
}

/** Counts stop here: "1000+". In documents. */
export const COUNT_MAX = 1_000;
const CANDIDATES_MAX = 1_200;
/**
 * How many postings a search reads before it leaves common words out of the matching. They still count in the ranking
 * of what the rarer words find.
 */
const POSTINGS_MAX = 12_000;
const EVERY_POSTINGS_MAX = 40_000;

// Few and narrow: a thousand rows come back for every search.
const COLUMNS = 'p.num AS passage, p.document, p.role, d.date, d.facts';

/** The expression that finds any of a query's words, as far as that is not too much. Empty when nothing can be found. */
export function anyWordMatch(query: ResolvedQuery): string {
  const parts = [...query.matches, ...query.alternativeMatches].sort((one, other) => one.cost - other.cost);
  const taken: string[] = [];
  let cost = 0;
  for (const part of parts) {
    if (taken.length > 0 && cost + part.cost > POSTINGS_MAX) {
      break;
    }
    taken.push(part.match);
    cost += part.cost;
  }
  return taken.length === 0 ? '' : any(taken);
}

/**
 * The expression that wants every word (each perhaps misspelt), or '' when one of them is found nowhere. Of many common
 * words the commonest are left out: they hardly narrow and cost most.
 */
export function everyWordMatch(query: ResolvedQuery): string {
  if (query.matches.length < query.wordCount || query.matches.length === 0) {
    return '';
  }
  const byCost = [...query.matches].sort((one, other) => one.cost - other.cost);
  let cost = 0;
  const taken = byCost.filter((part, index) => {
    cost += part.cost;
    return index < 2 || cost <= EVERY_POSTINGS_MAX;
  });
  return all(taken.map(({ match }) => match));
}

/** Whether even the rarest word is so common that finding any of the words would read too much. */
export function isCommon(query: ResolvedQuery): boolean {
  return query.matches.length > 1 && Math.min(...query.matches.map(({ cost }) => cost)) > POSTINGS_MAX;
}

/**
 * The best passages by full-text rank, filtered. The rank is taken inside a sub-select, which is three times as fast as
 * joining first; only when the filters leave too little of it is everything joined.
 */
export function findCandidates({ database }: Store, match: string, condition: Condition): Candidate[] {
  const quick = `SELECT f.rank AS rank, ${COLUMNS} FROM
    (SELECT rowid, rank FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT ${CANDIDATES_MAX}) f
    JOIN passages p ON p.num = f.rowid JOIN documents d ON d.num = p.document WHERE ${condition.sql} ORDER BY f.rank`;
  const found = rows(database, quick, [match, ...condition.values]);
  if (found.length >= CANDIDATES_MAX / 4 || !isCut({ database }, match)) {
    return found.map(toCandidate);
  }
  // Ordered by the function, not by the table's rank column: so only what passes the filters is ranked.
  const thorough = `SELECT bm25(texts, 1.0, 2.0, 0.3) AS rank, ${COLUMNS} FROM texts
    JOIN passages p ON p.num = texts.rowid JOIN documents d ON d.num = p.document
    WHERE texts MATCH ? AND ${condition.sql} ORDER BY 1 LIMIT ${CANDIDATES_MAX}`;
  return rows(database, thorough, [match, ...condition.values]).map(toCandidate);
}

function isCut({ database }: Pick<Store, 'database'>, match: string): boolean {
  const sql = `SELECT count(*) AS n FROM (SELECT 1 FROM texts WHERE texts MATCH ? LIMIT ${CANDIDATES_MAX})`;
  return Number(rows(database, sql, [match])[0]?.n ?? 0) >= CANDIDATES_MAX;
}

/** Documents by filters alone, newest first, for a query that has no words. */
export function browseCandidates({ database }: Store, condition: Condition): Candidate[] {
  const sql = `SELECT 0 AS rank, ${COLUMNS} FROM documents d JOIN passages p ON p.document = d.num
    WHERE ${condition.sql} GROUP BY d.num ORDER BY d.date DESC LIMIT ${COUNT_MAX + 1}`;
  return rows(database, sql, condition.values).map(toCandidate);
}

/** The packed words of passages, by passage number. */
export function readVectors({ database }: Store, passages: readonly number[]): Map<number, Uint8Array> {
  const sql = 'SELECT passage, words FROM vectors WHERE passage IN (SELECT value FROM json_each(?))';
  const found = new Map<number, Uint8Array>();
  for (const row of rows(database, sql, [JSON.stringify(passages)])) {
    found.set(Number(row.passage), bytesOf(row.words));
  }
  return found;
}

function toCandidate(row: Row): Candidate {
  return {
    passage: Number(row.passage),
    document: Number(row.document),
    role: Number(row.role),
    rank: -Number(row.rank),
    date: Number(row.date),
    facts: Number(row.facts),
  };
}
