import type { Candidate } from '#search/ranking/gather';
import type { Condition } from './conditions';
import { bytesOf, readNumbers, rows, type Store } from './store';

/** Counts stop here: "1000+". In documents. */
export const COUNT_MAX = 1_000;
const CANDIDATES_MAX = 1_500;
const ENOUGH = COUNT_MAX;
const CHUNK_GROWTH = 4;

/** One text for all rows: a thousand come back for every search, and as objects they would cost twice as much. */
const PACKED =
  "group_concat(p.num || ',' || p.document || ',' || p.role || ',' || CAST(d.date AS INTEGER) || ',' || d.facts)";
const PACKED_SIZE = 5;

/** The passages that pass the filters, in the given order, until there are enough. */
export function filterPassages({ database }: Store, passages: readonly number[], condition: Condition): Candidate[] {
  const sql = `SELECT ${PACKED} AS list FROM json_each(?) j CROSS JOIN passages p ON p.num = j.value
    CROSS JOIN documents d ON d.num = p.document WHERE ${condition.sql}`;
  const found: Candidate[] = [];
  let size = CANDIDATES_MAX;
  for (let at = 0; at < passages.length && found.length < ENOUGH; ) {
    const chunk = JSON.stringify(passages.slice(at, at + size));
    const passed = unpack(rows(database, sql, [chunk, ...condition.values])[0]?.list);
    found.push(...passed);
    at += size;
    // When the filters let little through, more is looked at each time.
    size = passed.length * CHUNK_GROWTH > size ? CANDIDATES_MAX : size * CHUNK_GROWTH;
  }
  return found;
}

/** Documents by filters alone, newest first, for a query that has no words. */
export function browseCandidates({ database }: Store, condition: Condition): Candidate[] {
  const sql = `SELECT ${PACKED} AS list FROM
    (SELECT d.num, min(p.num) AS passage FROM documents d JOIN passages p ON p.document = d.num
      WHERE ${condition.sql} GROUP BY d.num ORDER BY d.date DESC LIMIT ${COUNT_MAX + 1}) b
    CROSS JOIN passages p ON p.num = b.passage CROSS JOIN documents d ON d.num = b.num`;
  return unpack(rows(database, sql, condition.values)[0]?.list);
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

function unpack(list: unknown): Candidate[] {
  const numbers = typeof list === 'string' ? readNumbers(list) : [];
  const candidates: Candidate[] = [];
  for (let at = 0; at + PACKED_SIZE <= numbers.length; at += PACKED_SIZE) {
    const [passage = 0, document = 0, role = 0, date = 0, facts = 0] = numbers.slice(at, at + PACKED_SIZE);
    candidates.push({ passage, document, role, date, facts });
  }
  return candidates;
}
