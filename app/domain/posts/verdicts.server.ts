import { requireMember } from '#app/domain/acting';
import { recordAudit } from '#app/domain/audit/commands.server';
import { now } from '#app/domain/clock';
import { DomainError, forbidden } from '#app/domain/errors';
import { settleFlags } from '#app/domain/moderation/settling.server';
import { notifyAccepted, notifyFlag } from '#app/domain/notifications/commands.server';
import { loadPost } from '#app/domain/posts/load.server';
import { canAccept, canDelete, canRestore, canVote } from '#app/domain/posts/policy';
import { bumpRevision } from '#app/domain/revision';
import { queueThread, refreshThread } from '#app/domain/threads/counts.server';
import type { Tx } from '#app/domain/tx';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

type LoadedPost = Awaited<ReturnType<typeof loadPost>>;

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
      const event = { threadId: post.thread.id, postId, actorId: member.memberId, at };
      await notifyAccepted(tx, event, post.authorId);
    }
    return post.thread.id;
  });
  bumpRevision();
  return threadId;
}

/** Deletes softly. Deleting the opening deletes the thread. Returns the thread's id. */
export async function deletePost(viewer: Viewer, postId: number, reason: string): Promise<number> {
  return changeDeletion(viewer, postId, (tx, post) => {
    if (!canDelete(viewer, post.thread.policy, post.policy)) {
      throw forbidden();
    }
    return removePost(tx, viewer, post, reason);
  });
}

/** Takes a deletion back. Returns the thread's id. */
export async function restorePost(viewer: Viewer, postId: number): Promise<number> {
  return changeDeletion(viewer, postId, async (tx, post) => {
    if (!canRestore(viewer, { ...post.policy, deletedById: post.deletedById })) {
      throw forbidden();
    }
    // Its text may have passed its time: then there is nothing to bring back.
    if (post.body === '') {
      throw new DomainError('conflict', 'post_emptied');
    }
    return applyDeletion(tx, viewer, post, null);
  });
}

async function changeDeletion(
  viewer: Viewer,
  postId: number,
  change: (tx: Tx, post: LoadedPost) => Promise<unknown>,
): Promise<number> {
  const threadId = await getDb().$transaction(async (tx) => {
    const post = await loadPost(tx, viewer, postId);
    await change(tx, post);
    return post.thread.id;
  });
  bumpRevision();
  return threadId;
}

/**
 * The deletion itself, in the caller's transaction, which has asked whether it is allowed. Of somebody else's text it is
 * a moderator's decision: it closes the post's open flags, and the author is told why. Answers how many flags it closed.
 */
export async function removePost(tx: Tx, viewer: Viewer, post: LoadedPost, reason: string): Promise<number> {
  const { memberId } = requireMember(viewer);
  let closed = 0;
  if (post.authorId !== memberId) {
    closed = await settleFlags(tx, { post, memberId, outcome: 'hidden', note: reason, upTo: null });
    // Before it is hidden: of a hidden post nobody new is told.
    const event = { threadId: post.thread.id, postId: post.id, actorId: memberId, at: now() };
    await notifyFlag(tx, event, 'post_hidden', [post.authorId]);
  }
  await applyDeletion(tx, viewer, post, reason);
  return closed;
}

/** `reason` null: restored. */
async function applyDeletion(tx: Tx, viewer: Viewer, post: LoadedPost, reason: string | null): Promise<void> {
  const { memberId } = requireMember(viewer);
  const at = now();
  const deletion =
    reason === null
      ? { deletedAt: null, deletedById: null, deletedReason: null }
      : { deletedAt: at, deletedById: memberId, deletedReason: reason };
  await tx.post.update({ where: { id: post.id }, data: deletion });
  if (post.kind === 'opening') {
    await tx.thread.update({ where: { id: post.thread.id }, data: deletion });
  }
  await refreshThread(tx, post.thread.id);
  await queueThread(tx, post.thread.id, at, { hides: reason !== null });
  if (post.authorId !== memberId) {
    await recordAudit(tx, {
      memberId,
      action: reason === null ? 'post.restore' : 'post.hide',
      subject: { type: 'post', id: post.id },
      detail: { reason: reason ?? '' },
    });
  }
}
