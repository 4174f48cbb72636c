import type { SessionRow } from '#app/domain/sessions/model';
import { listSessions, ROW_SELECT, toRows } from '#app/domain/sessions/queries.server';
import { visibleSessions } from '#app/domain/sessions/visible.server';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

const LINKED_MAX = 20;
const NEXT_SHOWN = 4;

/** The sessions at which a thread was spoken of, latest first: those the viewer may see. */
export async function sessionsOfThread(viewer: Viewer, threadId: number): Promise<SessionRow[]> {
  // Most threads were spoken of at none, and this is read with every thread page: by hand, for half the cost.
  const any = await getDb().$queryRaw<unknown[]>`SELECT 1 FROM "SessionThread" WHERE "threadId" = ${threadId} LIMIT 1`;
  if (any.length === 0) {
    return [];
  }
  const found = await getDb().session.findMany({
    where: { AND: [visibleSessions(viewer), { threads: { some: { threadId } } }] },
    orderBy: [{ startsAt: 'desc' }, { id: 'desc' }],
    take: LINKED_MAX,
    select: ROW_SELECT,
  });
  return toRows(viewer, found);
}

/** What comes next, for the side of another page: of one topic, or of all. Cancelled ones are not what comes. */
export async function nextSessions(viewer: Viewer, topicId?: number): Promise<SessionRow[]> {
  const { rows } = await listSessions(viewer, {
    view: 'upcoming',
    planned: true,
    limit: NEXT_SHOWN,
    ...(topicId === undefined ? {} : { topicId }),
  });
  return rows;
}
