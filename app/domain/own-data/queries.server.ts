import { findPasswordHash } from '#app/domain/login/credentials.server';
import { DATA_GROUPS, type DataGroup, type DataSubject, type OwnData } from '#app/domain/own-data/model';
import { requireSignedIn } from '#app/domain/own-data/prove.server';
import { DATA_SOURCES } from '#app/domain/own-data/sources.server';
import type { Tx } from '#app/domain/tx';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

/** Every group, in the order of the page. */
export const ALL_GROUPS: DataGroup[] = [...DATA_GROUPS.account, ...DATA_GROUPS.content, ...DATA_GROUPS.marks];

/** What is kept of whoever is signed in, counted by group. Also for a membership that is pending, suspended or over. */
export async function getOwnData(viewer: Viewer): Promise<OwnData> {
  const memberId = requireSignedIn(viewer);
  const db = getDb();
  const [groups, hash, erasure] = await Promise.all([
    Promise.all(ALL_GROUPS.map(async (group) => ({ group, count: await DATA_SOURCES[group].count(db, memberId) }))),
    findPasswordHash(db, memberId),
    db.erasure.findUnique({ where: { memberId }, select: { dueAt: true } }),
  ]);
  return { groups, asksPassword: hash !== null, erasureDueAt: erasure?.dueAt.toISOString() ?? null };
}

/** The member as the subject of an export. */
export async function findSubject(db: Tx, memberId: string): Promise<DataSubject> {
  const links = await db.memberAuthority.findMany({ where: { memberId }, select: { authorityId: true } });
  return { memberId, authorityIds: links.map(({ authorityId }) => authorityId) };
}
