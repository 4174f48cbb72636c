import { orNotFound } from '#app/domain/errors';
import { memberIdsByHandle } from '#app/domain/members/by-handle.server';
import type { SessionInput } from '#app/domain/sessions/input';
import type { Tx } from '#app/domain/tx';
import type { MemberViewer } from '#app/domain/viewer';

/**
 * Sets hosts and invited people, the author a host always. Returns the ids of those invited who were not before. Those
 * who were there stay recipients.
 */
export async function setPeople(
  tx: Tx,
  sessionId: number,
  member: MemberViewer,
  input: SessionInput,
): Promise<string[]> {
  const session = orNotFound(
    await tx.session.findUnique({
      where: { id: sessionId },
      select: { authorId: true, recipients: true, attendance: { select: { memberId: true, attended: true } } },
    }),
  );
  const listed = { recipientOf: { some: { sessionId } } };
  const hosts = await memberIdsByHandle(tx, input.hosts, { field: 'hosts', listed });
  const wanted = input.audience === 'invited' ? input.invited : [];
  const invited = await memberIdsByHandle(tx, wanted, { field: 'invited', listed });
  const hostIds = [...new Set([session.authorId, ...hosts])];
  const there = session.attendance.flatMap(({ memberId, attended }) => (memberId && attended ? [memberId] : []));
  const recipientIds = [...new Set([...hostIds, ...invited, ...there])];
  await tx.sessionHost.deleteMany({ where: { sessionId } });
  await tx.sessionHost.createMany({ data: hostIds.map((memberId, position) => ({ sessionId, memberId, position })) });
  await tx.sessionRecipient.deleteMany({ where: { sessionId } });
  await tx.sessionRecipient.createMany({
    data: recipientIds.map((memberId) => ({ sessionId, memberId, invited: invited.includes(memberId) })),
  });
  const before = new Set(session.recipients.filter((row) => row.invited).map((row) => row.memberId));
  return invited.filter((id) => !before.has(id) && id !== member.memberId);
}
