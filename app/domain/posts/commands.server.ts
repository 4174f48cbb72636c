import { requireMember, speaksFor } from '#app/domain/acting';
import { applyFileChoice } from '#app/domain/attachments/commands.server';
import type { FileChoice } from '#app/domain/attachments/input';
import { now } from '#app/domain/clock';
import { clearDraft } from '#app/domain/drafts/commands.server';
import { DomainError, forbidden } from '#app/domain/errors';
import { type Label, strictest } from '#app/domain/labels';
import { refuseManyLinksOf, refuseTooMuchPosting } from '#app/domain/limits/posting.server';
import { notifyMentions, notifyReply } from '#app/domain/notifications/commands.server';
import type { AnswerInput, CommentInput, EditInput } from '#app/domain/posts/input';
import { loadPost, loadThread } from '#app/domain/posts/load.server';
import { canEdit, canReply } from '#app/domain/posts/policy';
import { type RenderedPost, renderNew } from '#app/domain/posts/render.server';
import { bumpRevision } from '#app/domain/revision';
import { queueThread, refreshThread } from '#app/domain/threads/counts.server';
import type { Tx } from '#app/domain/tx';
import type { MemberViewer, Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';
import { RENDERER_VERSION } from '#app/markdown/render';

/** Answers a question (in a discussion: replies). The label is at least the thread's and a quoted post's. Returns the post's id. */
export async function postAnswer(viewer: Viewer, threadId: number, input: AnswerInput): Promise<number> {
  const member = requireMember(viewer);
  const rendered = await renderNew(input.body);
  const postId = await getDb().$transaction(async (tx) => {
    const thread = await loadThread(tx, viewer, threadId);
    if (!canReply(viewer, thread.policy)) {
      throw forbidden('locked');
    }
    const quoted = input.quoted === undefined ? null : await loadPost(tx, viewer, input.quoted);
    const label = strictest(thread.label, input.label, quoted?.label ?? 'CLEAR');
    const made = await insertPost(tx, member, {
      threadId,
      kind: 'answer',
      parentId: null,
      label,
      body: input.body,
      rendered,
      files: input,
    });
    await clearDraft(tx, member.memberId, `answer:${threadId}`);
    return made;
  });
  bumpRevision();
  return postId;
}

/** Comments under an opening or an answer. The label is at least that post's. Returns the thread's and the comment's ids. */
export async function postComment(viewer: Viewer, input: CommentInput): Promise<{ threadId: number; postId: number }> {
  const member = requireMember(viewer);
  const rendered = await renderNew(input.body);
  const ids = await getDb().$transaction(async (tx) => {
    const parent = await loadPost(tx, viewer, input.postId);
    if (!canReply(viewer, parent.thread.policy) || parent.kind === 'comment' || parent.deletedAt) {
      throw forbidden('locked');
    }
    const threadId = parent.thread.id;
    const label = strictest(parent.thread.label, parent.label, input.label ?? 'CLEAR');
    const made = await insertPost(tx, member, {
      threadId,
      kind: 'comment',
      parentId: parent.id,
      label,
      body: input.body,
      rendered,
      files: input,
    });
    await clearDraft(tx, member.memberId, `comment:${parent.id}`);
    return { threadId, postId: made };
  });
  bumpRevision();
  return ids;
}

interface NewPost {
  threadId: number;
  kind: 'answer' | 'comment';
  parentId: number | null;
  label: Label;
  body: string;
  rendered: RenderedPost;
  files: FileChoice;
}

async function insertPost(tx: Tx, member: MemberViewer, post: NewPost): Promise<number> {
  const at = now();
  const authorityId = speaksFor(member);
  await refuseTooMuchPosting(tx, member, { act: 'reply', html: post.rendered.html, authorityId });
  const by = { authorId: member.memberId, authorityId, label: post.label };
  const { id } = await tx.post.create({
    data: {
      ...by,
      threadId: post.threadId,
      kind: post.kind,
      parentId: post.parentId,
      body: post.body,
      html: post.rendered.html,
      rendererVersion: RENDERER_VERSION,
      createdAt: at,
      revisions: { create: { number: 1, body: post.body, editorId: member.memberId, createdAt: at } },
    },
    select: { id: true },
  });
  await applyFileChoice(tx, member.memberId, id, post.files);
  await refreshThread(tx, post.threadId);
  const key = { memberId: member.memberId, threadId: post.threadId };
  await tx.threadFollow.upsert({ where: { memberId_threadId: key }, create: { ...key, createdAt: at }, update: {} });
  await markReadUpTo(tx, key, id, at);
  const event = { threadId: post.threadId, postId: id, actorId: member.memberId, at };
  const mentioned = await notifyMentions(tx, event, post.rendered.mentions);
  await notifyReply(tx, event, post.kind, post.parentId, mentioned);
  await queueThread(tx, post.threadId, at);
  return id;
}

/** Moves the member's read marker forward, never back. */
export async function markReadUpTo(
  tx: Tx,
  key: { memberId: string; threadId: number },
  lastPostId: number,
  at: Date,
): Promise<void> {
  const known = await tx.readMarker.findUnique({ where: { memberId_threadId: key }, select: { lastPostId: true } });
  const furthest = Math.max(lastPostId, known?.lastPostId ?? 0);
  await tx.readMarker.upsert({
    where: { memberId_threadId: key },
    create: { ...key, lastPostId: furthest, readAt: at },
    update: { lastPostId: furthest, readAt: at },
  });
}

/** Changes an answer's or a comment's text. An edit that started from an older revision is a conflict. Returns the thread's id. */
export async function editPost(viewer: Viewer, postId: number, input: EditInput): Promise<number> {
  const member = requireMember(viewer);
  const rendered = await renderNew(input.body);
  const at = now();
  const threadId = await getDb().$transaction(async (tx) => {
    const post = await loadPost(tx, viewer, postId);
    if (!canEdit(viewer, post.thread.policy, post.policy) || post.kind === 'opening') {
      throw forbidden();
    }
    if (post.revision !== input.revision) {
      throw new DomainError('conflict', 'editConflict');
    }
    await refuseManyLinksOf(tx, member, rendered.html);
    const number = post.revision + 1;
    await tx.post.update({
      where: { id: postId },
      data: {
        body: input.body,
        html: rendered.html,
        rendererVersion: RENDERER_VERSION,
        revision: number,
        editedAt: at,
      },
    });
    await tx.postRevision.create({
      data: { postId, number, body: input.body, reason: input.reason, editorId: member.memberId, createdAt: at },
    });
    await applyFileChoice(tx, member.memberId, postId, input);
    await tx.thread.update({ where: { id: post.thread.id }, data: { revision: { increment: 1 } } });
    const event = { threadId: post.thread.id, postId, actorId: member.memberId, at };
    await notifyMentions(tx, event, rendered.mentions);
    await queueThread(tx, post.thread.id, at);
    await clearDraft(tx, member.memberId, `edit:${postId}`);
    return post.thread.id;
  });
  bumpRevision();
  return threadId;
}
