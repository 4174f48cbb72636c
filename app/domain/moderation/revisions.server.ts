import { requireMember } from '#app/domain/acting';
import { recordAudit } from '#app/domain/audit/commands.server';
import { now } from '#app/domain/clock';
import { DomainError, forbidden } from '#app/domain/errors';
import { whoReads } from '#app/domain/moderation/flags.server';
import type { RevisionInput } from '#app/domain/moderation/input';
import { canModerate } from '#app/domain/moderation/policy';
import { OPEN_FLAG } from '#app/domain/moderation/settling.server';
import { loadPost } from '#app/domain/posts/load.server';
import { isAuthor } from '#app/domain/posts/policy';
import { bumpRevision } from '#app/domain/revision';
import { queueThread } from '#app/domain/threads/counts.server';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

/**
 * Takes one former text out of a post's history: its words are gone from the database, and its place says when and why.
 * The current text is edited first. Not of one's own post: another moderator decides.
 */
export async function removeRevision(viewer: Viewer, postId: number, input: RevisionInput): Promise<void> {
  if (!canModerate(viewer)) {
    throw forbidden();
  }
  const { memberId } = viewer;
  const { number, reason } = input;
  const at = now();
  await getDb().$transaction(async (tx) => {
    const post = await loadPost(tx, viewer, postId);
    if (isAuthor(viewer, post)) {
      throw new DomainError('conflict', 'ownPostDecides');
    }
    if ((await tx.flag.count({ where: { ...OPEN_FLAG, postId, memberId } })) > 0) {
      throw new DomainError('conflict', 'ownFlagDecides');
    }
    if (number === post.revision) {
      throw new DomainError('conflict', 'revisionCurrent');
    }
    const { count } = await tx.postRevision.updateMany({
      where: { postId, number, removedAt: null },
      // The editor's own words on why they edited may say it too.
      data: { title: null, body: '', reason: '', removedAt: at, removedReason: reason },
    });
    if (count === 0) {
      throw new DomainError('conflict', 'revisionGone');
    }
    await tx.thread.update({ where: { id: post.thread.id }, data: { revision: { increment: 1 } } });
    await queueThread(tx, post.thread.id, at, { hides: true });
    await recordAudit(tx, {
      memberId,
      action: 'post.revision_remove',
      subject: { type: 'post', id: postId },
      detail: { revision: number, reason },
    });
  });
  bumpRevision();
}

/** A post's author asks moderators to take a former text out: it stands in their queue like a flag. */
export async function askRevisionRemoval(viewer: Viewer, postId: number, input: RevisionInput): Promise<void> {
  const { memberId } = requireMember(viewer);
  const { number, reason } = input;
  await getDb().$transaction(async (tx) => {
    const post = await loadPost(tx, viewer, postId);
    if (!isAuthor(viewer, post) || post.deletedAt !== null) {
      throw forbidden();
    }
    if (number === post.revision) {
      throw new DomainError('conflict', 'revisionCurrent');
    }
    if ((await tx.postRevision.count({ where: { postId, number, removedAt: null } })) === 0) {
      throw new DomainError('conflict', 'revisionGone');
    }
    if ((await whoReads(tx, post, memberId)) === 'author') {
      throw new DomainError('conflict', 'nobodyToAsk');
    }
    const asked = {
      reason: 'personal_data',
      text: `#${number}: ${reason}`,
      createdAt: now(),
      decisionId: null,
    } as const;
    await tx.flag.upsert({
      where: { postId_memberId: { postId, memberId } },
      create: { postId, memberId, ...asked },
      update: asked,
    });
  });
}
