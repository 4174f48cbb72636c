import { now } from '#app/domain/clock';
import { visibleSessions } from '#app/domain/sessions/visible.server';
import { visibleThreads } from '#app/domain/threads/visible.server';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';
import type { Prisma } from '#prisma/generated/sqlite/client';

/** Sessions that took place by then. */
export function tookPlace(at: Date): Prisma.SessionWhereInput {
  return { endsAt: { lte: at }, state: { not: 'cancelled' } };
}

/** Sessions at which a tag was spoken of: a thread that carries it, and that the viewer may see, is linked to them. */
export function spokeOfTag(viewer: Viewer, slug: string): Prisma.SessionWhereInput {
  return { threads: { some: { thread: { AND: [visibleThreads(viewer), { tags: { some: { tag: { slug } } } }] } } } };
}

/** At how many of the sessions that took place, and that the viewer may see, a tag was spoken of. */
export function countSessionsOfTag(viewer: Viewer, slug: string): Promise<number> {
  return getDb().session.count({
    where: { AND: [visibleSessions(viewer), tookPlace(now()), spokeOfTag(viewer, slug)] },
  });
}

/** How many sessions of each topic took place, of those the viewer may see, by the topic's id. */
export async function countSessionsByTopic(viewer: Viewer): Promise<Map<number, number>> {
  const counts = await getDb().session.groupBy({
    by: ['topicId'],
    where: { AND: [visibleSessions(viewer), tookPlace(now())] },
    _count: { _all: true },
  });
  return new Map(counts.map(({ topicId, _count }) => [topicId, _count._all]));
}
