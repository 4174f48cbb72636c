import { z } from 'zod';
import { createMeilisearchClient, type MeilisearchClient, MeilisearchRefusal, type MeilisearchServer } from './client';

/**
 * All that the engine does at run time; nothing about keys, dumps or other applications' indexes. Not `version` either:
 * a key for some indexes may not have it.
 */
const ACTIONS = [
  'search',
  'documents.add',
  'documents.get',
  'documents.delete',
  'indexes.create',
  'indexes.get',
  'indexes.delete',
  'indexes.swap',
  'settings.get',
  'settings.update',
  'tasks.get',
  'stats.get',
];
const KEYS_PAGE = 1_000;
const KEY_MS = 5_000;

const Key = z.object({
  uid: z.string(),
  key: z.string(),
  name: z.string().nullish(),
  actions: z.array(z.string()),
  indexes: z.array(z.string()),
});
const KeyPage = z.object({ results: z.array(Key) });

/**
 * The server with a key for our indexes alone, made there the first time. A master or admin key is used for nothing
 * else but the version. When the given key may not manage keys it is a scoped one already, and is used as it is.
 */
export async function withScopedKey(server: MeilisearchServer, prefix: string): Promise<MeilisearchServer> {
  if (server.key === '') {
    return server;
  }
  const client = createMeilisearchClient(server);
  const indexes = [`${prefix}*`];
  try {
    const found = (await listOwnKeys(client, prefix)).find(({ actions }) =>
      ACTIONS.every((action) => actions.includes(action)),
    );
    if (found !== undefined) {
      return { ...server, key: found.key };
    }
    const body = {
      name: nameFor(prefix),
      description: 'Made by the application for its own indexes.',
      actions: ACTIONS,
      indexes,
      expiresAt: null,
    };
    const made = await client.send({ method: 'POST', path: '/keys', body, deadlineMs: KEY_MS, retry: true }, Key);
    return { ...server, key: made.key };
  } catch (error) {
    // Wrong keys are refused just so; they fail at the next request, with the server's own words.
    if (mayNotManageKeys(error)) {
      return server;
    }
    throw error;
  }
}

/** Deletes the keys that were made for these indexes, if the given one may. */
export async function deleteScopedKeys(server: MeilisearchServer, prefix: string): Promise<void> {
  if (server.key === '') {
    return;
  }
  const client = createMeilisearchClient(server);
  try {
    for (const { uid } of await listOwnKeys(client, prefix)) {
      await client.send({ method: 'DELETE', path: `/keys/${uid}`, deadlineMs: KEY_MS, retry: true }, z.unknown());
    }
  } catch (error) {
    if (!mayNotManageKeys(error)) {
      throw error;
    }
  }
}

async function listOwnKeys(client: MeilisearchClient, prefix: string): Promise<z.infer<typeof Key>[]> {
  const path = `/keys?limit=${KEYS_PAGE}`;
  const { results } = await client.send({ method: 'GET', path, deadlineMs: KEY_MS, retry: true }, KeyPage);
  return results.filter(({ name, indexes }) => name === nameFor(prefix) && indexes.includes(`${prefix}*`));
}

function nameFor(prefix: string): string {
  return `${prefix} search`;
}

function mayNotManageKeys(error: unknown): boolean {
  return (
    error instanceof MeilisearchRefusal &&
    (error.status === 401 || error.status === 403) &&
    error.code === 'invalid_api_key'
  );
}
