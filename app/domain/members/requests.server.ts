import { recordAudit } from '#app/domain/audit/commands.server';
import { authoritiesById } from '#app/domain/authorities/lookup.server';
import type { AuthorityRef } from '#app/domain/authorities/ref';
import { now } from '#app/domain/clock';
import { DomainError, forbidden, notFound, orNotFound } from '#app/domain/errors';
import { tellApproved } from '#app/domain/members/application.server';
import { personName } from '#app/domain/members/columns.server';
import { decidersOf } from '#app/domain/members/deciders.server';
import { type Employment, type ItRole, isOver, oneTermAfter } from '#app/domain/members/model';
import { administers, canApprove, canSeeApprovals } from '#app/domain/members/policy';
import type { Named } from '#app/domain/named';
import { bumpPeopleRevision } from '#app/domain/revision';
import { isMember, type Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';
import { queueMail } from '#app/mail/outbox.server';

const MAX_OPEN = 5;
const LONGEST_LIST = 200;

/** Somebody known already who asks to serve an authority. */
export interface ServiceRequest {
  id: number;
  person: { handle: string; name: Named; email: string; itRole: ItRole | null; employment: Employment };
  authority: AuthorityRef;
  /** Those they serve now. */
  serves: AuthorityRef[];
  /** ISO 8601. */
  createdAt: string;
}

/** A member in force, or one who serves no authority any more: null for everybody else. */
export function mayAskToServe(viewer: Viewer): string | null {
  if (isMember(viewer)) {
    return viewer.memberId;
  }
  return viewer.limited?.reason === 'unattached' ? viewer.limited.memberId : null;
}

/** Asks to serve an authority, too or after leaving another; its contacts are told. Throws `forbidden`, `invalid`. */
export async function askToServe(viewer: Viewer, authorityId: number): Promise<void> {
  const memberId = mayAskToServe(viewer);
  if (memberId === null) {
    throw forbidden();
  }
  await getDb().$transaction(async (tx) => {
    const [known, serves, open] = await Promise.all([
      tx.authority.count({ where: { id: authorityId } }),
      tx.memberAuthority.count({ where: { memberId, authorityId } }),
      tx.authorityRequest.findMany({ where: { memberId }, select: { authorityId: true } }),
    ]);
    if (known === 0 || serves > 0) {
      throw new DomainError('invalid', 'choose_one', { field: 'authority' });
    }
    if (open.some((row) => row.authorityId === authorityId)) {
      return;
    }
    if (open.length >= MAX_OPEN) {
      throw new DomainError('invalid', 'too_many_chosen', { field: 'authority' });
    }
    await tx.authorityRequest.create({ data: { memberId, authorityId, createdAt: now() } });
    const subject = { type: 'member', id: memberId };
    await recordAudit(tx, { memberId, action: 'member.apply', subject, detail: { authorityId } });
    for (const contactId of await decidersOf(tx, authorityId)) {
      await queueMail(tx, { template: 'applicationWaiting', memberId, contactId, authorityId });
    }
  });
}

/** One's own open requests. */
export async function listOwnRequests(viewer: Viewer): Promise<AuthorityRef[]> {
  const memberId = mayAskToServe(viewer);
  if (memberId === null) {
    throw notFound();
  }
  const rows = await getDb().authorityRequest.findMany({ where: { memberId }, orderBy: { id: 'asc' } });
  const known = await authoritiesById();
  return rows.flatMap((row) => known.get(row.authorityId) ?? []);
}

/** The requests the viewer decides about; not found for those who decide nothing. */
export async function listRequests(viewer: Viewer): Promise<ServiceRequest[]> {
  if (!canSeeApprovals(viewer)) {
    throw notFound();
  }
  const rows = await getDb().authorityRequest.findMany({
    where: administers(viewer) ? {} : { authorityId: { in: viewer.primaryContactFor } },
    orderBy: { id: 'asc' },
    take: LONGEST_LIST,
    include: { member: { include: { authorities: { select: { authorityId: true } } } } },
  });
  const known = await authoritiesById();
  return rows.flatMap(({ id, member, authorityId, createdAt }) => {
    const authority = known.get(authorityId);
    const { handle, email, itRole, employment } = member;
    const person = { handle, name: personName(member), email, itRole, employment };
    const serves = member.authorities.flatMap((link) => known.get(link.authorityId) ?? []);
    return authority ? [{ id, person, authority, serves, createdAt: createdAt.toISOString() }] : [];
  });
}

/**
 * Answers a request. A yes gives the authority, last in the member's order, and a membership that is not in force any
 * more begins anew for a term. Not found for those who may not decide; nobody decides about their own.
 */
export async function answerRequest(viewer: Viewer, requestId: number, approve: boolean): Promise<void> {
  await getDb().$transaction(async (tx) => {
    const row = await tx.authorityRequest.findUnique({ where: { id: requestId }, include: { member: true } });
    if (!row || !canApprove(viewer, [row.authorityId]) || row.memberId === viewer.memberId) {
      throw notFound();
    }
    const { memberId, authorityId, member } = row;
    const taken = await tx.authorityRequest.deleteMany({ where: { id: requestId } });
    orNotFound(taken.count || null);
    if (!approve) {
      const subject = { type: 'member', id: memberId };
      await recordAudit(tx, { memberId: viewer.memberId, action: 'member.refuse', subject, detail: { authorityId } });
      await queueMail(tx, { template: 'requestRefused', memberId, authorityId });
      return;
    }
    const position = await tx.memberAuthority.count({ where: { memberId } });
    await tx.memberAuthority.createMany({ data: [{ memberId, authorityId, position }] });
    const at = now();
    const confirmed = { verifiedById: viewer.memberId, verifiedAt: at, validUntil: oneTermAfter(at) };
    if (member.status === 'pending' || isOver(member.validUntil, at)) {
      await tx.member.updateMany({ where: { id: memberId, status: 'pending' }, data: { status: 'active' } });
      await tx.member.updateMany({ where: { id: memberId }, data: confirmed });
    }
    await tellApproved(tx, viewer, memberId);
  });
  bumpPeopleRevision();
}
