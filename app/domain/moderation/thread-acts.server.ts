import { recordAudit } from '#app/domain/audit/commands.server';
import { now } from '#app/domain/clock';
import { DomainError, forbidden } from '#app/domain/errors';
import type { MoveInput } from '#app/domain/moderation/input';
import { canModerate } from '#app/domain/moderation/policy';
import { refuseOwnCase } from '#app/domain/moderation/settling.server';
import { loadThread } from '#app/domain/posts/load.server';
import { bumpRevision } from '#app/domain/revision';
import { queueThread } from '#app/domain/threads/counts.server';
import { PINNED_MAX } from '#app/domain/threads/pinned.server';
import type { Tx } from '#app/domain/tx';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';
import type { Prisma } from '#prisma/generated/sqlite/client';

/** Locks a thread, so that only moderators write in it, or opens it again. A conflict where it is so already. */
export function setLocked(viewer: Viewer, threadId: number, locked: boolean, reason: string): Promise<void> {
  return actOnThread(viewer, threadId, { kind: locked ? 'lock' : 'unlock', reason }, async (tx, at) =>
    locked
      ? change(tx, { id: threadId, lockedAt: null }, { lockedAt: at })
      : change(tx, { id: threadId, lockedAt: { not: null } }, { lockedAt: null }),
  );
}

/** Pins a thread above its topic and the list of threads, or takes that back. Refused beyond PINNED_MAX a topic. */
export function setPinned(viewer: Viewer, threadId: number, pinned: boolean, reason: string): Promise<void> {
  return actOnThread(viewer, threadId, { kind: pinned ? 'pin' : 'unpin', reason }, async (tx, at) => {
    if (!pinned) {
      return change(tx, { id: threadId, pinnedAt: { not: null } }, { pinnedAt: null });
    }
    const { topicId } = await tx.thread.findUniqueOrThrow({ where: { id: threadId }, select: { topicId: true } });
    if ((await tx.thread.count({ where: { topicId, pinnedAt: { gt: new Date(0) }, deletedAt: null } })) >= PINNED_MAX) {
      throw new DomainError('conflict', 'tooManyPinned', { values: { max: PINNED_MAX } });
    }
    return change(tx, { id: threadId, pinnedAt: null }, { pinnedAt: at });
  });
}

/** Moves a thread to another topic; there it is not pinned. */
export function moveThread(viewer: Viewer, threadId: number, { topic: slug, reason }: MoveInput): Promise<void> {
  return actOnThread(viewer, threadId, { kind: 'move', reason }, async (tx) => {
    const topic = await tx.topic.findUnique({ where: { slug }, select: { id: true } });
    if (!topic) {
      throw new DomainError('invalid', 'topicMissing', { field: 'topic' });
    }
    const { topic: before } = await tx.thread.findUniqueOrThrow({
      where: { id: threadId },
      select: { topic: { select: { slug: true } } },
    });
    if (before.slug === slug) {
      throw new DomainError('invalid', 'topicSame', { field: 'topic' });
    }
    await tx.thread.update({ where: { id: threadId }, data: { topicId: topic.id, pinnedAt: null } });
    return { from: before.slug, to: slug };
  });
}

type Detail = Record<string, string>;

/** The change where the thread is as expected; of two at once the second is a conflict. */
async function change(
  tx: Tx,
  where: Prisma.ThreadWhereInput,
  data: { lockedAt?: Date | null; pinnedAt?: Date | null },
): Promise<Detail> {
  const { count } = await tx.thread.updateMany({ where, data });
  if (count === 0) {
    throw new DomainError('conflict');
  }
  return {};
}

/** What every act on a thread has in common: who may, the line on its page, the log, and the search index. */
async function actOnThread(
  viewer: Viewer,
  threadId: number,
  { kind, reason }: { kind: 'lock' | 'unlock' | 'pin' | 'unpin' | 'move'; reason: string },
  act: (tx: Tx, at: Date) => Promise<Detail>,
): Promise<void> {
  if (!canModerate(viewer)) {
    throw forbidden();
  }
  const { memberId, role } = viewer;
  const at = now();
  await getDb().$transaction(async (tx) => {
    const thread = await loadThread(tx, viewer, threadId);
    if (thread.policy.deleted) {
      throw forbidden();
    }
    await refuseOwnCase(tx, memberId, threadId);
    const detail = await act(tx, at);
    await tx.threadAct.create({ data: { threadId, kind, role, reason, createdAt: at } });
    await tx.thread.update({ where: { id: threadId }, data: { revision: { increment: 1 } } });
    await recordAudit(tx, {
      memberId,
      action: `thread.${kind}`,
      subject: { type: 'thread', id: threadId },
      detail: { ...detail, reason },
    });
    await queueThread(tx, threadId, at);
  });
  bumpRevision();
}
