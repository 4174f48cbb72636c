import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { SearchUnavailable } from '#search/port';
import { Enqueued, type MeilisearchClient, MeilisearchRefusal } from './client';
import { SETTINGS, SETTINGS_HASH } from './settings';
import { write } from './writes';

const OLDEST_VERSION: readonly [number, number] = [1, 30];
const ASK_MS = 5_000;

const Version = z.object({ pkgVersion: z.string() });
const IndexView = z.object({ uid: z.string() });
const Stats = z.object({ numberOfDocuments: z.number() });

/**
 * Throws `SearchUnavailable`, with what to do, when the server is too old. Returns its version, or null when the key may
 * not ask: one that is for some indexes alone never may.
 */
export async function checkVersion(client: MeilisearchClient): Promise<string | null> {
  const pkgVersion = await askVersion(client);
  if (pkgVersion === null) {
    return null;
  }
  const [major = 0, minor = 0] = pkgVersion.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_VERSION;
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor) || Number.isNaN(minor)) {
    throw new SearchUnavailable(
      `Meilisearch ${pkgVersion} is too old: ${OLDEST_VERSION.join('.')} or newer is needed.`,
    );
  }
  return pkgVersion;
}

async function askVersion(client: MeilisearchClient): Promise<string | null> {
  try {
    return (await client.send({ method: 'GET', path: '/version', deadlineMs: ASK_MS }, Version)).pkgVersion;
  } catch (error) {
    if (error instanceof MeilisearchRefusal && error.status === 403) {
      return null;
    }
    throw error;
  }
}

/** Makes an empty index with its settings, in place of one with that name. */
export async function createIndex(client: MeilisearchClient, index: string): Promise<void> {
  await write(client, 'POST', '/indexes', { uid: index, primaryKey: 'id' }, ['index_already_exists']);
  await write(client, 'PATCH', `/indexes/${index}/settings`, SETTINGS);
}

export async function deleteIndex(client: MeilisearchClient, index: string): Promise<void> {
  try {
    await write(client, 'DELETE', `/indexes/${index}`, undefined, ['index_not_found']);
  } catch (error) {
    // A server may refuse at once instead of failing the task.
    if (!(error instanceof MeilisearchRefusal && error.code === 'index_not_found')) {
      throw error;
    }
  }
}

export async function indexExists(client: MeilisearchClient, index: string): Promise<boolean> {
  try {
    await client.send({ method: 'GET', path: `/indexes/${index}`, deadlineMs: ASK_MS, retry: true }, IndexView);
    return true;
  } catch (error) {
    if (error instanceof MeilisearchRefusal && error.code === 'index_not_found') {
      return false;
    }
    throw error;
  }
}

/**
 * Puts a finished index in the place of the live one, in one step, and deletes the old. A key for some indexes alone may
 * not ask after the task of an exchange; but the server does tasks in order, so once the old index is deleted the
 * exchange is done or has failed, and the mark in the live index tells which. Never sent twice: that would undo it.
 */
export async function replaceIndex(client: MeilisearchClient, live: string, next: string): Promise<void> {
  const build = randomUUID();
  await markIndex(client, next, build);
  const body = [{ indexes: [live, next] }];
  await client.send({ method: 'POST', path: '/swap-indexes', body, deadlineMs: ASK_MS }, Enqueued);
  await deleteIndex(client, next);
  if ((await readMark(client, live))?.label !== build) {
    throw new SearchUnavailable('Meilisearch did not put the new index in the place of the old one.');
  }
}

export async function countPassages(client: MeilisearchClient, index: string): Promise<number> {
  const stats = await client.send(
    { method: 'GET', path: `/indexes/${index}/stats`, deadlineMs: ASK_MS, retry: true },
    Stats,
  );
  return stats.numberOfDocuments;
}

const MARK_ID = 'settings-mark';
const Mark = z.object({ ref: z.string(), label: z.string().optional() });
const MarkPage = z.object({ results: z.array(Mark) });

/**
 * A document that nobody's keys can find says with which settings and analyser the index was made, and that it is whole.
 * The server keeps it with the index through a swap, which a note beside it would not be.
 */
async function markIndex(client: MeilisearchClient, index: string, build: string): Promise<void> {
  const mark = {
    id: MARK_ID,
    doc: MARK_ID,
    ref: SETTINGS_HASH,
    label: build,
    lead: 'no',
    documentAudience: [],
    passageAudience: [],
    tag: [],
    revision: 0,
  };
  await write(client, 'POST', `/indexes/${index}/documents?primaryKey=id`, [mark]);
}

/** Whether an index was made whole with today's settings and analyser. */
export async function isMarked(client: MeilisearchClient, index: string): Promise<boolean> {
  return (await readMark(client, index))?.ref === SETTINGS_HASH;
}

async function readMark(client: MeilisearchClient, index: string): Promise<z.infer<typeof Mark> | undefined> {
  const body = { filter: [`doc = "${MARK_ID}"`], fields: ['ref', 'label'], limit: 1 };
  const request = {
    method: 'POST',
    path: `/indexes/${index}/documents/fetch`,
    body,
    deadlineMs: ASK_MS,
    retry: true,
  } as const;
  return (await client.send(request, MarkPage)).results[0];
}
