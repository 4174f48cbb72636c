import { requireMember } from '#app/domain/acting';
import { PERSON_SELECT, type PersonRef, toPersonRef } from '#app/domain/members/person';
import { visiblePosts, visibleThreads } from '#app/domain/threads/visible.server';
import { isMember, type Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

export interface NoticeRow {
  id: number;
  kind: 'answer' | 'comment' | 'mention' | 'accepted' | 'membership';
  actor: PersonRef | null;
  thread: { id: number; title: string } | null;
  postId: number | null;
  createdAt: string;
  read: boolean;
}

const PAGE_SIZE = 30;

/** A notice about a post stands only while the post and its thread are visible to the member. */
function standing(viewer: Viewer) {
  return { OR: [{ postId: null }, { post: visiblePosts(viewer), thread: visibleThreads(viewer) }] };
}

/** One's notices, newest first. `before` is the id of the last one of the page before. */
export async function listNotices(
  viewer: Viewer,
  before?: number,
): Promise<{ rows: NoticeRow[]; next: number | null }> {
  const member = requireMember(viewer);
  const found = await getDb().notification.findMany({
    where: { AND: [{ memberId: member.memberId }, standing(viewer), before ? { id: { lt: before } } : {}] },
    orderBy: { id: 'desc' },
    take: PAGE_SIZE + 1,
    select: {
      id: true,
      kind: true,
      postId: true,
      createdAt: true,
      readAt: true,
      actor: { select: PERSON_SELECT },
      thread: { select: { id: true, title: true } },
    },
  });
  const rows = found.slice(0, PAGE_SIZE).map((row) => ({
    id: row.id,
    kind: row.kind,
    actor: row.actor ? toPersonRef(row.actor) : null,
    thread: row.thread,
    postId: row.postId,
    createdAt: row.createdAt.toISOString(),
    read: row.readAt !== null,
  }));
  return { rows, next: found.length > PAGE_SIZE ? (rows.at(-1)?.id ?? null) : null };
}

/** How many unread notices to show on the bell. */
export async function countUnreadNotices(viewer: Viewer): Promise<number> {
  if (!isMember(viewer)) {
    return 0;
  }
  return getDb().notification.count({
    where: { AND: [{ memberId: viewer.memberId, readAt: null }, standing(viewer)] },
  });
}
