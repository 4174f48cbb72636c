import { recordAudit } from '#app/domain/audit/commands.server';
import { DomainError, forbidden } from '#app/domain/errors';
import type { FlagDecisionInput } from '#app/domain/moderation/input';
import { canModerate } from '#app/domain/moderation/policy';
import { settleFlags } from '#app/domain/moderation/settling.server';
import { loadPost } from '#app/domain/posts/load.server';
import { isAuthor } from '#app/domain/posts/policy';
import { removePost } from '#app/domain/posts/verdicts.server';
import { bumpRevision } from '#app/domain/revision';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

/**
 * Decides about the flags of a post: leaves it, or hides it. Nobody decides about their own post or their own flag,
 * whatever their role. Of two who decide at once one is told that it is decided. Returns the thread's id.
 */
export async function decideFlags(viewer: Viewer, input: FlagDecisionInput): Promise<number> {
  if (!canModerate(viewer)) {
    throw forbidden();
  }
  const { memberId } = viewer;
  const { postId, outcome, note, upTo } = input;
  const threadId = await getDb().$transaction(async (tx) => {
    const post = await loadPost(tx, viewer, postId);
    if (isAuthor(viewer, post)) {
      throw new DomainError('conflict', 'ownPostDecides');
    }
    let closed = 0;
    if (outcome === 'hidden') {
      if (post.deletedAt !== null || post.thread.deletedAt !== null) {
        throw new DomainError('conflict', 'flagsDecided');
      }
      closed = await removePost(tx, viewer, post, note);
    } else {
      closed = await settleFlags(tx, { post, memberId, outcome, note, upTo });
      await recordAudit(tx, {
        memberId,
        action: 'flag.dismiss',
        subject: { type: 'post', id: postId },
        detail: { reason: note },
      });
    }
    if (closed === 0) {
      throw new DomainError('conflict', 'flagsDecided');
    }
    return post.thread.id;
  });
  bumpRevision();
  return threadId;
}
