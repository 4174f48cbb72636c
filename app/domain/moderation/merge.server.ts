import { recordAudit } from '#app/domain/audit/commands.server';
import { now } from '#app/domain/clock';
import { DomainError, forbidden } from '#app/domain/errors';
import { strictness } from '#app/domain/labels';
import type { MergeInput } from '#app/domain/moderation/input';
import { movePosts, refuseOpening, threadAudience } from '#app/domain/moderation/moving.server';
import { canModerate } from '#app/domain/moderation/policy';
import { refuseOwnCase } from '#app/domain/moderation/settling.server';
import { loadOpening } from '#app/domain/posts/load.server';
import { bumpRevision } from '#app/domain/revision';
import { queueThread, refreshThread } from '#app/domain/threads/counts.server';
import { visiblePosts } from '#app/domain/threads/visible.server';
import type { Tx } from '#app/domain/tx';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

/**
 * Merges a thread into another of the same label or a stricter one: its opening becomes an answer there, its address
 * leads to that answer. Refused where somebody would see more than before; the other thread's recipients stay as they
 * are. Returns the other thread's and the answer's ids.
 */
export async function mergeThread(
  viewer: Viewer,
  threadId: number,
  { target, reason }: MergeInput,
): Promise<{ threadId: number; postId: number }> {
  if (!canModerate(viewer)) {
    throw forbidden();
  }
  const { memberId, role } = viewer;
  const at = now();
  const postId = await getDb().$transaction(async (tx) => {
    const opening = await loadOpening(tx, viewer, threadId);
    if (target === threadId) {
      throw new DomainError('invalid', 'mergeItself', { field: 'target' });
    }
    const other = await loadTarget(tx, viewer, target);
    if (opening.thread.deletedAt !== null) {
      throw forbidden();
    }
    await refuseOwnCase(tx, memberId, threadId);
    await refuseOwnCase(tx, memberId, target);
    const { label } = other.thread;
    if (strictness(label) < strictness(opening.thread.label)) {
      throw new DomainError('invalid', 'mergeLooser', { field: 'target' });
    }
    const rows = await tx.post.findMany({ where: { threadId }, select: { id: true } });
    const postIds = rows.map(({ id }) => id);
    await refuseOpening(tx, postIds, await threadAudience(tx, threadId), await threadAudience(tx, target));
    // Of two who merge it at once the second finds it deleted.
    const gone = { deletedAt: at, deletedById: memberId, deletedReason: reason };
    const { count } = await tx.thread.updateMany({
      where: { id: threadId, deletedAt: null },
      data: { ...gone, mergedPostId: opening.id, acceptedPostId: null, pinnedAt: null },
    });
    if (count === 0) {
      throw new DomainError('conflict');
    }
    await movePosts(tx, { postIds, from: threadId, to: target, label });
    await tx.outsiderComment.updateMany({ where: { threadId }, data: { threadId: target } });
    await tx.post.update({ where: { id: opening.id }, data: { kind: 'answer' } });
    await uniteMarks(tx, threadId, target, { first: Math.min(...postIds), asker: other.thread.authorId });
    await tx.threadAct.create({ data: { threadId: target, kind: 'merge_in', role, reason, createdAt: at } });
    await refreshThread(tx, target);
    await queueThread(tx, threadId, at, { hides: true });
    await queueThread(tx, target, at, { hides: true });
    await recordAudit(tx, {
      memberId,
      action: 'thread.merge',
      subject: { type: 'thread', id: threadId },
      detail: { to: target, posts: postIds.length, reason },
    });
    return opening.id;
  });
  bumpRevision();
  return { threadId: target, postId };
}

/** The other thread; a number that leads nowhere, or to what the viewer may not see, is a mistake in the form. */
async function loadTarget(tx: Tx, viewer: Viewer, target: number) {
  const found = await loadOpening(tx, viewer, target).catch((error: unknown) => {
    throw error instanceof DomainError && error.code === 'not_found'
      ? new DomainError('invalid', 'threadUnknown', { field: 'target' })
      : error;
  });
  if (found.thread.deletedAt !== null) {
    throw new DomainError('invalid', 'threadUnknown', { field: 'target' });
  }
  return found;
}

/** Brings together what members did with the two threads, each once. `first`: the earliest post that moved. */
async function uniteMarks(
  tx: Tx,
  from: number,
  to: number,
  { first, asker }: { first: number; asker: string },
): Promise<void> {
  await uniteReading(tx, from, to, first);
  const data = { threadId: to };
  const none = { threadId: to };
  await tx.bookmark.updateMany({ where: { threadId: from, member: { bookmarks: { none } } }, data });
  await tx.threadFollow.updateMany({ where: { threadId: from, member: { threadFollows: { none } } }, data });
  await tx.threadReader.updateMany({ where: { threadId: from, member: { threadsRead: { none } } }, data });
  await tx.sessionThread.updateMany({ where: { threadId: from, session: { threads: { none } } }, data });
  if ((await tx.summaryRecord.count({ where: { threadId: to } })) === 0) {
    await tx.summaryRecord.updateMany({ where: { threadId: from }, data });
  }
  const { kind } = await tx.thread.findUniqueOrThrow({ where: { id: to }, select: { kind: true } });
  if (kind === 'question') {
    await tx.sameQuestion.updateMany({
      where: { threadId: from, memberId: { not: asker }, member: { same: { none } } },
      data,
    });
    const rows = await tx.sameQuestion.findMany({
      where: { threadId: to },
      select: { authorityId: true, memberId: true },
    });
    const sameCount = new Set(rows.map((row) => row.authorityId ?? row.memberId)).size;
    await tx.thread.update({ where: { id: to }, data: { sameCount } });
  }
}

/** Nothing unread may count as read: who read both has read as far as in the one read less, who read one not what came. */
async function uniteReading(tx: Tx, from: number, to: number, first: number): Promise<void> {
  const [there, here] = await Promise.all([
    tx.readMarker.findMany({ where: { threadId: from } }),
    tx.readMarker.findMany({ where: { threadId: to } }),
  ]);
  const read = new Map(there.map(({ memberId, lastPostId }) => [memberId, lastPostId]));
  for (const { memberId, lastPostId } of here) {
    const furthest = Math.min(lastPostId, read.get(memberId) ?? first - 1);
    if (furthest !== lastPostId) {
      await tx.readMarker.update({
        where: { memberId_threadId: { memberId, threadId: to } },
        data: { lastPostId: furthest },
      });
    }
  }
}

/** Where the address of a merged thread leads: to its opening in the other one. Null for whoever may not see it there. */
export async function findMerged(
  viewer: Viewer,
  threadId: number,
): Promise<{ threadId: number; postId: number } | null> {
  const thread = await getDb().thread.findUnique({ where: { id: threadId }, select: { mergedPostId: true } });
  // Asked also where there is nothing, so that what is hidden takes as many statements as what is not there.
  const post = await getDb().post.findFirst({
    where: { AND: [visiblePosts(viewer), { id: thread?.mergedPostId ?? 0 }] },
    select: { id: true, threadId: true },
  });
  return post && { threadId: post.threadId, postId: post.id };
}
