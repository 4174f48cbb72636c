import { requireMember, speaksFor } from '#app/domain/acting';
import { applyFileChoice } from '#app/domain/attachments/commands.server';
import { now } from '#app/domain/clock';
import { clearDraft } from '#app/domain/drafts/commands.server';
import { DomainError, forbidden } from '#app/domain/errors';
import { strictness } from '#app/domain/labels';
import { refuseManyLinksOf, refuseTooMuchPosting } from '#app/domain/limits/posting.server';
import { notifyMentions } from '#app/domain/notifications/commands.server';
import { loadOpening } from '#app/domain/posts/load.server';
import { canEdit } from '#app/domain/posts/policy';
import { renderNew } from '#app/domain/posts/render.server';
import { bumpRevision } from '#app/domain/revision';
import { queueThread } from '#app/domain/threads/counts.server';
import type { ThreadEditInput, ThreadInput } from '#app/domain/threads/input';
import { addRecipients, recipientIds } from '#app/domain/threads/sharing.server';
import type { Tx } from '#app/domain/tx';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';
import { RENDERER_VERSION } from '#app/markdown/render';

/**
 * Asks a question or opens a discussion. Returns the thread's id. `also` is done in the same transaction: where it
 * throws, there is no thread.
 */
export async function openThread(
  viewer: Viewer,
  input: ThreadInput,
  also?: (tx: Tx, threadId: number) => Promise<void>,
): Promise<number> {
  const member = requireMember(viewer);
  const topic = await getDb().topic.findUnique({ where: { slug: input.topic }, select: { id: true } });
  if (!topic) {
    throw new DomainError('invalid', 'topicMissing', { field: 'topic' });
  }
  const rendered = await renderNew(input.body);
  const at = now();
  const authorityId = speaksFor(member, input.authority);
  const by = { authorId: member.memberId, authorityId, label: input.label, createdAt: at };
  const threadId = await getDb().$transaction(async (tx) => {
    await refuseTooMuchPosting(tx, member, { act: 'thread', html: rendered.html, authorityId });
    const thread = await tx.thread.create({
      data: {
        ...by,
        topicId: topic.id,
        kind: input.kind,
        title: input.title,
        lastActivityAt: at,
        lastPosterId: member.memberId,
        posts: {
          create: {
            ...by,
            kind: 'opening',
            body: input.body,
            html: rendered.html,
            rendererVersion: RENDERER_VERSION,
            revisions: {
              create: { number: 1, title: input.title, body: input.body, editorId: member.memberId, createdAt: at },
            },
          },
        },
        follows: { create: { memberId: member.memberId, createdAt: at } },
      },
      select: { id: true, posts: { select: { id: true } } },
    });
    await setTags(tx, thread.id, input.tags);
    const postId = thread.posts[0]?.id ?? 0;
    await applyFileChoice(tx, member.memberId, postId, input);
    await tx.readMarker.create({
      data: { memberId: member.memberId, threadId: thread.id, lastPostId: postId, readAt: at },
    });
    await notifyMentions(tx, { threadId: thread.id, postId, actorId: member.memberId, at }, rendered.mentions);
    if (strictness(input.label) > strictness('GREEN')) {
      const recipients = await recipientIds(tx, input.recipients, member);
      await addRecipients(tx, { threadId: thread.id, postId, actorId: member.memberId, at }, recipients);
    }
    await queueThread(tx, thread.id, at);
    if (also) {
      await also(tx, thread.id);
    } else {
      await clearDraft(tx, member.memberId, 'thread:new');
    }
    return thread.id;
  });
  bumpRevision();
  return threadId;
}

async function setTags(tx: Tx, threadId: number, tags: string[]): Promise<void> {
  await tx.threadTag.deleteMany({ where: { threadId } });
  for (const slug of tags) {
    const tag = await tx.tag.upsert({ where: { slug }, create: { slug }, update: {} });
    await tx.threadTag.create({ data: { threadId, tagId: tag.id } });
  }
}

/** Changes the title, the text and the tags of an opening. An edit that started from an older revision is a conflict. */
export async function editThread(viewer: Viewer, threadId: number, input: ThreadEditInput): Promise<void> {
  const member = requireMember(viewer);
  const rendered = await renderNew(input.body);
  const at = now();
  await getDb().$transaction(async (tx) => {
    const opening = await loadOpening(tx, viewer, threadId);
    if (!canEdit(viewer, opening.thread.policy, opening.policy)) {
      throw forbidden();
    }
    if (opening.revision !== input.revision) {
      throw new DomainError('conflict', 'editConflict');
    }
    await refuseManyLinksOf(tx, member, rendered.html);
    const number = opening.revision + 1;
    await tx.post.update({
      where: { id: opening.id },
      data: {
        body: input.body,
        html: rendered.html,
        rendererVersion: RENDERER_VERSION,
        revision: number,
        editedAt: at,
      },
    });
    await tx.postRevision.create({
      data: {
        postId: opening.id,
        number,
        title: input.title,
        body: input.body,
        reason: input.reason,
        editorId: member.memberId,
        createdAt: at,
      },
    });
    await tx.thread.update({ where: { id: threadId }, data: { title: input.title, revision: { increment: 1 } } });
    await setTags(tx, threadId, input.tags);
    await applyFileChoice(tx, member.memberId, opening.id, input);
    await notifyMentions(tx, { threadId, postId: opening.id, actorId: member.memberId, at }, rendered.mentions);
    await queueThread(tx, threadId, at);
    await clearDraft(tx, member.memberId, `edit:${opening.id}`);
  });
  bumpRevision();
}
