import { z } from 'zod';
import { type SearchDocument, SearchUnavailable, type UpsertReport } from '#search/port';
import { Enqueued, type MeilisearchClient } from './client';
import { reasonToReject, type StoredPassage, toStoredPassages } from './documents';
import { type Filter, isIn } from './filter';

/** Writes to one index. Batches go one after the other: the caller keeps them in a queue. */
const BATCH_DOCUMENTS_MAX = 1_000;
const BATCH_BYTES_MAX = 5_000_000;
const WRITE_MS = 30_000;
const TASK_MS = 10 * 60_000;
const FETCH_PAGE = 1_000;
const IDS_PER_FILTER = 100;

const Kept = z.object({ id: z.string(), doc: z.string(), revision: z.number() });
const KeptPage = z.object({ results: z.array(Kept), total: z.number() });
type Kept = z.infer<typeof Kept>;

/** Writes whole documents: new passages first, then what is left of the old, so that none is missing in between. */
export async function upsertDocuments(
  client: MeilisearchClient,
  index: string,
  documents: readonly SearchDocument[],
): Promise<UpsertReport> {
  const report: UpsertReport = { indexed: 0, rejected: [] };
  const accepted = new Map<string, SearchDocument>();
  for (const document of documents) {
    const reason = reasonToReject(document);
    if (reason !== null) {
      report.rejected.push({ id: String(document.id), reason });
      continue;
    }
    report.indexed += 1;
    if ((accepted.get(document.id)?.revision ?? Number.NEGATIVE_INFINITY) <= document.revision) {
      accepted.set(document.id, document);
    }
  }
  const kept = await fetchKept(client, index, [...accepted.keys()]);
  for (const { doc, revision } of kept) {
    if (revision > (accepted.get(doc)?.revision ?? Number.NEGATIVE_INFINITY)) {
      accepted.delete(doc);
    }
  }
  const passages = [...accepted.values()].flatMap(toStoredPassages);
  const poisoned = new Map<string, string>();
  for (const batch of cutIntoBatches(passages)) {
    await addBatch(client, index, batch, poisoned);
  }
  const written = new Set(passages.map(({ id }) => id));
  const stale = kept.filter(({ id, doc }) => accepted.has(doc) && !written.has(id)).map(({ id }) => id);
  await deleteByIds(client, index, stale);
  report.indexed -= poisoned.size;
  report.rejected.push(...[...poisoned].map(([id, reason]) => ({ id, reason })));
  return report;
}

/** Removes documents with all their passages. */
export async function removeDocuments(client: MeilisearchClient, index: string, ids: readonly string[]): Promise<void> {
  for (let at = 0; at < ids.length; at += IDS_PER_FILTER) {
    const filter = isIn('doc', ids.slice(at, at + IDS_PER_FILTER));
    await write(client, 'POST', `/indexes/${index}/documents/delete`, { filter });
  }
}

/** Sends a batch; when its task fails, halves it until the document that spoils it stands alone and is set aside. */
async function addBatch(
  client: MeilisearchClient,
  index: string,
  batch: readonly StoredPassage[],
  poisoned: Map<string, string>,
): Promise<void> {
  const failure = await tryToWrite(client, 'POST', `/indexes/${index}/documents?primaryKey=id`, batch);
  if (failure === null) {
    return;
  }
  const [first] = batch;
  if (batch.length === 1 && first !== undefined) {
    poisoned.set(first.doc, failure.message);
    return;
  }
  const middle = Math.ceil(batch.length / 2);
  await addBatch(client, index, batch.slice(0, middle), poisoned);
  await addBatch(client, index, batch.slice(middle), poisoned);
}

async function deleteByIds(client: MeilisearchClient, index: string, ids: readonly string[]): Promise<void> {
  for (let at = 0; at < ids.length; at += BATCH_DOCUMENTS_MAX) {
    await write(client, 'POST', `/indexes/${index}/documents/delete-batch`, ids.slice(at, at + BATCH_DOCUMENTS_MAX));
  }
}

/** What an index holds of some documents. */
async function fetchKept(client: MeilisearchClient, index: string, ids: readonly string[]): Promise<Kept[]> {
  const kept: Kept[] = [];
  for (let at = 0; at < ids.length; at += IDS_PER_FILTER) {
    kept.push(...(await fetchAll(client, index, [isIn('doc', ids.slice(at, at + IDS_PER_FILTER))])));
  }
  return kept;
}

/** All passages that fit a filter, by pages. */
export async function fetchAll(client: MeilisearchClient, index: string, filter: Filter[]): Promise<Kept[]> {
  const all: Kept[] = [];
  for (let offset = 0; ; offset += FETCH_PAGE) {
    const body = { filter, fields: ['id', 'doc', 'revision'], offset, limit: FETCH_PAGE };
    const request = {
      method: 'POST',
      path: `/indexes/${index}/documents/fetch`,
      body,
      deadlineMs: WRITE_MS,
      retry: true,
    } as const;
    const { results, total } = await client.send(request, KeptPage);
    all.push(...results);
    if (results.length === 0 || offset + results.length >= total) {
      return all;
    }
  }
}

/** Sends a write and waits for its task. Returns what it failed of, or null. */
export async function tryToWrite(
  client: MeilisearchClient,
  method: 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
): Promise<{ code: string; message: string } | null> {
  const request = { method, path, deadlineMs: WRITE_MS, retry: true, ...(body === undefined ? {} : { body }) };
  const { taskUid } = await client.send(request, Enqueued);
  return client.waitForTask(taskUid, TASK_MS);
}

/** The same, but a task that fails throws, unless its code is one of those that are fine. */
export async function write(
  client: MeilisearchClient,
  method: 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
  fine: readonly string[] = [],
): Promise<void> {
  const failure = await tryToWrite(client, method, path, body);
  if (failure !== null && !fine.includes(failure.code)) {
    throw new SearchUnavailable(`Meilisearch failed at ${path}: ${failure.message}`);
  }
}

function cutIntoBatches(passages: readonly StoredPassage[]): StoredPassage[][] {
  const batches: StoredPassage[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const passage of passages) {
    const size = Buffer.byteLength(JSON.stringify(passage));
    const last = batches.at(-1);
    if (last === undefined || last.length >= BATCH_DOCUMENTS_MAX || bytes + size > BATCH_BYTES_MAX) {
      batches.push([passage]);
      bytes = size;
    } else {
      last.push(passage);
      bytes += size;
    }
  }
  return batches;
}
