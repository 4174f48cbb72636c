import { requireReader } from '#app/domain/acting';
import { recordAudit } from '#app/domain/audit/commands.server';
import { now } from '#app/domain/clock';
import { notFound, orNotFound } from '#app/domain/errors';
import { administratorsInForce, contactsByAuthority } from '#app/domain/members/deciders.server';
import { canApprove } from '#app/domain/members/policy';
import { bumpPeopleRevision } from '#app/domain/revision';
import { memberChanged } from '#app/domain/search/people.server';
import { queueSearch } from '#app/domain/search/queue.server';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';
import { queueMail } from '#app/mail/outbox.server';
import type { DatabaseTransaction } from '#prisma/client.server';

/**
 * Takes a member off an authority: its primary contacts and administrators may. What they wrote stays theirs; what only
 * that authority sees is closed to them at once. Not found for everybody else, and for who does not serve it.
 */
export async function takeOffAuthority(viewer: Viewer, handle: string, authorityId: number): Promise<void> {
  if (!canApprove(viewer, [authorityId])) {
    throw notFound();
  }
  const { memberId: actorId } = viewer;
  await getDb().$transaction(async (transaction) => {
    const member = await transaction.member.findUnique({ where: { handle }, select: { id: true, erasedAt: true } });
    const memberId = orNotFound(member?.erasedAt === null ? member.id : null);
    await leave(transaction, { memberId, authorityId, actorId });
  });
  bumpPeopleRevision();
}

/** Leaves an authority by one's own wish. Not found for one that the viewer does not serve. */
export async function leaveAuthority(viewer: Viewer, authorityId: number): Promise<void> {
  const { memberId } = requireReader(viewer);
  await getDb().$transaction((transaction) => leave(transaction, { memberId, authorityId, actorId: memberId }));
  bumpPeopleRevision();
}

interface Leaving {
  memberId: string;
  authorityId: number;
  actorId: string;
}

async function leave(transaction: DatabaseTransaction, { memberId, authorityId, actorId }: Leaving): Promise<void> {
  // Taken first, so that of two who leave their last two authorities at one moment the later sees the other's.
  const at = now();
  await transaction.member.update({ where: { id: memberId }, data: { updatedAt: at } });
  const key = { memberId, authorityId };
  const link = orNotFound(await transaction.memberAuthority.findUnique({ where: { memberId_authorityId: key } }));
  const left = await transaction.memberAuthority.deleteMany({ where: key });
  orNotFound(left.count || null);
  await afterAuthorities(transaction, memberId, {
    actorId,
    lost: [authorityId],
    contactOf: link.primaryContact ? [authorityId] : [],
  });
  await memberChanged(transaction, memberId, { hides: true });
  await recordAudit(transaction, {
    memberId: actorId,
    action: 'member.leave',
    subject: { type: 'member', id: memberId },
    detail: { authorityId },
  });
  if (actorId !== memberId) {
    await queueMail(transaction, { template: 'takenOff', memberId, authorityId });
  }
}

interface Lost {
  actorId: string | null;
  /** Authorities that the member serves no more. */
  lost: number[];
  /** Those of them whose primary contact they were, or authorities they serve on without being it. */
  contactOf: number[];
}

/**
 * What follows when a member serves fewer authorities than before: without any they are no longer in force (but for
 * administrators, who are the association's), invitations into those authorities are void, what they are a recipient
 * of is told to the search, and the administrators hear of an authority that nobody approves people of any more.
 */
export async function afterAuthorities(
  transaction: DatabaseTransaction,
  memberId: string,
  { actorId, lost, contactOf }: Lost,
): Promise<void> {
  const at = now();
  if (lost.length > 0) {
    await transaction.member.updateMany({ where: { id: memberId, verifiedAt: null }, data: { verifiedAt: at } });
    await limitUnattached(transaction, memberId);
  }
  const ends = [...new Set([...lost, ...contactOf])];
  await transaction.invitation.deleteMany({
    where: { invitedById: memberId, authorityId: { in: ends }, usedAt: null, role: 'member' },
  });
  const shared = await transaction.threadRecipient.findMany({ where: { memberId }, select: { threadId: true } });
  const threads = shared.map(({ threadId }) => ({ entity: 'thread' as const, id: threadId, hides: true }));
  await queueSearch(transaction, threads, at);
  const contacts = await contactsByAuthority(transaction, contactOf);
  for (const authorityId of contactOf.filter((id) => !contacts.has(id))) {
    await tellContactLeft(transaction, { memberId, authorityId, actorId });
  }
}

/** Who was let in once and serves no authority is not in force: another one has to let them in. */
export async function limitUnattached(transaction: DatabaseTransaction, memberId: string): Promise<void> {
  await transaction.member.updateMany({
    where: {
      id: memberId,
      status: 'active',
      role: { not: 'administrator' },
      verifiedAt: { not: null },
      authorities: { none: {} },
    },
    data: { status: 'pending' },
  });
}

async function tellContactLeft(
  transaction: DatabaseTransaction,
  { memberId, authorityId, actorId }: { memberId: string; authorityId: number; actorId: string | null },
): Promise<void> {
  const told = (await administratorsInForce(transaction)).filter((id) => id !== actorId);
  await transaction.notification.createMany({
    data: told.map((id) => ({ memberId: id, kind: 'contact_left' as const, actorId: memberId, createdAt: now() })),
  });
  for (const id of told) {
    await queueMail(transaction, { template: 'contactLeft', memberId: id, authorityId });
  }
}
