import { requireMember } from '#app/domain/acting';
import { recordAudit } from '#app/domain/audit/commands.server';
import { now } from '#app/domain/clock';
import { DomainError, forbidden } from '#app/domain/errors';
import { strictness } from '#app/domain/labels';
import { memberIdsByHandle } from '#app/domain/members/by-handle.server';
import { notifyShared, type PostEvent } from '#app/domain/notifications/commands.server';
import { loadPost } from '#app/domain/posts/load.server';
import { isAuthor } from '#app/domain/posts/policy';
import { bumpRevision } from '#app/domain/revision';
import { queueThread } from '#app/domain/threads/counts.server';
import type { Tx } from '#app/domain/tx';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

/**
 * Sets whom a thread is for by name, by its opening's id. Only its author does. Whoever is added is told; whoever is taken off sees it no
 * more from this moment. `invalid` where somebody would be added under a label that is open to all members anyway.
 */
export async function setRecipients(viewer: Viewer, openingId: number, handles: string[]): Promise<void> {
  const member = requireMember(viewer);
  const at = now();
  await getDb().$transaction(async (tx) => {
    const opening = await loadPost(tx, viewer, openingId);
    if (!isAuthor(viewer, opening) || opening.kind !== 'opening' || opening.thread.deletedAt !== null) {
      throw forbidden();
    }
    const threadId = opening.thread.id;
    const before = await tx.threadRecipient.findMany({ where: { threadId }, select: { memberId: true } });
    const was = new Set(before.map(({ memberId }) => memberId));
    const wanted = await recipientIds(tx, handles, member, threadId);
    const added = wanted.filter((id) => !was.has(id));
    const removed = [...was].filter((id) => !wanted.includes(id));
    if (added.length + removed.length === 0) {
      return;
    }
    if (added.length > 0 && strictness(opening.thread.label) <= strictness('GREEN')) {
      throw new DomainError('invalid', 'recipientsNeedStricter', { field: 'recipients' });
    }
    await tx.threadRecipient.deleteMany({ where: { threadId, memberId: { in: removed } } });
    await addRecipients(tx, { threadId, postId: opening.id, actorId: member.memberId, at }, added);
    await tx.thread.update({ where: { id: threadId }, data: { revision: { increment: 1 } } });
    await queueThread(tx, threadId, at, { hides: removed.length > 0 });
    await recordAudit(tx, {
      memberId: member.memberId,
      action: 'thread.recipients',
      subject: { type: 'thread', id: threadId },
      detail: { added: added.length, removed: removed.length },
    });
  });
  bumpRevision();
}

/** Puts members on the list and tells them. */
export async function addRecipients(tx: Tx, event: PostEvent, memberIds: string[]): Promise<void> {
  const { threadId, actorId, at } = event;
  await tx.threadRecipient.createMany({
    data: memberIds.map((memberId) => ({ threadId, memberId, addedById: actorId, createdAt: at })),
  });
  await notifyShared(tx, event, memberIds);
}

/** Ids of a thread's recipients by their handles, without its author. */
export async function recipientIds(
  tx: Tx,
  handles: string[],
  author: { memberId: string },
  threadId?: number,
): Promise<string[]> {
  const listed = threadId === undefined ? {} : { listed: { threadsFor: { some: { threadId } } } };
  const ids = await memberIdsByHandle(tx, handles, { field: 'recipients', ...listed });
  return ids.filter((id) => id !== author.memberId);
}
