import { recordAudit } from '#app/domain/audit/commands.server';
import { now } from '#app/domain/clock';
import { forbidden, orNotFound } from '#app/domain/errors';
import { canAdminister } from '#app/domain/members/policy';
import { countDocuments } from '#app/domain/search/all-documents.server';
import { SEARCH_QUEUE, wakeIndexer } from '#app/domain/search/queue.server';
import type { Viewer } from '#app/domain/viewer';
import { getDb, getSearch } from '#app/instances.server';
import type { EngineHealth } from '#search/port';

/** An index, as administrators see it. Times are ISO 8601. */
export interface IndexStatus {
  id: string;
  /** Whether this process uses it, and what its engine says; null for an index of another process. */
  health: EngineHealth | null;
  /** Changes not taken in yet, and since when the oldest waits. */
  waiting: number;
  waitingSince: string | null;
  /** Documents in the index less those there should be; null when the engine was not asked. */
  drift: number | null;
  sweptAt: string | null;
  repaired: number;
  rebuiltAt: string | null;
  /** Set while a rebuild is asked for or going on; how many documents it has written. */
  rebuilding: { documents: number; of: number } | null;
  lastError: { text: string; at: string } | null;
  failures: { entityType: string; entityId: string; reason: string; attempts: number; failedAt: string }[];
}

const FAILURES_SHOWN = 50;

/** How every index does. Forbidden for all but administrators. */
export async function listIndexes(viewer: Viewer): Promise<IndexStatus[]> {
  if (!canAdminister(viewer)) {
    throw forbidden();
  }
  const db = getDb();
  const { embedded, server } = getSearch();
  const engines = [embedded, ...(server ? [server] : [])];
  const [rows, documents] = await Promise.all([
    db.searchIndex.findMany({ orderBy: { id: 'asc' } }),
    countDocuments(db),
  ]);
  return Promise.all(
    rows.map(async (row): Promise<IndexStatus> => {
      const engine = engines.find(({ id }) => id === row.id)?.engine;
      const waiting = { queue: SEARCH_QUEUE, id: { gt: row.head } };
      const [health, count, oldest, failures] = await Promise.all([
        engine ? engine.health() : null,
        db.outbox.count({ where: waiting }),
        db.outbox.findFirst({ where: waiting, orderBy: { id: 'asc' }, select: { createdAt: true } }),
        db.searchFailure.findMany({ where: { indexId: row.id }, orderBy: { failedAt: 'desc' }, take: FAILURES_SHOWN }),
      ]);
      return {
        id: row.id,
        health,
        waiting: count,
        waitingSince: oldest?.createdAt.toISOString() ?? null,
        drift: health?.ready ? health.documents - documents : null,
        sweptAt: row.sweptAt?.toISOString() ?? null,
        repaired: row.repaired,
        rebuiltAt: row.rebuiltAt?.toISOString() ?? null,
        rebuilding: row.rebuildRequestedAt ? { documents: row.rebuildDocuments, of: documents } : null,
        lastError: row.lastError && row.lastErrorAt ? { text: row.lastError, at: row.lastErrorAt.toISOString() } : null,
        failures: failures.map(({ entityType, entityId, reason, attempts, failedAt }) => ({
          ...{ entityType, entityId, reason, attempts },
          failedAt: failedAt.toISOString(),
        })),
      };
    }),
  );
}

/** Asks for a rebuild; whoever keeps the index begins with its next round. Throws `not_found` for an unknown index. */
export async function requestRebuild(viewer: Viewer, indexId: string): Promise<void> {
  if (!canAdminister(viewer)) {
    throw forbidden();
  }
  await getDb().$transaction(async (tx) => {
    orNotFound(await tx.searchIndex.findUnique({ where: { id: indexId }, select: { id: true } }));
    await tx.searchIndex.update({ where: { id: indexId }, data: { rebuildRequestedAt: now(), rebuildDocuments: 0 } });
    const by = { memberId: viewer.memberId, action: 'search.rebuild', detail: {} } as const;
    await recordAudit(tx, { ...by, subject: { type: 'search', id: indexId } });
  });
  wakeIndexer();
}

/** Has everything that was given up tried once more. */
export async function retryFailures(viewer: Viewer, indexId: string): Promise<void> {
  if (!canAdminister(viewer)) {
    throw forbidden();
  }
  await getDb().searchFailure.updateMany({ where: { indexId }, data: { retryAt: now(), attempts: 0 } });
  wakeIndexer();
}
