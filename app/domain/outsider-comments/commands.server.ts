import { requireMember } from '#app/domain/acting';
import { recordAudit } from '#app/domain/audit/commands.server';
import { currentOrigin } from '#app/domain/audit/origin.server';
import { now } from '#app/domain/clock';
import { DomainError, forbidden, notFound } from '#app/domain/errors';
import type { OutsiderCommentInput } from '#app/domain/outsider-comments/input';
import { OUTSIDER_LINKS_MAX, OUTSIDER_THREAD_MAX, OUTSIDER_WAITING_MAX } from '#app/domain/outsider-comments/model';
import { canCloseToOutsiders, canCommentAsOutsider } from '#app/domain/outsider-comments/policy';
import { countLinks, renderOutsider } from '#app/domain/outsider-comments/render.server';
import { takesOutsiderComments } from '#app/domain/outsider-comments/setting.server';
import { loadThread } from '#app/domain/posts/load.server';
import { bumpRevision } from '#app/domain/revision';
import type { Tx } from '#app/domain/tx';
import { isMember, type Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

/**
 * Keeps a comment of somebody who is not signed in until a moderator approves it. Throws not_found where the thread is
 * absent or not theirs to see, whichever it is; a conflict where no comments are taken (switched off, locked, closed, too
 * many wait); invalid, beside the text, for too many links. Nothing is mailed: an address that was only typed is nobody's.
 */
export async function commentAsOutsider(viewer: Viewer, threadId: number, input: OutsiderCommentInput): Promise<void> {
  const { name, email, body } = input;
  const { ipAddress } = currentOrigin();
  await getDb().$transaction(async (tx) => {
    const thread = await loadThread(tx, viewer, threadId);
    if (isMember(viewer) || viewer.limited !== null) {
      throw forbidden();
    }
    const closed = thread.outsidersClosedAt !== null;
    const open = canCommentAsOutsider(viewer, { ...thread.policy, label: thread.label, closed });
    if (!open || !(await takesOutsiderComments())) {
      throw new DomainError('conflict', 'outsidersClosed');
    }
    if (countLinks(renderOutsider(body, 'new')) > OUTSIDER_LINKS_MAX) {
      throw new DomainError('invalid', 'outsiderLinks', { field: 'body', values: { max: OUTSIDER_LINKS_MAX } });
    }
    await refuseTooMany(tx, threadId);
    await tx.outsiderComment.create({ data: { threadId, name, email, ipAddress, body, createdAt: now() } });
  });
  // No `bumpRevision`: what waits is on no page that is kept, and nobody outside may make all of those anew.
}

/** However many addresses they come from: what moderators cannot look through is not taken. */
async function refuseTooMany(tx: Tx, threadId: number): Promise<void> {
  const waiting = await tx.outsiderComment.count({ where: { state: 'waiting' } });
  const here = await tx.outsiderComment.count({ where: { threadId, state: { in: ['waiting', 'approved'] } } });
  if (waiting >= OUTSIDER_WAITING_MAX || here >= OUTSIDER_THREAD_MAX) {
    throw new DomainError('conflict', 'outsidersFull');
  }
}

/**
 * Closes a thread to outsiders, or opens it again; what was approved stays. For its author and moderators; not_found where
 * the forum takes no such comments at all.
 */
export async function setClosedToOutsiders(viewer: Viewer, threadId: number, closed: boolean): Promise<void> {
  const { memberId } = requireMember(viewer);
  await getDb().$transaction(async (tx) => {
    const thread = await loadThread(tx, viewer, threadId);
    if (!(await takesOutsiderComments())) {
      throw notFound();
    }
    if (!canCloseToOutsiders(viewer, thread.policy)) {
      throw forbidden();
    }
    const changed = await tx.thread.updateMany({
      where: { id: threadId, outsidersClosedAt: closed ? null : { not: null } },
      data: { outsidersClosedAt: closed ? now() : null, revision: { increment: 1 } },
    });
    if (changed.count > 0) {
      await recordAudit(tx, {
        memberId,
        action: closed ? 'outsider.close' : 'outsider.open',
        subject: { type: 'thread', id: threadId },
      });
    }
  });
  bumpRevision();
}
