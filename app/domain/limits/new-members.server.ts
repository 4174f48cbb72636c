import { requireMember } from '#app/domain/acting';
import { recordAudit } from '#app/domain/audit/commands.server';
import { now } from '#app/domain/clock';
import { forbidden } from '#app/domain/errors';
import { NEW_MEMBER } from '#app/domain/limits/table';
import { canAdminister } from '#app/domain/members/policy';
import { bumpRevision, cachedByRevision } from '#app/domain/revision';
import type { Tx } from '#app/domain/tx';
import { hasRole, type MemberViewer, type Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

const SETTING = 'limits.newMembers';
/** Another process may have changed it. In milliseconds. */
const MAX_AGE_MS = 30_000;
const DAY_MS = 24 * 60 * 60 * 1000;

/** Whether the limits of new members are in force: yes, unless an administrator switched them off. */
export const limitsNewMembers = cachedByRevision(
  async (): Promise<boolean> => (await getDb().setting.count({ where: { key: SETTING, value: 'off' } })) === 0,
  MAX_AGE_MS,
);

/** Switches the limits of new members. Administrators only. */
export async function setNewMemberLimits(viewer: Viewer, on: boolean): Promise<void> {
  if (!canAdminister(viewer)) {
    throw forbidden();
  }
  const { memberId } = requireMember(viewer);
  const stored = { value: on ? 'on' : 'off', updatedAt: now() };
  await getDb().$transaction(async (tx) => {
    await tx.setting.upsert({ where: { key: SETTING }, create: { key: SETTING, ...stored }, update: stored });
    await recordAudit(tx, { memberId, action: 'limits.policy', detail: { on } });
  });
  bumpRevision();
}

/** True while the limits of new members hold for this one: see `NEW_MEMBER`. */
export async function isNewMember(tx: Tx, viewer: MemberViewer): Promise<boolean> {
  if (hasRole(viewer, 'moderator')) {
    return false;
  }
  const since = new Date(now().getTime() - NEW_MEMBER.days * DAY_MS);
  const row = await tx.member.findUnique({
    where: { id: viewer.memberId },
    select: { createdAt: true, verifiedAt: true },
  });
  if (row === null || (row.verifiedAt ?? row.createdAt) <= since) {
    return false;
  }
  return (await limitsNewMembers()) && !(await isTrusted(tx, viewer.memberId));
}

async function isTrusted(tx: Tx, authorId: string): Promise<boolean> {
  const standing = { authorId, deletedAt: null };
  const helpful = await tx.post.findFirst({ where: { ...standing, score: { gt: 0 } }, select: { id: true } });
  if (helpful) {
    return true;
  }
  const own = await tx.post.findMany({ where: { ...standing, kind: 'answer' }, select: { id: true }, take: 200 });
  return (await tx.thread.count({ where: { acceptedPostId: { in: own.map(({ id }) => id) } } })) > 0;
}
