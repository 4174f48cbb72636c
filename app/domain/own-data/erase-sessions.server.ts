import type { Leaving } from '#app/domain/own-data/erase-rows.server';
import { queueSearch } from '#app/domain/search/queue.server';
import { lockSession } from '#app/domain/sessions/load.server';
import { moveUp } from '#app/domain/sessions/replies.server';
import type { Tx } from '#app/domain/tx';

/**
 * Takes a member out of sessions: replies (a place that was theirs goes to whoever waits), lists by name, consents to be
 * named, tasks. A line of an attendance list keeps that somebody was there, and nothing of who.
 */
export async function eraseFromSessions(tx: Tx, member: Leaving, at: Date): Promise<void> {
  const { id: memberId, handle, name, nameEn, email } = member;
  const own = { memberId };
  const sessions = await touchedSessions(tx, memberId);
  await tx.attendance.updateMany({ where: { OR: [own, { email }] }, data: { name: '', authority: '', email: '' } });
  const names = [name, handle, `@${handle}`, ...(nameEn ? [nameEn] : [])];
  await tx.agendaItem.updateMany({ where: { presenter: { in: names } }, data: { presenter: '' } });
  await tx.quoteConsent.deleteMany({ where: own });
  await tx.summaryRecord.updateMany({
    where: { OR: [{ ownerId: memberId }, { ownerName: { in: names } }] },
    data: { ownerId: null, ownerName: '', revision: { increment: 1 } },
  });
  await tx.sessionRecipient.deleteMany({ where: own });
  for (const { id, startsAt } of sessions) {
    await lockSession(tx, id);
    await tx.sessionReply.deleteMany({ where: { sessionId: id, memberId } });
    if (startsAt > at) {
      await moveUp(tx, id, at);
    }
    await tx.session.update({ where: { id }, data: { revision: { increment: 1 } } });
  }
  // Who was on the list gave their authorities the right to see.
  await queueSearch(
    tx,
    sessions.map(({ id }) => ({ entity: 'session', id, hides: true })),
    at,
  );
}

function touchedSessions(tx: Tx, memberId: string): Promise<{ id: number; startsAt: Date }[]> {
  const some = { some: { memberId } };
  return tx.session.findMany({
    where: {
      OR: [{ authorId: memberId }, { hosts: some }, { replies: some }, { recipients: some }, { attendance: some }],
    },
    orderBy: { id: 'asc' },
    select: { id: true, startsAt: true },
  });
}
