import { z } from 'zod';
import { createMeilisearchClient, MeilisearchRefusal, type MeilisearchServer } from './client';

/** All that the engine does at run time; nothing about keys, dumps or other applications' indexes. */
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
  'version',
];
const KEYS_PAGE = 1_000;
const KEY_MS = 5_000;

const Key = z.object({
  key: z.string(),
  name: z.string().nullish(),
  actions: z.array(z.string()),
  indexes: z.array(z.string()),
});
const KeyPage = z.object({ results: z.array(Key) });

/**
 * The server with a key for our indexes alone, made there the first time. A master or admin key is used for nothing
 * else. When the given key may not manage keys it is a scoped one already, and is used as it is.
 */
export async function withScopedKey(server: MeilisearchServer, prefix: string): Promise<MeilisearchServer> {
  if (server.key === '') {
    return server;
  }
  const client = createMeilisearchClient(server);
  const name = `${prefix} search`;
  const indexes = [`${prefix}*`];
  try {
    const { results } = await client.send(
      { method: 'GET', path: `/keys?limit=${KEYS_PAGE}`, deadlineMs: KEY_MS, retry: true },
      KeyPage,
    );
    const found = results.find(
      (key) =>
        key.name === name &&
        ACTIONS.every((action) => key.actions.includes(action)) &&
        key.indexes.includes(`${prefix}*`),
    );
    if (found !== undefined) {
      return { ...server, key: found.key };
    }
    const body = {
      name,
      description: 'Made by the application for its own indexes.',
      actions: ACTIONS,
      indexes,
      expiresAt: null,
    };
    const made = await client.send({ method: 'POST', path: '/keys', body, deadlineMs: KEY_MS, retry: true }, Key);
    return { ...server, key: made.key };
  } catch (error) {
    const isScoped =
      error instanceof MeilisearchRefusal &&
      (error.status === 401 || error.status === 403) &&
      error.code === 'invalid_api_key';
    // Wrong keys are refused just so; they fail at the next request, with the server's own words.
    if (isScoped) {
      return server;
    }
    throw error;
  }
}
