import { requireMember } from '#app/domain/acting';
import { recordAudit } from '#app/domain/audit/commands.server';
import { now } from '#app/domain/clock';
import { forbidden } from '#app/domain/errors';
import { notifyAccepted } from '#app/domain/notifications/commands.server';
import { loadPost } from '#app/domain/posts/load.server';
import { canAccept, canDelete, canRestore, canVote } from '#app/domain/posts/policy';
import { bumpRevision } from '#app/domain/revision';
import { queueThread, refreshThread } from '#app/domain/threads/counts.server';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

/** Says, or takes back, that a post helped. Doing either twice changes nothing. Returns the thread's id. */
export async function setVote(viewer: Viewer, postId: number, helped: boolean): Promise<number> {
  const member = requireMember(viewer);
  const threadId = await getDb().$transaction(async (tx) => {
    const post = await loadPost(tx, viewer, postId);
    if (!canVote(viewer, post.thread.policy, post.policy)) {
      throw forbidden('voteOwn');
    }
    const key = { memberId: member.memberId, postId };
    if (helped) {
      await tx.vote.upsert({ where: { memberId_postId: key }, create: { ...key, createdAt: now() }, update: {} });
    } else {
      await tx.vote.deleteMany({ where: key });
    }
    await tx.post.update({ where: { id: postId }, data: { score: await tx.vote.count({ where: { postId } }) } });
    await refreshThread(tx, post.thread.id);
    return post.thread.id;
  });
  bumpRevision();
  return threadId;
}

/** The asker accepts an answer (instead of the one accepted before), or takes it back. Returns the thread's id. */
export async function setAccepted(viewer: Viewer, postId: number, accepted: boolean): Promise<number> {
  const member = requireMember(viewer);
  const at = now();
  const threadId = await getDb().$transaction(async (tx) => {
    const post = await loadPost(tx, viewer, postId);
    if (!canAccept(viewer, post.thread.policy, post.policy)) {
      throw forbidden('onlyAskerAccepts');
    }
    const already = post.thread.acceptedPostId === postId;
    if (accepted !== already) {
      await tx.thread.update({ where: { id: post.thread.id }, data: { acceptedPostId: accepted ? postId : null } });
      await refreshThread(tx, post.thread.id);
      await queueThread(tx, post.thread.id, at);
    }
    if (accepted && !already) {
      const { label, authorId, authorityId } = post;
      await notifyAccepted(tx, {
        label,
        authorId,
        authorityId,
        deleted: false,
        threadId: post.thread.id,
        postId,
        actorId: member.memberId,
        at,
      });
    }
    return post.thread.id;
  });
  bumpRevision();
  return threadId;
}

/** Deletes softly. Deleting the opening deletes the thread. Returns the thread's id. */
export async function deletePost(viewer: Viewer, postId: number, reason: string): Promise<number> {
  const member = requireMember(viewer);
  return changeDeletion(viewer, postId, 'delete', {
    deletedAt: now(),
    deletedById: member.memberId,
    deletedReason: reason,
  });
}

/** Takes a deletion back. Returns the thread's id. */
export async function restorePost(viewer: Viewer, postId: number): Promise<number> {
  return changeDeletion(viewer, postId, 'restore', { deletedAt: null, deletedById: null, deletedReason: null });
}

interface Deletion {
  deletedAt: Date | null;
  deletedById: string | null;
  deletedReason: string | null;
}

async function changeDeletion(
  viewer: Viewer,
  postId: number,
  act: 'delete' | 'restore',
  deletion: Deletion,
): Promise<number> {
  const member = requireMember(viewer);
  const at = now();
  const threadId = await getDb().$transaction(async (tx) => {
    const post = await loadPost(tx, viewer, postId);
    const allowed =
      act === 'delete'
        ? canDelete(viewer, post.thread.policy, post.policy)
        : canRestore(viewer, { ...post.policy, deletedById: post.deletedById });
    if (!allowed) {
      throw forbidden();
    }
    await tx.post.update({ where: { id: postId }, data: deletion });
    if (post.kind === 'opening') {
      await tx.thread.update({ where: { id: post.thread.id }, data: deletion });
    }
    await refreshThread(tx, post.thread.id);
    await queueThread(tx, post.thread.id, at);
    if (post.authorId !== member.memberId) {
      await recordAudit(tx, {
        memberId: member.memberId,
        action: act === 'delete' ? 'post.hide' : 'post.restore',
        subject: { type: 'post', id: postId },
        detail: { reason: deletion.deletedReason ?? '' },
      });
    }
    return post.thread.id;
  });
  bumpRevision();
  return threadId;
}
