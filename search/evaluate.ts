import type { SearchDocument, SearchEngine } from './port';

/** A document and a query as the evaluation files give them, one JSON object a line. */
export interface EvaluationDocument {
  id: string;
  title: string;
  body: string;
}

export interface EvaluationQuery {
  id: string;
  query: string;
  relevant: string[];
}

export interface Evaluation {
  /** Share of queries with a relevant document among the first ten. */
  recallAt10: number;
  /** Mean of 1/rank of the first relevant document among the first ten. */
  mrrAt10: number;
  /** Queries that found nothing. */
  empty: number;
  p50Ms: number;
  p95Ms: number;
  indexedPerSecond: number;
}

const FIRST = 10;
const VIEWER = ['public'];
const BATCH = 100;

/** Reads lines of JSON. Throws with the line's number when a line is not what it should be. */
export function readEvaluationDocuments(ndjson: string): EvaluationDocument[] {
  return readLines(ndjson, ({ id, title = '', body }) =>
    typeof id === 'string' && typeof title === 'string' && typeof body === 'string' ? { id, title, body } : null,
  );
}

/** The same for queries. */
export function readEvaluationQueries(ndjson: string): EvaluationQuery[] {
  return readLines(ndjson, ({ id, query, relevant }) =>
    typeof id === 'string' && typeof query === 'string' && Array.isArray(relevant)
      ? { id, query, relevant: relevant.map(String) }
      : null,
  );
}

function readLines<Item>(ndjson: string, read: (value: Record<string, unknown>) => Item | null): Item[] {
  return ndjson.split('\n').flatMap((line, index) => {
    if (line.trim() === '') {
      return [];
    }
    const value: unknown = JSON.parse(line);
    const item = typeof value === 'object' && value !== null ? read({ ...value }) : null;
    if (item === null) {
      throw new Error(`Line ${index + 1} lacks a field.`);
    }
    return [item];
  });
}

/**
 * Loads the documents into the engine, which should be empty and made for this alone, asks the queries and measures.
 * The engine stays open.
 */
export async function evaluateEngine(
  engine: SearchEngine,
  documents: readonly EvaluationDocument[],
  queries: readonly EvaluationQuery[],
): Promise<Evaluation> {
  const loadedAt = performance.now();
  const all = documents.map(toSearchDocument);
  for (let at = 0; at < all.length; at += BATCH) {
    await engine.upsert(all.slice(at, at + BATCH));
  }
  const loadSeconds = (performance.now() - loadedAt) / 1_000;
  return { ...(await askAll(engine, queries)), indexedPerSecond: Math.round(all.length / loadSeconds) };
}

/** Asks the queries of an engine that already holds the documents. */
export async function askAll(
  engine: SearchEngine,
  queries: readonly EvaluationQuery[],
): Promise<Omit<Evaluation, 'indexedPerSecond'>> {
  let found = 0;
  let reciprocal = 0;
  let empty = 0;
  const times: number[] = [];
  for (const { query, relevant } of queries) {
    const askedAt = performance.now();
    const { hits } = await engine.search({ text: query, viewer: VIEWER, limit: FIRST });
    times.push(performance.now() - askedAt);
    const rank = hits.findIndex(({ id }) => relevant.includes(id));
    found += rank >= 0 ? 1 : 0;
    reciprocal += rank >= 0 ? 1 / (rank + 1) : 0;
    empty += hits.length === 0 ? 1 : 0;
  }
  const count = Math.max(1, queries.length);
  return {
    recallAt10: rounded(found / count),
    mrrAt10: rounded(reciprocal / count),
    empty,
    p50Ms: percentile(times, 0.5),
    p95Ms: percentile(times, 0.95),
  };
}

function toSearchDocument({ id, title, body }: EvaluationDocument): SearchDocument {
  return { id, kind: 'thread', title, passages: [{ ref: 'body', text: body }], audience: VIEWER, revision: 1, date: 0 };
}

function rounded(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}

/** The time below which a share of the times lie, in milliseconds with two decimals. */
export function percentile(times: readonly number[], share: number): number {
  const sorted = [...times].sort((one, other) => one - other);
  const at = Math.min(sorted.length - 1, Math.floor(sorted.length * share));
  return Math.round((sorted[at] ?? 0) * 100) / 100;
}
