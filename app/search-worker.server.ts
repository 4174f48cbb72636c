import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { createIndexer, type Indexer } from '#app/domain/search/indexer.server';
import { LATE_MS } from '#app/domain/search/indexes.server';
import { onSearchQueued } from '#app/domain/search/queue.server';
import { tellSavedSearches } from '#app/domain/search/saved.server';
import { refreshSynonyms } from '#app/domain/search/synonyms.server';
import { getDb, getEnv, getLog, getSearch } from '#app/instances.server';
import { registerWorker } from '#app/workers.server';
import { databaseProvider } from '#prisma/client.server';
import type { NamedIndex } from '#search/engines';

/** How often the outbox is looked at for what other processes wrote; what this one wrote wakes the worker. */
const EVERY_MS = 2_000;
const SAVED_EVERY_MS = 60_000;

/** This process among those that may write to an index. */
const OWNER = `${hostname()}:${process.pid}:${randomUUID().slice(0, 8)}`;

/** An indexer of this process for an index. */
export function makeIndexer(index: NamedIndex, owner = OWNER): Indexer {
  return createIndexer({ db: getDb(), index, owner, lateMs: LATE_MS[databaseProvider(getEnv().databaseUrl)] });
}

/**
 * Adds a worker for each index that this process keeps: its own embedded one always, since no other process can reach
 * it, and the server's when `withServer`. Neither is vital: without them posting goes on and search answers with what it
 * has. Returns what gives the indexes up when the process stops.
 */
export function registerSearchWorkers(withServer: boolean): () => Promise<void> {
  const { embedded, server } = getSearch();
  const indexers = [embedded, ...(withServer && server ? [server] : [])].map((index) => {
    const indexer = makeIndexer(index);
    const tick = oneAtATime(async () => {
      await refreshSynonyms();
      return indexer.tick();
    });
    registerWorker({ name: index.id, everyMs: EVERY_MS, vital: false, tick });
    return { indexer, tick };
  });
  if (withServer) {
    registerWorker({ name: 'saved searches', everyMs: SAVED_EVERY_MS, vital: false, tick: tellBatch });
  }
  onSearchQueued(() => {
    for (const { tick } of indexers) {
      tick().catch((error: unknown) => getLog().warn({ err: error }, 'search index not updated, will be tried again'));
    }
  });
  return async () => {
    onSearchQueued(null);
    await Promise.all(indexers.map(({ indexer }) => indexer.stop()));
  };
}

async function tellBatch(): Promise<boolean> {
  return (await tellSavedSearches()) > 0;
}

/** Two calls at one moment are one. */
function oneAtATime(work: () => Promise<boolean>): () => Promise<boolean> {
  let running: Promise<boolean> | null = null;
  return () => {
    running ??= work().finally(() => {
      running = null;
    });
    return running;
  };
}
