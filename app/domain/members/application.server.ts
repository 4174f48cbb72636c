import { recordAudit } from '#app/domain/audit/commands.server';
import { now } from '#app/domain/clock';
import { DomainError, notFound } from '#app/domain/errors';
import { AUTHORITIES_SELECT, awaitsApproval } from '#app/domain/members/columns.server';
import { addingMember, createMember } from '#app/domain/members/create.server';
import { decidersOf } from '#app/domain/members/deciders.server';
import type { Application } from '#app/domain/members/input';
import { addDays, CONFIRMABLE_DAYS, oneTermAfter } from '#app/domain/members/model';
import { canApprove } from '#app/domain/members/policy';
import { agreedNotice } from '#app/domain/pages/agreement.server';
import { bumpRevision } from '#app/domain/revision';
import { memberChanged } from '#app/domain/search/people.server';
import type { MemberViewer, Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';
import { queueMail } from '#app/mail/outbox.server';
import type { DatabaseTransaction } from '#prisma/client.server';

/**
 * Applies for membership: a pending member, and mails to the applicant and to those who decide. An address that is known
 * already gets a mail that says so; the answer on the page is the same. Throws `invalid` for an unknown authority,
 * `conflict` when the notice that was agreed to is no longer the one in force.
 */
export async function applyForMembership(_viewer: Viewer, input: Application, locale: 'he' | 'en'): Promise<void> {
  const agreed = await agreedNotice(input.notice, locale);
  await addingMember(async (transaction) => {
    const authority = await transaction.authority.findUnique({ where: { id: input.authority } });
    if (!authority) {
      throw new DomainError('invalid', 'choose_one', { field: 'authority' });
    }
    if (await transaction.member.findUnique({ where: { email: input.email }, select: { id: true } })) {
      await queueMail(transaction, { template: 'applicationKnown', email: input.email });
      return;
    }
    const { id } = await createMember(transaction, {
      name: input.name,
      nameEn: input.nameEn,
      email: input.email,
      itRole: input.itRole,
      employment: input.employment,
      locale,
      status: 'pending',
      ...agreed,
      createdAt: now(),
      authorities: { create: { authorityId: authority.id } },
    });
    await recordAudit(transaction, { memberId: id, action: 'member.apply', subject: { type: 'member', id } });
    await queueMail(transaction, { template: 'applicationReceived', memberId: id });
    for (const contactId of await decidersOf(transaction, authority.id)) {
      await queueMail(transaction, { template: 'applicationWaiting', memberId: id, contactId });
    }
  });
}

/** The member somebody decides about. Not found for those who may not decide, so that nobody learns who applied. */
async function loadForDecision(transaction: DatabaseTransaction, viewer: Viewer, handle: string) {
  const member = await transaction.member.findUnique({
    where: { handle },
    include: { authorities: AUTHORITIES_SELECT },
  });
  if (
    !member ||
    member.erasedAt ||
    !canApprove(
      viewer,
      member.authorities.map((link) => link.authorityId),
    )
  ) {
    throw notFound();
  }
  return { member, decider: viewer };
}

/**
 * Lets an applicant in, or confirms a membership near its end, for one term from today (from its end when that is
 * later). Throws `not_found` for those who may not decide, `conflict` when there is nothing to decide any more, and
 * `invalid` for oneself: somebody else has to know that one still serves the authority.
 */
export async function approveMember(viewer: Viewer, handle: string): Promise<void> {
  await getDb().$transaction(async (transaction) => {
    const { member, decider } = await loadForDecision(transaction, viewer, handle);
    if (member.id === decider.memberId) {
      throw new DomainError('invalid', 'confirm_self');
    }
    const at = now();
    const confirmable = { status: 'active' as const, validUntil: { lte: addDays(at, CONFIRMABLE_DAYS) } };
    const from = member.status === 'active' && member.validUntil && member.validUntil > at ? member.validUntil : at;
    const approved = await transaction.member.updateMany({
      where: { id: member.id, OR: [awaitsApproval(), confirmable] },
      data: { status: 'active', verifiedById: decider.memberId, verifiedAt: at, validUntil: oneTermAfter(from) },
    });
    if (approved.count !== 1) {
      throw new DomainError('conflict', 'already_decided');
    }
    await tellApproved(transaction, decider, member.id);
  });
  bumpRevision();
}

/** Tells a member that they are let in, or for how long. */
export async function tellApproved(
  transaction: DatabaseTransaction,
  decider: MemberViewer,
  memberId: string,
): Promise<void> {
  const actorId = decider.memberId;
  await memberChanged(transaction, memberId);
  await transaction.notification.create({ data: { memberId, kind: 'membership', actorId, createdAt: now() } });
  await recordAudit(transaction, {
    memberId: actorId,
    action: 'member.approve',
    subject: { type: 'member', id: memberId },
  });
  await queueMail(transaction, { template: 'approved', memberId });
}

/** Turns an applicant down and deletes what they gave. Throws like `approveMember`. */
export async function refuseMember(viewer: Viewer, handle: string): Promise<void> {
  await getDb().$transaction(async (transaction) => {
    const { member, decider } = await loadForDecision(transaction, viewer, handle);
    // Authors whom an import brought stay: others' threads hang on what they wrote.
    const wroteNothing = { threads: { none: {} }, posts: { none: {} }, revisions: { none: {} } };
    const refused = await transaction.member.deleteMany({
      where: { id: member.id, ...awaitsApproval(), ...wroteNothing },
    });
    if (refused.count !== 1) {
      throw new DomainError('conflict', 'already_decided');
    }
    const { email, name, locale } = member;
    await recordAudit(transaction, {
      memberId: decider.memberId,
      action: 'member.refuse',
      subject: { type: 'member', id: member.id },
    });
    await queueMail(transaction, { template: 'refused', email, name, locale });
  });
}
