import { notFound } from '#app/domain/errors';
import type { PostForPolicy, ThreadForPolicy } from '#app/domain/posts/policy';
import { SUBJECT_SELECT, toSubject } from '#app/domain/threads/visible.server';
import type { Tx } from '#app/domain/tx';
import type { Viewer } from '#app/domain/viewer';
import { canSee } from '#app/domain/visibility';

const THREAD_SELECT = { ...SUBJECT_SELECT, id: true, kind: true, lockedAt: true, acceptedPostId: true } as const;
const POST_SELECT = {
  ...SUBJECT_SELECT,
  id: true,
  kind: true,
  parentId: true,
  body: true,
  revision: true,
  deletedById: true,
} as const;

/** A thread the viewer sees, with what the policy asks for. Throws not_found otherwise. */
export async function loadThread(tx: Tx, viewer: Viewer, threadId: number) {
  const thread = await tx.thread.findUnique({ where: { id: threadId }, select: THREAD_SELECT });
  if (!thread || !canSee(viewer, toSubject(thread))) {
    throw notFound();
  }
  const policy: ThreadForPolicy = { ...toSubject(thread), kind: thread.kind, locked: thread.lockedAt !== null };
  return { ...thread, policy };
}

/** A post the viewer sees, with its thread. Both must be visible, or it is not_found. */
export async function loadPost(tx: Tx, viewer: Viewer, postId: number) {
  const post = await tx.post.findUnique({
    where: { id: postId },
    select: { ...POST_SELECT, thread: { select: THREAD_SELECT } },
  });
  if (!post || !canSee(viewer, toSubject(post)) || !canSee(viewer, toSubject(post.thread))) {
    throw notFound();
  }
  const policy: PostForPolicy = { ...toSubject(post), kind: post.kind };
  const thread: ThreadForPolicy = {
    ...toSubject(post.thread),
    kind: post.thread.kind,
    locked: post.thread.lockedAt !== null,
  };
  return { ...post, policy, thread: { ...post.thread, policy: thread } };
}
