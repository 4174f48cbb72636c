import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmbeddedEngine } from './embedded/engine';
import { createMeilisearchClient, type MeilisearchServer } from './meilisearch/client';
import { createMeilisearchEngine } from './meilisearch/engine';
import { deleteIndex } from './meilisearch/index-setup';
import { deleteScopedKeys } from './meilisearch/keys';
import type { SearchEngine } from './port';

/** An engine with an empty index of its own, and what removes every trace of it. */
export interface Throwaway {
  engine: SearchEngine;
  remove(): Promise<void>;
}

/** In the temporary folder. */
export function makeThrowawayEmbedded(): Throwaway {
  const folder = mkdtempSync(join(tmpdir(), 'roundtable-search-'));
  const engine = createEmbeddedEngine({ folder, run: 'inline' });
  return {
    engine,
    remove: async () => {
      await engine.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** On a server. The name begins as the forum's own index does, so that a key for those is enough. */
export function makeThrowawayMeilisearch(server: MeilisearchServer, purpose: string): Throwaway {
  const index = `roundtable_${purpose}_${randomBytes(6).toString('hex')}`;
  const engine = createMeilisearchEngine({ ...server, index });
  return {
    engine,
    remove: async () => {
      await engine.close();
      const client = createMeilisearchClient(server);
      await deleteIndex(client, `${index}_next`);
      await deleteIndex(client, index);
      await deleteScopedKeys(server, index);
    },
  };
}
