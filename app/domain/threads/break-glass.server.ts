import { recordAudit } from '#app/domain/audit/commands.server';
import { now } from '#app/domain/clock';
import { DomainError, forbidden } from '#app/domain/errors';
import { PERSON_SELECT, type PersonRef, toPersonRef } from '#app/domain/members/person';
import { notifyLabel } from '#app/domain/notifications/commands.server';
import type { BreakGlassInput } from '#app/domain/threads/label-input';
import { hasRole, type MemberViewer, type Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';
import type { Prisma } from '#prisma/generated/sqlite/client';

/** How long a broken glass stays open. In milliseconds. */
export const BREAK_GLASS_MS = 60 * 60 * 1000;

/** Who may break the glass: moderators and administrators, each time with a reason. */
export function canBreakGlass(viewer: Viewer): viewer is MemberViewer {
  return hasRole(viewer, 'moderator');
}

/**
 * Opens a thread that is not for the viewer, to read only and for an hour (DOMAIN 3): with a reason, logged, and its
 * author is told at once. An unknown number is refused like a hidden one would be if there were nothing to open.
 */
export async function breakGlass(viewer: Viewer, { thread, reason }: BreakGlassInput): Promise<number> {
  if (!canBreakGlass(viewer)) {
    throw forbidden();
  }
  const at = now();
  const { memberId } = viewer;
  const opening = await getDb().post.findFirst({
    where: { threadId: thread, kind: 'opening', thread: { deletedAt: null } },
    select: { id: true, authorId: true },
  });
  if (!opening) {
    await recordAudit(getDb(), {
      memberId,
      action: 'thread.break_glass',
      outcome: 'refused',
      subject: { type: 'thread', id: thread },
      detail: { reason },
    });
    throw new DomainError('invalid', 'threadUnknown', { field: 'thread' });
  }
  await getDb().$transaction(async (tx) => {
    const expiresAt = new Date(at.getTime() + BREAK_GLASS_MS);
    await tx.breakGlass.create({ data: { threadId: thread, memberId, reason, createdAt: at, expiresAt } });
    await recordAudit(tx, {
      memberId,
      action: 'thread.break_glass',
      subject: { type: 'thread', id: thread },
      detail: { reason },
    });
    const event = { threadId: thread, postId: opening.id, actorId: memberId, at };
    await notifyLabel(tx, event, 'break_glass', [opening.authorId]);
  });
  return thread;
}

/** Glass that this member broke and that still stands open, whatever the thread. */
export function brokenBy({ memberId }: MemberViewer): Prisma.BreakGlassWhereInput {
  return { memberId, expiresAt: { gt: now() } };
}

/** Until when the viewer reads this thread through broken glass; null when they do not. */
export async function brokenGlassUntil(viewer: Viewer, threadId: number): Promise<Date | null> {
  if (!canBreakGlass(viewer)) {
    return null;
  }
  const row = await getDb().breakGlass.findFirst({
    where: { threadId, ...brokenBy(viewer) },
    orderBy: { expiresAt: 'desc' },
    select: { expiresAt: true },
  });
  return row?.expiresAt ?? null;
}

export interface BrokenGlass {
  by: PersonRef;
  at: string;
  reason: string;
}

/** Every time a thread's glass was broken, newest first. For the label page, which shows it to the thread's author. */
export async function unsafeListBrokenGlass(threadId: number): Promise<BrokenGlass[]> {
  const rows = await getDb().breakGlass.findMany({
    where: { threadId },
    orderBy: { id: 'desc' },
    take: LISTED_MAX,
    select: { reason: true, createdAt: true, member: { select: PERSON_SELECT } },
  });
  return rows.map((row) => ({ by: toPersonRef(row.member), at: row.createdAt.toISOString(), reason: row.reason }));
}

const LISTED_MAX = 50;
