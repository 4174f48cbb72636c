import { requireMember } from '#app/domain/acting';
import { type Draft, toDraft } from '#app/domain/drafts/model';
import { visiblePosts, visibleThreads } from '#app/domain/threads/visible.server';
import { isMember, type Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

/** One's own draft, or null. */
export async function findDraft(viewer: Viewer, key: string): Promise<Draft | null> {
  if (!isMember(viewer)) {
    return null;
  }
  const row = await getDb().draft.findUnique({ where: { memberId_key: { memberId: viewer.memberId, key } } });
  return row ? toDraft(row) : null;
}

/** All one's drafts, the last written first. */
export async function listDrafts(viewer: Viewer): Promise<Draft[]> {
  const { memberId } = requireMember(viewer);
  const rows = await getDb().draft.findMany({ where: { memberId }, orderBy: { updatedAt: 'desc' } });
  return rows.map(toDraft);
}

/** Where a draft belongs. `threadId` is null when the thread is no longer visible to the writer. */
export type DraftPlace =
  | { kind: 'new' }
  | { kind: 'answer' | 'comment'; threadId: number | null }
  | { kind: 'edit'; postId: number };

/** Finds the page on which a draft goes on. */
export async function draftPlace(viewer: Viewer, key: string): Promise<DraftPlace> {
  const [kind, id] = key.split(':');
  if (kind === 'answer') {
    const thread = await getDb().thread.findFirst({
      where: { AND: [visibleThreads(viewer), { id: Number(id) }] },
      select: { id: true },
    });
    return { kind, threadId: thread?.id ?? null };
  }
  if (kind === 'comment') {
    const post = await getDb().post.findFirst({
      where: { AND: [visiblePosts(viewer), { id: Number(id) }] },
      select: { threadId: true },
    });
    return { kind, threadId: post?.threadId ?? null };
  }
  return kind === 'edit' ? { kind, postId: Number(id) } : { kind: 'new' };
}
