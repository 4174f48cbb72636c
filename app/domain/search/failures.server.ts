import type { Changed, Indexing } from '#app/domain/search/indexes.server';

/** After so many attempts a document is left for an administrator. */
export const ATTEMPTS_MAX = 5;
const FIRST_RETRY_MS = 60_000;
const REASON_MAX_CHARS = 300;
const RETRY_BATCH = 50;

/** Notes that an entity could not be put into an index; it is tried again later, each time after twice as long. */
export async function noteFailure({ db, index }: Indexing, failed: Changed, reason: string, at: Date): Promise<void> {
  const key = { indexId: index.id, entityType: failed.entity, entityId: failed.id };
  const known = await db.searchFailure.findUnique({ where: { indexId_entityType_entityId: key } });
  const attempts = (known?.attempts ?? 0) + 1;
  const retryAt = attempts >= ATTEMPTS_MAX ? null : new Date(at.getTime() + FIRST_RETRY_MS * 2 ** (attempts - 1));
  const data = { reason: reason.replace(/\s+/g, ' ').slice(0, REASON_MAX_CHARS), attempts, failedAt: at, retryAt };
  await db.searchFailure.upsert({
    where: { indexId_entityType_entityId: key },
    create: { ...key, ...data },
    update: data,
  });
}

/** Forgets the failures of what has gone in (or is gone) since. */
export async function settle({ db, index }: Indexing, done: Changed[]): Promise<void> {
  if ((await db.searchFailure.count({ where: { indexId: index.id } })) === 0) {
    return;
  }
  for (const { entity, id } of done) {
    await db.searchFailure.deleteMany({ where: { indexId: index.id, entityType: entity, entityId: id } });
  }
}

/** Failed entities whose time to be tried again has come. */
export async function dueFailures({ db, index }: Indexing, at: Date): Promise<{ entityType: string; id: string }[]> {
  const rows = await db.searchFailure.findMany({
    where: { indexId: index.id, retryAt: { lte: at } },
    orderBy: { retryAt: 'asc' },
    take: RETRY_BATCH,
  });
  return rows.map((row) => ({ entityType: row.entityType, id: row.entityId }));
}

/** Those that did not fail before: the others have their own times to be tried again. */
export async function withoutFailed({ db, index }: Indexing, changed: Changed[]): Promise<Changed[]> {
  const failed = await db.searchFailure.findMany({
    where: { indexId: index.id },
    select: { entityType: true, entityId: true },
  });
  const known = new Set(failed.map((row) => `${row.entityType}:${row.entityId}`));
  return changed.filter(({ entity, id }) => !known.has(`${entity}:${id}`));
}
