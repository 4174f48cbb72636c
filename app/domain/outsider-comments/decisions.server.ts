import { recordAudit } from '#app/domain/audit/commands.server';
import type { AuditAction } from '#app/domain/audit/model';
import { now } from '#app/domain/clock';
import { DomainError, forbidden, orNotFound } from '#app/domain/errors';
import { canModerate } from '#app/domain/moderation/policy';
import type { OutsiderDecisionInput, OutsiderRemovalInput } from '#app/domain/outsider-comments/input';
import { canDecideOutsider } from '#app/domain/outsider-comments/policy';
import { bumpRevision } from '#app/domain/revision';
import { visibleThreads } from '#app/domain/threads/visible.server';
import type { Tx } from '#app/domain/tx';
import type { MemberViewer, Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';
import type { Prisma } from '#prisma/generated/sqlite/client';

/** Where comments of outsiders are decided about: threads that are there, for the viewer, and still TLP:CLEAR. */
export function openThreads(viewer: Viewer): Prisma.ThreadWhereInput {
  return { AND: [visibleThreads(viewer), { label: 'CLEAR' }] };
}

interface Act {
  id: number;
  from: 'waiting' | 'approved';
  data: Prisma.OutsiderCommentUpdateManyMutationInput;
  action: AuditAction;
  reason: string;
}

/**
 * Approves a comment that waits, or declines it. Not by whoever opened the thread; of two who decide at once one is told.
 * Returns the thread's id.
 */
export function decideOutsider(viewer: Viewer, { id, outcome, reason }: OutsiderDecisionInput): Promise<number> {
  const action = outcome === 'approved' ? 'outsider.approve' : 'outsider.decline';
  return act(viewer, { id, from: 'waiting', data: { state: outcome, decidedAt: now() }, action, reason });
}

/** Takes an approved comment away again. Refused as a decision is. Returns the thread's id. */
export function removeOutsider(viewer: Viewer, { id, reason }: OutsiderRemovalInput): Promise<number> {
  const data = { state: 'removed', removedAt: now() } as const;
  return act(viewer, { id, from: 'approved', data, action: 'outsider.remove', reason });
}

async function act(viewer: Viewer, { id, from, data, action, reason }: Act): Promise<number> {
  if (!canModerate(viewer)) {
    throw forbidden();
  }
  const threadId = await getDb().$transaction(async (tx) => {
    const comment = await load(tx, viewer, id);
    if (!canDecideOutsider(viewer, comment.thread)) {
      throw new DomainError('conflict', 'outsiderOwnThread');
    }
    // Of two who decide at once the second finds it decided.
    const { count } = await tx.outsiderComment.updateMany({ where: { id, state: from }, data });
    if (count === 0) {
      throw new DomainError('conflict', 'already_decided');
    }
    await tx.thread.update({ where: { id: comment.threadId }, data: { revision: { increment: 1 } } });
    await recordAudit(tx, {
      memberId: viewer.memberId,
      action,
      subject: { type: 'outsider', id },
      detail: { thread: comment.threadId, reason },
    });
    return comment.threadId;
  });
  bumpRevision();
  return threadId;
}

async function load(tx: Tx, viewer: MemberViewer, id: number) {
  return orNotFound(
    await tx.outsiderComment.findFirst({
      where: { id, thread: openThreads(viewer) },
      select: { threadId: true, thread: { select: { authorId: true } } },
    }),
  );
}
