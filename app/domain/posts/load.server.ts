import { notFound, orNotFound } from '#app/domain/errors';
import type { PostForPolicy, ThreadForPolicy } from '#app/domain/posts/policy';
import { recipientsOf } from '#app/domain/threads/recipients.server';
import {
  POST_SUBJECT_SELECT,
  postsByLabel,
  SUBJECT_SELECT,
  threadsByLabel,
  toPostSubject,
  toThreadSubject,
  visiblePosts,
} from '#app/domain/threads/visible.server';
import type { Tx } from '#app/domain/tx';
import type { Viewer } from '#app/domain/viewer';
import { canSee } from '#app/domain/visibility';
import { getDb } from '#app/instances.server';
import type { Prisma } from '#prisma/generated/sqlite/client';

const THREAD_SELECT = {
  ...SUBJECT_SELECT,
  id: true,
  kind: true,
  lockedAt: true,
  acceptedPostId: true,
  outsidersClosedAt: true,
} as const;
const POST_SELECT = {
  ...POST_SUBJECT_SELECT,
  id: true,
  kind: true,
  parentId: true,
  body: true,
  revision: true,
  deletedById: true,
} as const;

/** A thread the viewer sees, with what the policy asks for. Throws not_found otherwise. */
export async function loadThread(tx: Tx, viewer: Viewer, threadId: number) {
  const where = { AND: [{ id: threadId }, threadsByLabel(viewer)] };
  const thread = orNotFound(await tx.thread.findFirst({ where, select: THREAD_SELECT }));
  const recipients = await recipientsOf(tx, threadId, [thread.label]);
  if (!canSee(viewer, toThreadSubject(thread, recipients))) {
    throw notFound();
  }
  return { ...thread, policy: threadPolicy(thread) };
}

/** A post the viewer sees, with its thread. Both must be visible, or it is not_found. */
export function loadPost(tx: Tx, viewer: Viewer, postId: number) {
  return loadFirst(tx, viewer, { id: postId });
}

async function loadFirst(tx: Tx, viewer: Viewer, which: Prisma.PostWhereInput) {
  const post = orNotFound(
    await tx.post.findFirst({
      where: { AND: [which, postsByLabel(viewer)] },
      select: { ...POST_SELECT, thread: { select: THREAD_SELECT } },
    }),
  );
  const recipients = await recipientsOf(tx, post.thread.id, [post.label, post.thread.label]);
  const thread = toThreadSubject(post.thread, recipients);
  if (!canSee(viewer, thread) || !canSee(viewer, toPostSubject(post, thread, post.parent))) {
    throw notFound();
  }
  const policy: PostForPolicy = { kind: post.kind, authorId: post.authorId, deleted: post.deletedAt !== null };
  return { ...post, policy, thread: { ...post.thread, policy: threadPolicy(post.thread) } };
}

/** Whether the viewer sees a post (still). */
export async function seesPost(viewer: Viewer, postId: number): Promise<boolean> {
  return (await getDb().post.count({ where: { AND: [visiblePosts(viewer), { id: postId }] } })) > 0;
}

/** The opening of a thread the viewer sees: its title and text are edited, and its label changed, as one. */
export function loadOpening(tx: Tx, viewer: Viewer, threadId: number) {
  return loadFirst(tx, viewer, { threadId, kind: 'opening' });
}

function threadPolicy(thread: {
  kind: ThreadForPolicy['kind'];
  authorId: string;
  deletedAt: Date | null;
  lockedAt: Date | null;
}): ThreadForPolicy {
  const { kind, authorId, deletedAt, lockedAt } = thread;
  return { kind, authorId, deleted: deletedAt !== null, locked: lockedAt !== null };
}
