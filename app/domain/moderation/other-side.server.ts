import { visibleThreads } from '#app/domain/threads/visible.server';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

/** Which of the threads on the other side of splits the viewer may see: only those are linked to. */
export async function otherSides(viewer: Viewer, acts: { otherThreadId: number | null }[]): Promise<Set<number>> {
  const ids = acts.flatMap(({ otherThreadId }) => otherThreadId ?? []);
  if (ids.length === 0) {
    return new Set();
  }
  const rows = await getDb().thread.findMany({
    where: { AND: [visibleThreads(viewer), { id: { in: ids } }] },
    select: { id: true },
  });
  return new Set(rows.map(({ id }) => id));
}
