import { isAuthor, type PostForPolicy, type ThreadForPolicy } from '#app/domain/posts/policy';
import { hasRole, isMember, type MemberViewer, type Viewer } from '#app/domain/viewer';

/** Any member who sees a post flags it; one's own text is edited or deleted instead. */
export function canFlag(viewer: Viewer, thread: Pick<ThreadForPolicy, 'deleted'>, post: PostForPolicy): boolean {
  return isMember(viewer) && !isAuthor(viewer, post) && !post.deleted && !thread.deleted;
}

export function canModerate(viewer: Viewer): viewer is MemberViewer {
  return hasRole(viewer, 'moderator');
}
