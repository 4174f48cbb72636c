import { now } from '#app/domain/clock';
import { dueFailures } from '#app/domain/search/failures.server';
import type { Changed, Indexing } from '#app/domain/search/indexes.server';
import { giveUpLease, renewLease, takeLease } from '#app/domain/search/lease.server';
import { SEARCH_ENTITIES, type SearchEntity } from '#app/domain/search/model';
import { createOutboxReader, type OutboxChange } from '#app/domain/search/outbox-reader.server';
import { rebuild } from '#app/domain/search/rebuild.server';
import { sweep } from '#app/domain/search/sweep.server';
import { writeChanges } from '#app/domain/search/write-changes.server';
import type { SearchIndex } from '#prisma/generated/sqlite/client';

/** Index and database are compared this often, besides after each rebuild. In milliseconds. */
const SWEEP_EVERY_MS = 6 * 60 * 60 * 1000;
const BATCH_ENTITIES = 100;
const THREADS_OF_AUTHORITY = 500;

export interface Indexer {
  /** Does what is due for the index; true when there was something, and then there may be more. Throws when it cannot. */
  tick(): Promise<boolean>;
  /** Lets another process go on at once. */
  stop(): Promise<void>;
}

/**
 * Keeps one index up to date with the outbox: at least once, in any order, each entity read anew, so that what happened
 * twice, late or out of order still ends in what the database says. One process at a time holds the index's lease.
 */
export function createIndexer(indexing: Indexing): Indexer {
  const { db, index } = indexing;
  const outbox = createOutboxReader(indexing);
  /** The index was looked at since this process began. */
  let checked = false;

  async function tick(): Promise<boolean> {
    const row = await takeLease(indexing);
    if (row === null) {
      outbox.forget();
      return false;
    }
    try {
      const worked = await work(row);
      if (row.lastError !== null) {
        await db.searchIndex.update({ where: { id: index.id }, data: { lastError: null } });
      }
      return worked;
    } catch (error) {
      const lastError = (error instanceof Error ? error.message : String(error)).slice(0, 300);
      await db.searchIndex.update({
        where: { id: index.id },
        data: { lastError, lastErrorAt: now(), updatedAt: now() },
      });
      throw error;
    }
  }

  async function work(row: SearchIndex): Promise<boolean> {
    if (row.rebuildRequestedAt !== null || (!checked && (await index.engine.health()).needsRebuild)) {
      outbox.start((await rebuild(indexing)).cursor);
      checked = true;
      await sweep(indexing, () => renewLease(indexing));
      return true;
    }
    if (!checked || now().getTime() - (row.sweptAt?.getTime() ?? 0) > SWEEP_EVERY_MS) {
      await sweep(indexing, () => renewLease(indexing));
      checked = true;
    }
    outbox.resume(row.cursor);
    const changes = await outbox.read();
    const retries = await retriesDue();
    const entities = collapse([...changes.flatMap(toChanged), ...retries]);
    for (let at = 0; at < entities.length; at += BATCH_ENTITIES) {
      await writeChanges(indexing, entities.slice(at, at + BATCH_ENTITIES));
      await renewLease(indexing);
    }
    for (const { entityId } of changes.filter(({ entityType }) => entityType === 'authority')) {
      await writeThreadsOf(Number(entityId));
    }
    await outbox.done(changes);
    return changes.length > 0;
  }

  async function retriesDue(): Promise<Changed[]> {
    const due = await dueFailures(indexing, now());
    return due.flatMap(({ entityType, id }) => toChanged({ entityType, entityId: id }));
  }

  /** An authority's size is a facet of its threads: one row of the outbox stands for all of them. */
  async function writeThreadsOf(authorityId: number): Promise<void> {
    let after = 0;
    for (;;) {
      const page = await db.thread.findMany({
        where: { authorityId, id: { gt: after } },
        orderBy: { id: 'asc' },
        take: THREADS_OF_AUTHORITY,
        select: { id: true },
      });
      for (let at = 0; at < page.length; at += BATCH_ENTITIES) {
        const part = page.slice(at, at + BATCH_ENTITIES);
        await writeChanges(
          indexing,
          part.map(({ id }) => ({ entity: 'thread', id: String(id) })),
        );
        await renewLease(indexing);
      }
      after = page.at(-1)?.id ?? 0;
      if (page.length < THREADS_OF_AUTHORITY) {
        return;
      }
    }
  }

  return {
    tick,
    stop: async () => {
      outbox.forget();
      checked = false;
      await giveUpLease(indexing);
    },
  };
}

function toChanged({ entityType, entityId }: Pick<OutboxChange, 'entityType' | 'entityId'>): Changed[] {
  const entity: SearchEntity | undefined = SEARCH_ENTITIES.find((name) => name === entityType);
  return entity === undefined ? [] : [{ entity, id: entityId }];
}

/** Each entity once, however often it changed. */
function collapse(changed: Changed[]): Changed[] {
  return [...new Map(changed.map((change) => [`${change.entity}:${change.id}`, change])).values()];
}
