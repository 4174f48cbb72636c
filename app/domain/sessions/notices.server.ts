import { inBatches } from '#app/domain/batches';
import { queueSessionMails } from '#app/domain/sessions/queue-mails.server';
import type { Tx } from '#app/domain/tx';
import type { SessionBefore, SessionMailKind } from '#app/mail/jobs';

export interface SessionEvent {
  sessionId: number;
  actorId: string | null;
  at: Date;
  /** How the session was, when it was changed. */
  before?: SessionBefore;
}

/**
 * Notices about a session: to those named, or to all who replied "yes", "perhaps" or wait, are invited, or host it. The
 * one who did it is not told. One that is unread and says the same gives way to the new one, so that the latest is on top;
 * but of what falls due a day's reminder left unread is not repeated.
 */
export async function tellReplied(
  tx: Tx,
  { sessionId, actorId, at, before }: SessionEvent,
  kind: SessionMailKind,
  memberIds?: string[],
): Promise<void> {
  const wanted = (memberIds ?? (await concerned(tx, sessionId))).filter((id) => id !== actorId);
  for (const batch of inBatches(wanted)) {
    const unread = { sessionId, kind, readAt: null, memberId: { in: batch } };
    const reminded =
      kind === 'action_due' ? await tx.notification.findMany({ where: unread, select: { memberId: true } }) : [];
    const fresh = batch.filter((memberId) => !reminded.some((row) => row.memberId === memberId));
    if (kind !== 'action_due') {
      await tx.notification.deleteMany({ where: unread });
    }
    await tx.notification.createMany({
      data: fresh.map((memberId) => ({ memberId, kind, actorId, sessionId, createdAt: at })),
    });
    await queueSessionMails(tx, fresh, { sessionId, kind, before: before ?? null });
  }
}

async function concerned(tx: Tx, sessionId: number): Promise<string[]> {
  const [replies, recipients] = await Promise.all([
    tx.sessionReply.findMany({ where: { sessionId, state: { not: 'no' } }, select: { memberId: true } }),
    tx.sessionRecipient.findMany({ where: { sessionId }, select: { memberId: true } }),
  ]);
  return [...new Set([...replies, ...recipients].map(({ memberId }) => memberId))];
}
