import { all, any } from '#search/ranking/match';
import type { ResolvedQuery } from '#search/ranking/resolve';
import { readNumbers, rows, type Store } from './store';

/**
 * How many postings a search reads before it leaves common words out of the finding. They still count in the ranking
 * of what the rarer words find.
 */
const POSTINGS_MAX = 25_000;
const EVERY_POSTINGS_MAX = 60_000;
/** Of a longer list, the newest. */
const LIST_MAX = 30_000;
const TITLE_LIST_MAX = 2_000;
const TITLE_BONUS = 0.5;
const SCORE_STEPS = 1_000;
/** Room for the passage's number below the score in one sortable number. */
const NUMBERS_MAX = 2 ** 31;

/** Numbers of the passages that match an expression, the newest first, at most 30,000. */
export function listPassages({ database }: Store, match: string): number[] {
  const sql = `SELECT group_concat(rowid) AS list FROM (SELECT rowid FROM texts WHERE texts MATCH ? ORDER BY rowid DESC LIMIT ${LIST_MAX})`;
  return readList(rows(database, sql, [match])[0]?.list);
}

/** One text for the whole list: a row for each would cost ten times as much. */
function readList(list: unknown): number[] {
  return typeof list === 'string' ? readNumbers(list) : [];
}

/**
 * Passages that hold any of the query's words, the most promising first: by the sum of what their words are worth,
 * each by its best key, more when the title holds it. The ranking proper takes the first few hundred from there.
 */
export function findAnyWord(store: Store, query: ResolvedQuery): number[] {
  const parts = partsOf(query).sort((one, other) => one.cost - other.cost);
  const totals = new Map<number, number>();
  let cost = 0;
  for (const part of parts) {
    if (cost > 0 && cost + part.cost > POSTINGS_MAX) {
      break;
    }
    cost += part.cost;
    addPart(store, part.sources, totals);
  }
  return sortByScore(totals);
}

interface Part {
  sources: { match: string; value: number; isWord: boolean }[];
  cost: number;
}

/** A part for each word, by all it may be found by, and one for each other way to say something. */
function partsOf(query: ResolvedQuery): Part[] {
  const words: Part[] = Array.from({ length: query.wordCount }, () => ({ sources: [], cost: 0 }));
  for (const { word, match, value, cost } of query.slots) {
    const part = words[word];
    if (part !== undefined) {
      part.sources.push({ match, value, isWord: true });
      part.cost += cost;
    }
  }
  const others = query.alternatives.map(({ match, value, cost }) => ({
    sources: [{ match, value, isWord: false }],
    cost,
  }));
  return [...words.filter(({ sources }) => sources.length > 0), ...others];
}

function addPart(store: Store, sources: Part['sources'], totals: Map<number, number>): void {
  const best = new Map<number, number>();
  // The most valuable first, so that the first to find a passage is its best.
  for (const { match, value, isWord } of sources.toSorted((one, other) => other.value - one.value)) {
    for (const passage of listPassages(store, match)) {
      if (!best.has(passage)) {
        best.set(passage, value);
      }
    }
    if (isWord) {
      for (const passage of listByTitle(store, match)) {
        best.set(passage, Math.max(best.get(passage) ?? 0, value * (1 + TITLE_BONUS)));
      }
    }
  }
  for (const [passage, value] of best) {
    totals.set(passage, (totals.get(passage) ?? 0) + value);
  }
}

function listByTitle({ database }: Store, match: string): number[] {
  const sql = `SELECT group_concat(p.num) AS list FROM
    (SELECT rowid FROM titles WHERE titles MATCH ? ORDER BY rowid DESC LIMIT ${TITLE_LIST_MAX}) t
    JOIN passages p ON p.document = t.rowid`;
  return readList(rows(database, sql, [match])[0]?.list);
}

/** Numbers sort many times faster than pairs, so score and passage become one. Among equals the newest is first. */
function sortByScore(totals: ReadonlyMap<number, number>): number[] {
  const sortable = new Float64Array(totals.size);
  let at = 0;
  for (const [passage, score] of totals) {
    sortable[at] = Math.round(score * SCORE_STEPS) * NUMBERS_MAX + passage;
    at += 1;
  }
  return Array.from(sortable.sort().reverse(), (value) => value % NUMBERS_MAX);
}

/**
 * Passages that hold every word (each perhaps misspelt), the newest first; null when one word is found nowhere. Of many
 * common words the commonest are left out: they hardly narrow and cost most.
 */
export function findEveryWord(store: Store, query: ResolvedQuery): number[] | null {
  const words = wordParts(query);
  if (words.length === 0 || words.some(({ matches }) => matches.length === 0)) {
    return null;
  }
  let cost = 0;
  const taken = words
    .sort((one, other) => one.cost - other.cost)
    .filter((part, index) => {
      cost += part.cost;
      return index < 2 || cost <= EVERY_POSTINGS_MAX;
    });
  return listPassages(store, all(taken.map(({ matches }) => any(matches))));
}

/** Whether even the rarest word is so common that finding any of the words would read too much. */
export function isCommon(query: ResolvedQuery): boolean {
  const costs = wordParts(query).map(({ cost }) => cost);
  return costs.length > 1 && Math.min(...costs.filter((cost) => cost > 0)) > POSTINGS_MAX;
}

function wordParts(query: ResolvedQuery): { matches: string[]; cost: number }[] {
  const parts = Array.from({ length: query.wordCount }, () => ({ matches: [] as string[], cost: 0 }));
  for (const { word, match, cost } of query.slots) {
    parts[word]?.matches.push(match);
    const part = parts[word];
    if (part !== undefined) {
      part.cost += cost;
    }
  }
  return parts;
}
