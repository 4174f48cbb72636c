import { bumpRevision } from '#app/domain/revision';
import { getDb } from '#app/instances.server';

/** Until when things were kept: addresses and unread texts, and what stands in deleted threads. */
interface Until {
  outsiders: Date;
  deletedThreads: Date;
}

/**
 * Lets go of outsiders' data: whole comments that were declined, taken away or never decided before `outsiders`, and those
 * in threads deleted before `deletedThreads`; of approved ones the e-mail and network address. Answers how many comments;
 * at most `take`.
 */
export async function forgetOutsiders({ outsiders, deletedThreads }: Until, take: number): Promise<number> {
  const db = getDb();
  const over = {
    OR: [
      { state: 'waiting' as const, createdAt: { lt: outsiders } },
      { state: 'declined' as const, decidedAt: { lt: outsiders } },
      { state: 'removed' as const, removedAt: { lt: outsiders } },
      { thread: { deletedAt: { lt: deletedThreads } } },
    ],
  };
  const gone = await db.outsiderComment.findMany({ where: over, take, select: { id: true } });
  if (gone.length > 0) {
    const { count } = await db.outsiderComment.deleteMany({
      where: { AND: [{ id: { in: gone.map(({ id }) => id) } }, over] },
    });
    bumpRevision();
    return count;
  }
  const known = { decidedAt: { lt: outsiders }, OR: [{ email: { not: null } }, { ipAddress: { not: null } }] };
  const left = await db.outsiderComment.findMany({ where: known, take, select: { id: true } });
  const ids = left.map(({ id }) => id);
  const { count } = await db.outsiderComment.updateMany({
    where: { id: { in: ids } },
    data: { email: null, ipAddress: null },
  });
  return count;
}
