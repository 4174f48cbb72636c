import { hasRole, isMember, type Viewer } from '#app/domain/viewer';

/** What a decision needs to know of a post. The viewer is taken to see it: queries have asked `canSee` before. */
export interface PostForPolicy {
  kind: 'opening' | 'answer' | 'comment';
  authorId: string;
  deleted: boolean;
}
export interface ThreadForPolicy {
  kind: 'question' | 'discussion';
  authorId: string;
  deleted: boolean;
  locked: boolean;
}

export function isAuthor(viewer: Viewer, thing: { authorId: string }): boolean {
  return isMember(viewer) && viewer.memberId === thing.authorId;
}

/** Writing under a thread: any member who sees it, unless it is locked or deleted. */
export function canReply(viewer: Viewer, thread: ThreadForPolicy): boolean {
  return isMember(viewer) && !thread.deleted && (!thread.locked || hasRole(viewer, 'moderator'));
}

/** Nobody votes for their own words. Comments are not voted on. */
export function canVote(viewer: Viewer, thread: ThreadForPolicy, post: PostForPolicy): boolean {
  return isMember(viewer) && !isAuthor(viewer, post) && !post.deleted && !thread.deleted && post.kind !== 'comment';
}

/** Only the asker accepts, and only an answer to a question. */
export function canAccept(viewer: Viewer, thread: ThreadForPolicy, post: PostForPolicy): boolean {
  return (
    isAuthor(viewer, thread) && thread.kind === 'question' && post.kind === 'answer' && !post.deleted && !thread.deleted
  );
}

/** The author edits their own text while the thread is open; moderators edit at any time. */
export function canEdit(viewer: Viewer, thread: ThreadForPolicy, post: PostForPolicy): boolean {
  if (post.deleted || thread.deleted) {
    return false;
  }
  return hasRole(viewer, 'moderator') || (isAuthor(viewer, post) && !thread.locked);
}

/** Deleting is soft. The author and moderators may, and may restore. */
export function canDelete(viewer: Viewer, thread: ThreadForPolicy, post: PostForPolicy): boolean {
  return (
    !post.deleted && !thread.deleted && (hasRole(viewer, 'moderator') || (isAuthor(viewer, post) && !thread.locked))
  );
}

/** An author cannot undo a moderator's deletion, being a moderator or not: another decides about one's own text. */
export function canRestore(
  viewer: Viewer,
  thing: { authorId: string; deleted: boolean; deletedById: string | null },
): boolean {
  if (!thing.deleted || !isMember(viewer)) {
    return false;
  }
  return isAuthor(viewer, thing) ? thing.deletedById === viewer.memberId : hasRole(viewer, 'moderator');
}

/** "Same question here" is for the others, on a question. */
export function canMarkSame(viewer: Viewer, thread: ThreadForPolicy): boolean {
  return isMember(viewer) && thread.kind === 'question' && !isAuthor(viewer, thread) && !thread.deleted;
}
