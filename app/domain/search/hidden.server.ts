import { now } from '#app/domain/clock';
import { documentId, parseDocumentId, SEARCH_ENTITIES, type SearchEntity } from '#app/domain/search/model';
import { HIDES, SEARCH_QUEUE } from '#app/domain/search/queue.server';
import { getDb, getSearch } from '#app/instances.server';
import { Prisma } from '#prisma/generated/sqlite/client';
import { EXCLUDED_MAX } from '#search/port';

/**
 * PostgreSQL commits rows out of order: an index may have read past a hide that was not there yet, and looks back only
 * now and then (outbox-reader.server.ts). For so long it is taken as not read. On SQLite an index's cursor is always at
 * its head, and nothing is late. In milliseconds.
 */
const LATE_WITHIN_MS = 15_000;

/**
 * Documents of which somebody may see less than the indexes know yet: deleted, or given a stricter label, a moment ago.
 * They are left out of everything an engine answers, so that counts and facets are right at once and not only once the
 * indexer has come round.
 */
export async function hiddenMeanwhile(): Promise<string[]> {
  const { embedded, server } = getSearch();
  const ids = [embedded, ...(server ? [server] : [])].map(({ id }) => id);
  const since = new Date(now().getTime() - LATE_WITHIN_MS);
  // By hand and as one: every page with related threads asks it.
  const rows = await getDb().$queryRaw<{ entityType: string; entityId: string }[]>`
    SELECT "entityType", "entityId" FROM "Outbox"
    WHERE "queue" = ${SEARCH_QUEUE} AND "payload" = ${HIDES}
      AND ("id" > (SELECT COALESCE(MIN("head"), 0) FROM "SearchIndex" WHERE "id" IN (${Prisma.join(ids)}))
        OR ("createdAt" > ${since}
          AND "id" > (SELECT COALESCE(MIN("cursor"), 0) FROM "SearchIndex" WHERE "id" IN (${Prisma.join(ids)}))))
    ORDER BY "id" DESC LIMIT ${EXCLUDED_MAX}`;
  return [
    ...new Set(
      rows.flatMap(({ entityType, entityId }) => {
        const entity = SEARCH_ENTITIES.find((name) => name === entityType);
        return entity ? [documentId(entity, entityId)] : [];
      }),
    ),
  ];
}

type NumberedEntity = Exclude<SearchEntity, 'member'>;

/** The ids of one entity among documents' ids. */
export function idsOf(documents: { id: string }[], wanted: NumberedEntity): number[];
export function idsOf(documents: { id: string }[], wanted: 'member'): string[];
export function idsOf(documents: { id: string }[], wanted: NumberedEntity | 'member'): (string | number)[] {
  return documents.flatMap(({ id }) => {
    const parsed = parseDocumentId(id);
    if (parsed?.entity !== wanted) {
      return [];
    }
    return [wanted === 'member' ? parsed.id : Number(parsed.id)];
  });
}
