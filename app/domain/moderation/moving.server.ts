import { DomainError } from '#app/domain/errors';
import { type Label, labelsFrom } from '#app/domain/labels';
import { opensToNobody, type ThreadAudience } from '#app/domain/moderation/audience';
import type { Tx } from '#app/domain/tx';

/** Posts that go from one thread into another, comments with what they stand under. */
export interface Move {
  postIds: number[];
  from: number;
  to: number;
  /** The label of the thread they come into: none stays looser. */
  label: Label;
}

/**
 * Moves posts with everything that hangs on them: comments, votes, files, revisions and flags stay with their post;
 * notices and label requests learn of the new thread. Labels only grow stricter.
 */
export async function movePosts(tx: Tx, { postIds, from, to, label }: Move): Promise<void> {
  const moved = { threadId: from, OR: [{ id: { in: postIds } }, { parentId: { in: postIds } }] };
  const ids = (await tx.post.findMany({ where: moved, select: { id: true } })).map(({ id }) => id);
  // Of two who move them at once the second finds them gone.
  const { count } = await tx.post.updateMany({ where: { id: { in: ids }, threadId: from }, data: { threadId: to } });
  if (count !== ids.length || count === 0) {
    throw new DomainError('conflict', 'splitStale');
  }
  await tx.post.updateMany({ where: { id: { in: ids }, label: { notIn: labelsFrom(label) } }, data: { label } });
  const ofThem = { where: { postId: { in: ids } }, data: { threadId: to } };
  await tx.notification.updateMany(ofThem);
  await tx.labelRequest.updateMany(ofThem);
}

/** Throws where somebody would see more in the other thread than they do now. To be called before the posts move. */
export async function refuseOpening(tx: Tx, postIds: number[], from: ThreadAudience, to: ThreadAudience) {
  const posts = await tx.post.findMany({
    where: { OR: [{ id: { in: postIds } }, { parentId: { in: postIds } }] },
    select: {
      label: true,
      authorId: true,
      authorityId: true,
      parent: { select: { authorId: true, authorityId: true } },
    },
  });
  if (!opensToNobody(posts, from, to)) {
    throw new DomainError('conflict', 'movingOpens');
  }
}

/** A thread as `refuseOpening` wants it. */
export async function threadAudience(tx: Tx, threadId: number): Promise<ThreadAudience> {
  const { recipients, ...thread } = await tx.thread.findUniqueOrThrow({
    where: { id: threadId },
    select: { authorId: true, authorityId: true, recipients: { select: { memberId: true } } },
  });
  return { ...thread, recipientIds: recipients.map(({ memberId }) => memberId) };
}
