import type { Label } from '#app/domain/labels';
import { canModerate } from '#app/domain/moderation/policy';
import { isAuthor } from '#app/domain/posts/policy';
import { hasRole, isMember, type MemberViewer, type Viewer } from '#app/domain/viewer';

/** What the policy asks of a thread. The forum's own switch is asked beside it (`takesOutsiderComments`). */
export interface ThreadForOutsiders {
  label: Label;
  deleted: boolean;
  locked: boolean;
  closed: boolean;
}

/** Where comments of outsiders may stand at all. */
export function showsOutsiders({ label, deleted }: Pick<ThreadForOutsiders, 'label' | 'deleted'>): boolean {
  return label === 'CLEAR' && !deleted;
}

/** Whoever is not signed in comments under an open TLP:CLEAR thread. Members have forms of their own. */
export function canCommentAsOutsider(viewer: Viewer, thread: ThreadForOutsiders): boolean {
  const outside = viewer.kind === 'guest' && viewer.limited === null;
  return outside && showsOutsiders(thread) && !thread.locked && !thread.closed;
}

/** The thread's author and moderators close it to outsiders, and open it again. */
export function canCloseToOutsiders(viewer: Viewer, thread: { authorId: string; deleted: boolean }): boolean {
  return isMember(viewer) && !thread.deleted && (isAuthor(viewer, thread) || hasRole(viewer, 'moderator'));
}

/** A moderator decides, but not under a thread of their own. */
export function canDecideOutsider(viewer: Viewer, thread: { authorId: string }): viewer is MemberViewer {
  return canModerate(viewer) && !isAuthor(viewer, thread);
}

/** What a thread's view says of outsiders: see `ThreadView`. */
export function outsiderRights(
  viewer: Viewer,
  thread: { authorId: string; deletedAt: Date | null; outsidersClosedAt: Date | null },
) {
  const { authorId, deletedAt, outsidersClosedAt } = thread;
  return {
    closed: outsidersClosedAt !== null,
    canClose: canCloseToOutsiders(viewer, { authorId, deleted: deletedAt !== null }),
    canRemove: canDecideOutsider(viewer, { authorId }),
  };
}
