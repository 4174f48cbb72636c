import { requireReader } from '#app/domain/acting';
import { PERSON_SELECT, type PersonRef, toPersonRef } from '#app/domain/members/person';
import { visibleSessions } from '#app/domain/sessions/visible.server';
import { visibleSummaries } from '#app/domain/summaries/visible.server';
import { postsByLabel, visiblePosts, visibleThreads } from '#app/domain/threads/visible.server';
import { isMember, type Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';
import type { NotificationKind, Prisma } from '#prisma/generated/sqlite/client';

export interface NoticeRow {
  id: number;
  kind: NotificationKind;
  actor: PersonRef | null;
  thread: { id: number; title: string } | null;
  postId: number | null;
  session: { id: number; title: string } | null;
  /** The query string of the search that found something new. */
  savedSearch: string | null;
  createdAt: string;
  read: boolean;
}

const PAGE_SIZE = 30;

/** These lead to a published summary, whose label may be stricter than its session's. */
const ABOUT_SUMMARIES: NotificationKind[] = ['summary_published', 'action_assigned', 'action_due'];
/** These stand also when the post they speak of is hidden. */
const AFTER_HIDING: NotificationKind[] = ['flag_decided', 'post_hidden'];

/** A notice about a post, a session or its summary stands only while that is visible to the member. */
function standing(viewer: Viewer): Prisma.NotificationWhereInput {
  return {
    OR: [
      { postId: null, sessionId: null },
      { post: visiblePosts(viewer), thread: visibleThreads(viewer) },
      { kind: { in: AFTER_HIDING }, post: postsByLabel(viewer) },
      { kind: { notIn: ABOUT_SUMMARIES }, session: visibleSessions(viewer) },
      { kind: { in: ABOUT_SUMMARIES }, session: { summary: visibleSummaries(viewer) } },
    ],
  };
}

/** One's notices, newest first. `before` is the id of the last one of the page before. */
export async function listNotices(
  viewer: Viewer,
  before?: number,
): Promise<{ rows: NoticeRow[]; next: number | null }> {
  const member = requireReader(viewer);
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
      session: { select: { id: true, title: true } },
      savedSearch: { select: { query: true } },
    },
  });
  const rows = found.slice(0, PAGE_SIZE).map((row) => ({
    id: row.id,
    kind: row.kind,
    actor: row.actor ? toPersonRef(row.actor) : null,
    // Whoever flagged it may no longer see what the title says.
    thread: row.kind === 'flag_decided' ? null : row.thread,
    session: row.session,
    savedSearch: row.savedSearch?.query ?? null,
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
  const { memberId } = viewer;
  // Every page asks, and mostly there is nothing: then visibility need not be looked at, which costs four times this.
  const any = await getDb().$queryRaw<unknown[]>`
    SELECT 1 FROM "Notification" WHERE "memberId" = ${memberId} AND "readAt" IS NULL LIMIT 1`;
  if (any.length === 0) {
    return 0;
  }
  return getDb().notification.count({ where: { AND: [{ memberId, readAt: null }, standing(viewer)] } });
}
