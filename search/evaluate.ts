import { setImmediate as breathe } from 'node:timers/promises';
import { z } from 'zod';
import type { SearchDocument, SearchEngine } from './port';

/** Ids may be numbers in the files; here they are texts. */
const Id = z.union([z.string().min(1), z.number().transform(String)], 'must be a text or a number');

/** A document and a query as the evaluation files give them, one JSON object a line. */
const EvaluationDocument = z.object({ id: Id, title: z.string().default(''), body: z.string() });
export type EvaluationDocument = z.infer<typeof EvaluationDocument>;

const EvaluationQuery = z.object({ id: Id, query: z.string(), relevant: z.array(Id) });
export type EvaluationQuery = z.infer<typeof EvaluationQuery>;

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
/** Servers take many documents at once much quicker than few. */
const BATCH = 500;
/** So often somebody who watches is told. */
const QUERIES_PER_NOTE = 20;

/** A line of an evaluation file that is not what it should be; lines count from 1. */
export class BadLine extends Error {
  override name = 'BadLine';

  constructor(
    readonly line: number,
    reason: string,
  ) {
    super(`line ${line}: ${reason}`);
  }
}

/** The engine did not take a document. */
export class RejectedDocument extends Error {
  override name = 'RejectedDocument';
}

/** Reads lines of JSON. Throws a `BadLine` when one is not what it should be. */
export function readEvaluationDocuments(ndjson: string): EvaluationDocument[] {
  return readLines(ndjson, EvaluationDocument);
}

/** The same for queries. */
export function readEvaluationQueries(ndjson: string): EvaluationQuery[] {
  return readLines(ndjson, EvaluationQuery);
}

function readLines<Item>(ndjson: string, shape: z.ZodType<Item>): Item[] {
  // Some editors begin a file with a mark of its encoding.
  const lines = ndjson.replace(/^\ufeff/, '').split('\n');
  return lines.flatMap((line, index) => (line.trim() === '' ? [] : [readLine(line, index + 1, shape)]));
}

function readLine<Item>(line: string, number: number, shape: z.ZodType<Item>): Item {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new BadLine(number, 'not JSON');
  }
  const read = shape.safeParse(value);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new BadLine(number, `${issue?.path.join('.') || 'the line'}: ${issue?.message ?? 'not as it should be'}`);
  }
  return read.data;
}

/**
 * Loads the documents into the engine, which should be empty and made for this alone, asks the queries and measures.
 * The engine stays open. `onProgress` counts documents and queries together.
 */
export async function evaluateEngine(
  engine: SearchEngine,
  documents: readonly EvaluationDocument[],
  queries: readonly EvaluationQuery[],
  onProgress: (done: number) => void = () => undefined,
): Promise<Evaluation> {
  const loadedAt = performance.now();
  const all = documents.map(toSearchDocument);
  for (let at = 0; at < all.length; at += BATCH) {
    const { rejected } = await engine.upsert(all.slice(at, at + BATCH));
    const [first] = rejected;
    if (first !== undefined) {
      throw new RejectedDocument(`document ${first.id}: ${first.reason}`);
    }
    onProgress(Math.min(all.length, at + BATCH));
    await breathe();
  }
  const loadSeconds = (performance.now() - loadedAt) / 1_000;
  const answers = await askAll(engine, queries, (asked) => onProgress(all.length + asked));
  return { ...answers, indexedPerSecond: Math.round(all.length / loadSeconds) };
}

/** Asks the queries of an engine that already holds the documents. */
export async function askAll(
  engine: SearchEngine,
  queries: readonly EvaluationQuery[],
  onProgress: (asked: number) => void = () => undefined,
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
    if (times.length % QUERIES_PER_NOTE === 0) {
      onProgress(times.length);
      // An engine in the same thread would else leave no time for a signal or a bar.
      await breathe();
    }
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
