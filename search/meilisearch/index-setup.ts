import { z } from 'zod';
import { SearchUnavailable } from '#search/port';
import { type MeilisearchClient, MeilisearchRefusal } from './client';
import { SETTINGS, SETTINGS_HASH } from './settings';
import { write } from './writes';

const OLDEST_VERSION: readonly [number, number] = [1, 30];
const ASK_MS = 5_000;

const Version = z.object({ pkgVersion: z.string() });
const IndexView = z.object({ uid: z.string() });
const Stats = z.object({ numberOfDocuments: z.number() });

/** Throws `SearchUnavailable`, with what to do, when the server is too old. Returns its version. */
export async function checkVersion(client: MeilisearchClient): Promise<string> {
  const { pkgVersion } = await client.send({ method: 'GET', path: '/version', deadlineMs: ASK_MS }, Version);
  const [major = 0, minor = 0] = pkgVersion.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_VERSION;
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor) || Number.isNaN(minor)) {
    throw new SearchUnavailable(
      `Meilisearch ${pkgVersion} is too old: ${OLDEST_VERSION.join('.')} or newer is needed.`,
    );
  }
  return pkgVersion;
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

/** Exchanges the contents of two indexes in one step. */
export async function swapIndexes(client: MeilisearchClient, one: string, other: string): Promise<void> {
  await write(client, 'POST', '/swap-indexes', [{ indexes: [one, other] }]);
}

export async function countPassages(client: MeilisearchClient, index: string): Promise<number> {
  const stats = await client.send(
    { method: 'GET', path: `/indexes/${index}/stats`, deadlineMs: ASK_MS, retry: true },
    Stats,
  );
  return stats.numberOfDocuments;
}

const MARK_ID = 'settings-mark';
const Mark = z.object({ results: z.array(z.object({ ref: z.string() })) });

/**
 * A document that nobody's keys can find says with which settings and analyser the index was made, and that it is whole.
 * The server keeps it with the index through a swap, which a note beside it would not be.
 */
export async function markIndex(client: MeilisearchClient, index: string): Promise<void> {
  const mark = {
    id: MARK_ID,
    doc: MARK_ID,
    ref: SETTINGS_HASH,
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
  const body = { filter: [`doc = "${MARK_ID}"`], fields: ['ref'], limit: 1 };
  const request = {
    method: 'POST',
    path: `/indexes/${index}/documents/fetch`,
    body,
    deadlineMs: ASK_MS,
    retry: true,
  } as const;
  const { results } = await client.send(request, Mark);
  return results[0]?.ref === SETTINGS_HASH;
}
