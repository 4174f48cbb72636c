import { keptByVersion } from '#app/domain/kept';
import type { OutsiderComment, OutsiderSection } from '#app/domain/outsider-comments/model';
import { canCommentAsOutsider, showsOutsiders } from '#app/domain/outsider-comments/policy';
import { renderOutsider } from '#app/domain/outsider-comments/render.server';
import { takesOutsiderComments } from '#app/domain/outsider-comments/setting.server';
import type { ThreadView } from '#app/domain/posts/model';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

/** The same for every reader, so it is kept under the thread's revision, as its posts are. */
const approvedIn = keptByVersion<number, OutsiderComment[]>(loadApproved, { maxKept: 400, maxAgeMs: 30_000 });

async function loadApproved(threadIds: number[]): Promise<Map<number, OutsiderComment[]>> {
  const rows = await getDb().outsiderComment.findMany({
    where: { threadId: { in: threadIds }, state: 'approved' },
    orderBy: { id: 'asc' },
    select: { id: true, threadId: true, name: true, body: true, createdAt: true },
  });
  const comments = new Map<number, OutsiderComment[]>(threadIds.map((id) => [id, []]));
  for (const { id, threadId, name, body, createdAt } of rows) {
    comments.get(threadId)?.push({ id, name, html: renderOutsider(body, id), at: createdAt.toISOString() });
  }
  return comments;
}

/**
 * What a thread's page shows of outsiders, for a view that was made for this viewer. Null, without a statement, for
 * threads that are not TLP:CLEAR, are deleted, or are read through broken glass; and where the forum takes none.
 */
export async function getOutsiderSection(viewer: Viewer, view: ThreadView): Promise<OutsiderSection | null> {
  const { id, label, locked, revision, opening, outsiders } = view;
  const thread = { label, locked, deleted: view.deleted !== null, closed: outsiders.closed };
  if (!showsOutsiders(thread) || view.glassUntil !== null || !(await takesOutsiderComments())) {
    return null;
  }
  const version = `${revision}:${opening.createdAt}`;
  const kept = await approvedIn([{ id, version }]);
  return {
    comments: kept.get(id) ?? [],
    closed: outsiders.closed,
    can: { comment: canCommentAsOutsider(viewer, thread), close: outsiders.canClose, remove: outsiders.canRemove },
  };
}
