import type { ThreadFilter } from '#app/domain/threads/model';
import { visibleThreads } from '#app/domain/threads/visible.server';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

/** Pinned threads of one topic at most: they all stand above the first page. */
export const PINNED_MAX = 3;

/**
 * The pinned threads of a list that the viewer may see, the last pinned first. Only lists that are narrowed to nothing
 * but a topic have any: elsewhere a pinned thread stands where it belongs.
 */
export async function pinnedIds(viewer: Viewer, filter: ThreadFilter): Promise<number[]> {
  const { view, sort: _sort, topicId, ...narrowed } = filter;
  if (view !== 'all' || Object.values(narrowed).some((value) => value !== undefined)) {
    return [];
  }
  const rows = await getDb().thread.findMany({
    where: {
      AND: [visibleThreads(viewer), topicId === undefined ? {} : { topicId }],
      // Not "is not null": SQLite finds these by the index only where they are compared.
      pinnedAt: { gt: new Date(0) },
    },
    orderBy: { pinnedAt: 'desc' },
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}
