import type { AuthorityRef } from '#app/domain/authorities/ref';
import { cachedByRevision } from '#app/domain/revision';
import { getDb } from '#app/instances.server';

/** Every authority (some 255), kept in memory: rows join them in code instead of in each query. */
export const authoritiesById = cachedByRevision(async (): Promise<Map<number, AuthorityRef>> => {
  const rows = await getDb().authority.findMany({
    select: { id: true, slug: true, nameHe: true, nameEn: true, size: true },
  });
  return new Map(
    rows.map((row) => [
      row.id,
      { id: row.id, slug: row.slug, name: { he: row.nameHe, en: row.nameEn }, size: row.size },
    ]),
  );
}, 10_000);
