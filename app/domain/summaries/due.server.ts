import { now } from '#app/domain/clock';
import { unsafeViewerOfMember } from '#app/domain/members/as-viewer.server';
import { tellReplied } from '#app/domain/sessions/notices.server';
import { visibleSummaries } from '#app/domain/summaries/visible.server';
import { isoDay } from '#app/i18n/format';
import { getDb } from '#app/instances.server';

const BATCH_ACTIONS = 50;
const DAY_MS = 86_400_000;
/** Days ahead of the due day from which an owner is reminded. */
const REMIND_DAYS = 3;

/** The last day, as ISO, of which an owner is reminded at this instant. */
export function lastDayReminded(at: Date): string {
  return isoDay(at.getTime() + REMIND_DAYS * DAY_MS);
}

/**
 * Reminds the owners of open actions that are due within some days or overdue, each action once a day at most. Returns
 * how many were looked at: 0 when there is nothing left for today.
 */
export async function remindOfActions(): Promise<number> {
  const at = now();
  const today = isoDay(at);
  const due = await getDb().summaryRecord.findMany({
    where: {
      kind: 'action',
      done: false,
      ownerId: { not: null },
      due: { lte: lastDayReminded(at) },
      OR: [{ remindedOn: null }, { remindedOn: { lt: today } }],
      summary: { state: 'published', session: { deletedAt: null } },
    },
    orderBy: { id: 'asc' },
    take: BATCH_ACTIONS,
    select: { id: true, ownerId: true, summaryId: true, summary: { select: { sessionId: true } } },
  });
  for (const { id, ownerId, summaryId, summary } of due) {
    const owner = ownerId === null ? null : await unsafeViewerOfMember(ownerId);
    const sees = owner
      ? await getDb().summary.count({ where: { AND: [visibleSummaries(owner), { id: summaryId }] } })
      : 0;
    await getDb().$transaction(async (tx) => {
      // Another process may have been quicker.
      const taken = await tx.summaryRecord.updateMany({
        where: { id, done: false, OR: [{ remindedOn: null }, { remindedOn: { lt: today } }] },
        data: { remindedOn: today },
      });
      if (taken.count === 1 && owner && sees > 0) {
        const event = { sessionId: summary.sessionId, actorId: null, at };
        await tellReplied(tx, event, 'action_due', [owner.memberId]);
      }
    });
  }
  return due.length;
}
