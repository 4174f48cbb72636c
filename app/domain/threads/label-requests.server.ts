import { requireMember } from '#app/domain/acting';
import { now } from '#app/domain/clock';
import { DomainError, forbidden, orNotFound } from '#app/domain/errors';
import { strictness } from '#app/domain/labels';
import { notifyLabel } from '#app/domain/notifications/commands.server';
import { loadPost } from '#app/domain/posts/load.server';
import { isAuthor } from '#app/domain/posts/policy';
import { bumpRevision } from '#app/domain/revision';
import { applyLabel, labelChoices, labelOf } from '#app/domain/threads/label.server';
import type { LabelAnswerInput, LabelRequestInput } from '#app/domain/threads/label-input';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

/** Asks the source for a looser label. A second request while one is open takes its place. Returns the thread's id. */
export async function requestLabel(viewer: Viewer, postId: number, input: LabelRequestInput): Promise<number> {
  const { memberId } = requireMember(viewer);
  const at = now();
  return getDb().$transaction(async (tx) => {
    const post = await loadPost(tx, viewer, postId);
    if (isAuthor(viewer, post) || post.deletedAt !== null) {
      throw forbidden();
    }
    if (strictness(input.label) >= strictness(labelOf(post))) {
      throw new DomainError('invalid', 'labelNotLooser', { field: 'label' });
    }
    const threadId = post.thread.id;
    await tx.labelRequest.deleteMany({ where: { postId, memberId, granted: null } });
    await tx.labelRequest.create({ data: { threadId, postId, memberId, ...input, createdAt: at } });
    await notifyLabel(tx, { threadId, postId, actorId: memberId, at }, 'label_request', [post.authorId]);
    return threadId;
  });
}

/** The source answers: yes changes the label, no leaves it. Whoever asked is told. Returns the thread's id. */
export async function answerLabelRequest(viewer: Viewer, postId: number, input: LabelAnswerInput): Promise<number> {
  const { memberId } = requireMember(viewer);
  const at = now();
  const threadId = await getDb().$transaction(async (tx) => {
    const post = await loadPost(tx, viewer, postId);
    if (!isAuthor(viewer, post)) {
      throw forbidden();
    }
    const request = orNotFound(
      await tx.labelRequest.findFirst({ where: { id: input.request, postId, granted: null } }),
    );
    await tx.labelRequest.update({
      where: { id: request.id },
      data: { granted: input.granted, answer: input.answer, answeredAt: at, answeredById: memberId },
    });
    if (input.granted) {
      const choices = await labelChoices(tx, viewer, post);
      if (!choices.includes(request.label)) {
        throw new DomainError('conflict', 'labelRequestStale');
      }
      await applyLabel(tx, viewer, post, { label: request.label, reason: request.reason });
    }
    const event = { threadId: post.thread.id, postId, actorId: memberId, at };
    await notifyLabel(tx, event, 'label_answer', [request.memberId]);
    return post.thread.id;
  });
  bumpRevision();
  return threadId;
}
