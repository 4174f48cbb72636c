import { requireMember } from '#app/domain/acting';
import { recordAudit } from '#app/domain/audit/commands.server';
import { now } from '#app/domain/clock';
import { DomainError, forbidden } from '#app/domain/errors';
import { type Label, labelsFrom, labelText, strictest, strictness } from '#app/domain/labels';
import { notifyLabel } from '#app/domain/notifications/commands.server';
import { closeUnder } from '#app/domain/posts/former-texts';
import { loadPost } from '#app/domain/posts/load.server';
import { isAuthor } from '#app/domain/posts/policy';
import { bumpRevision } from '#app/domain/revision';
import { queueThread, refreshThread } from '#app/domain/threads/counts.server';
import type { LabelChangeInput } from '#app/domain/threads/label-input';
import type { Tx } from '#app/domain/tx';
import { hasRole, type Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

type LoadedPost = Awaited<ReturnType<typeof loadPost>>;

/** The label a post has: an opening's is its thread's. */
export function labelOf(post: LoadedPost): Label {
  return post.kind === 'opening' ? post.thread.label : post.label;
}

/**
 * The labels the viewer may give a post instead of its own, loosest first. Only the source lowers (DOMAIN 3), and never
 * below what stands above it; raising is also a moderator's.
 */
export async function labelChoices(tx: Tx, viewer: Viewer, post: LoadedPost): Promise<Label[]> {
  if (post.deletedAt !== null || post.thread.deletedAt !== null) {
    return [];
  }
  const current = labelOf(post);
  const others = labelsFrom(await labelAbove(tx, post)).filter((label) => label !== current);
  if (isAuthor(viewer, post)) {
    return others;
  }
  const stricter = others.filter((label) => strictness(label) > strictness(current));
  return hasRole(viewer, 'moderator') ? stricter : [];
}

/** The least strict label the post may carry: that of its thread and of the post it stands under. */
async function labelAbove(tx: Tx, post: LoadedPost): Promise<Label> {
  if (post.kind === 'opening') {
    return 'CLEAR';
  }
  const parent =
    post.parentId === null ? null : await tx.post.findUnique({ where: { id: post.parentId }, select: { label: true } });
  return strictest(post.thread.label, parent?.label ?? 'CLEAR');
}

/**
 * Gives a post another label; an opening's is that of the whole thread. A stricter one takes along everything under it
 * and holds at once: pages, search, and mails that wait to be sent ask again. Returns the thread's id.
 */
export async function changeLabel(viewer: Viewer, postId: number, input: LabelChangeInput): Promise<number> {
  const threadId = await getDb().$transaction(async (tx) => {
    const post = await loadPost(tx, viewer, postId);
    const choices = await labelChoices(tx, viewer, post);
    if (choices.length === 0) {
      throw forbidden();
    }
    if (!choices.includes(input.label)) {
      throw new DomainError('invalid', 'labelChoice', { field: 'label', values: { label: labelText(labelOf(post)) } });
    }
    await applyLabel(tx, viewer, post, input);
    return post.thread.id;
  });
  bumpRevision();
  return threadId;
}

/** The change itself, in the caller's transaction, which has asked whether it is allowed. */
export async function applyLabel(
  tx: Tx,
  viewer: Viewer,
  post: LoadedPost,
  { label, reason }: LabelChangeInput,
): Promise<void> {
  const { memberId } = requireMember(viewer);
  const at = now();
  const threadId = post.thread.id;
  const from = labelOf(post);
  const raises = strictness(label) > strictness(from);
  const isThread = post.kind === 'opening';
  if (!raises) {
    const former = closeUnder(from);
    await tx.postRevision.updateMany({ ...former, where: { ...former.where, postId: post.id } });
  }
  await tx.post.update({ where: { id: post.id }, data: { label } });
  if (isThread) {
    await tx.thread.update({ where: { id: threadId }, data: { label } });
  }
  const laxer = { label: { notIn: labelsFrom(label) } };
  await tx.post.updateMany({
    where: { ...laxer, ...(isThread ? { threadId } : { parentId: post.id }) },
    data: { label },
  });
  await refreshThread(tx, threadId);
  await queueThread(tx, threadId, at, { hides: raises });
  await recordAudit(tx, {
    memberId,
    action: isThread ? 'thread.label' : 'post.label',
    subject: isThread ? { type: 'thread', id: threadId } : { type: 'post', id: post.id },
    detail: { from: labelText(from), to: labelText(label), reason },
  });
  if (isThread && !raises) {
    await tellStricter(tx, threadId, label, { actorId: memberId, at });
  }
}

/** A thread was lowered: whoever wrote in it under a stricter label may lower theirs too. */
async function tellStricter(tx: Tx, threadId: number, label: Label, by: { actorId: string; at: Date }): Promise<void> {
  const stricter = labelsFrom(label).filter((one) => one !== label);
  const posts = await tx.post.findMany({
    where: { threadId, kind: 'answer', deletedAt: null, label: { in: stricter } },
    select: { id: true, authorId: true },
  });
  for (const { id, authorId } of posts) {
    await notifyLabel(tx, { threadId, postId: id, ...by }, 'label_lowered', [authorId]);
  }
}
