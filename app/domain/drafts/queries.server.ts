import { requireReader } from '#app/domain/acting';
import { type Draft, toDraft } from '#app/domain/drafts/model';
import { visiblePosts, visibleThreads } from '#app/domain/threads/visible.server';
import { isMember, type Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

/** One's own draft, or null. By hand, for every thread page asks. */
export async function findDraft(viewer: Viewer, key: string): Promise<Draft | null> {
  if (!isMember(viewer)) {
    return null;
  }
  const rows = await getDb().$queryRaw<Parameters<typeof toDraft>[0][]>`
    SELECT "key", "fields", "version", "updatedAt" FROM "Draft" WHERE "memberId" = ${viewer.memberId} AND "key" = ${key}`;
  return rows[0] ? toDraft(rows[0]) : null;
}

/** All one's drafts, the last written first. */
export async function listDrafts(viewer: Viewer): Promise<Draft[]> {
  const { memberId } = requireReader(viewer);
  const rows = await getDb().draft.findMany({ where: { memberId }, orderBy: { updatedAt: 'desc' } });
  return rows.map(toDraft);
}

/** Where a draft belongs. `threadId` is null when the thread is no longer visible to the writer. */
export type DraftPlace =
  | { kind: 'new' }
  | { kind: 'answer' | 'comment'; threadId: number | null }
  | { kind: 'edit'; postId: number }
  | { kind: 'summary'; sessionId: number };

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
  if (kind === 'summary') {
    return { kind, sessionId: Number(id) };
  }
  return kind === 'edit' ? { kind, postId: Number(id) } : { kind: 'new' };
}
