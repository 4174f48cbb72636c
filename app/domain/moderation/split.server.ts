import { recordAudit } from '#app/domain/audit/commands.server';
import { now } from '#app/domain/clock';
import { DomainError, forbidden } from '#app/domain/errors';
import { labelText, strictest } from '#app/domain/labels';
import type { SplitInput } from '#app/domain/moderation/input';
import { movePosts, refuseOpening, threadAudience } from '#app/domain/moderation/moving.server';
import { canModerate } from '#app/domain/moderation/policy';
import { refuseOwnCase } from '#app/domain/moderation/settling.server';
import { loadPost, loadThread } from '#app/domain/posts/load.server';
import { bumpRevision } from '#app/domain/revision';
import { queueThread, refreshThread } from '#app/domain/threads/counts.server';
import type { Tx } from '#app/domain/tx';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

/**
 * Moves chosen answers, with their comments, into a thread of their own in the same topic: a discussion that the first of
 * them opens. It takes the strictest label of the answers, the thread's recipients and tags, and the read markers and
 * follows of those whose answers move. Refused where somebody would see more than before. Returns the new thread's id.
 */
export async function splitThread(viewer: Viewer, threadId: number, input: SplitInput): Promise<number> {
  if (!canModerate(viewer)) {
    throw forbidden();
  }
  const { memberId, role } = viewer;
  const at = now();
  const newId = await getDb().$transaction(async (tx) => {
    const thread = await loadThread(tx, viewer, threadId);
    if (thread.policy.deleted) {
      throw forbidden();
    }
    await refuseOwnCase(tx, memberId, threadId);
    const posts = [];
    for (const id of [...new Set(input.posts)].sort((a, b) => a - b)) {
      const post = await loadPost(tx, viewer, id);
      if (post.thread.id !== threadId || post.kind !== 'answer' || post.deletedAt !== null) {
        throw new DomainError('conflict', 'splitStale');
      }
      posts.push(post);
    }
    const [first] = posts;
    if (!first) {
      throw new DomainError('invalid', 'splitNothing', { field: 'posts' });
    }
    const postIds = posts.map(({ id }) => id);
    const from = await threadAudience(tx, threadId);
    const { authorId, authorityId } = first;
    await refuseOpening(tx, postIds, from, { authorId, authorityId, recipientIds: from.recipientIds });
    const label = strictest(thread.label, ...posts.map((post) => post.label));
    const { createdAt, thread: old } = await tx.post.findUniqueOrThrow({
      where: { id: first.id },
      select: { createdAt: true, thread: { select: { topicId: true } } },
    });
    const by = { authorId, authorityId, label, ...old, createdAt, lastActivityAt: createdAt };
    const made = await tx.thread.create({
      data: { ...by, kind: 'discussion', title: input.title },
      select: { id: true },
    });
    await movePosts(tx, { postIds, from: threadId, to: made.id, label });
    await tx.post.update({ where: { id: first.id }, data: { kind: 'opening' } });
    await tx.postRevision.updateMany({
      where: { postId: first.id, number: first.revision },
      data: { title: input.title },
    });
    if (thread.acceptedPostId !== null && postIds.includes(thread.acceptedPostId)) {
      await tx.thread.update({ where: { id: threadId }, data: { acceptedPostId: null } });
    }
    await copyMarks(tx, threadId, made.id, { authors: posts.map((post) => post.authorId), addedById: memberId, at });
    const { reason } = input;
    const line = { role, reason, createdAt: at };
    await tx.threadAct.create({ data: { ...line, threadId, kind: 'split_out', otherThreadId: made.id } });
    await tx.threadAct.create({ data: { ...line, threadId: made.id, kind: 'split_in', otherThreadId: threadId } });
    for (const id of [threadId, made.id]) {
      await refreshThread(tx, id);
      await queueThread(tx, id, at, { hides: true });
    }
    await recordAudit(tx, {
      memberId,
      action: 'thread.split',
      subject: { type: 'thread', id: threadId },
      detail: { to: made.id, posts: postIds.length, label: labelText(label), reason },
    });
    return made.id;
  });
  bumpRevision();
  return newId;
}

/** What the new thread takes over of the old one. Whoever has read the old one has read what moved, as far as they had. */
async function copyMarks(
  tx: Tx,
  from: number,
  to: number,
  { authors, addedById, at }: { authors: string[]; addedById: string; at: Date },
): Promise<void> {
  const where = { threadId: from };
  const threadId = to;
  const [tags, recipients, markers, readers, follows] = await Promise.all([
    tx.threadTag.findMany({ where, select: { tagId: true } }),
    tx.threadRecipient.findMany({ where, select: { memberId: true } }),
    tx.readMarker.findMany({ where, select: { memberId: true, lastPostId: true, readAt: true } }),
    tx.threadReader.findMany({ where, omit: { threadId: true } }),
    tx.threadFollow.findMany({ where: { ...where, memberId: { in: authors } }, select: { memberId: true } }),
  ]);
  await tx.threadTag.createMany({ data: tags.map((row) => ({ ...row, threadId })) });
  await tx.threadRecipient.createMany({
    data: recipients.map((row) => ({ ...row, threadId, addedById, createdAt: at })),
  });
  await tx.readMarker.createMany({ data: markers.map((row) => ({ ...row, threadId })) });
  await tx.threadReader.createMany({ data: readers.map((row) => ({ ...row, threadId })) });
  await tx.threadFollow.createMany({ data: follows.map((row) => ({ ...row, threadId, createdAt: at })) });
}
