import { requireReader } from '#app/domain/acting';
import { now } from '#app/domain/clock';
import { VISIT_PAUSE_MS } from '#app/domain/login/model';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

/** A visit is written down at most this often. */
const TOUCH_MS = 60_000;

/** The member looks at a page now. On the first page after a pause, what came since the visit before becomes "new". */
export async function touchVisit(viewer: Viewer): Promise<void> {
  const { memberId } = requireReader(viewer);
  const at = now();
  const row = await getDb().member.findUnique({ where: { id: memberId }, select: { lastSeenAt: true } });
  const lastSeen = row?.lastSeenAt ?? null;
  if (lastSeen && at.getTime() - lastSeen.getTime() < TOUCH_MS) {
    return;
  }
  const newVisit = lastSeen !== null && at.getTime() - lastSeen.getTime() > VISIT_PAUSE_MS;
  await getDb().member.update({
    where: { id: memberId },
    data: { lastSeenAt: at, ...(newVisit ? { previousVisitAt: lastSeen } : {}) },
  });
}
