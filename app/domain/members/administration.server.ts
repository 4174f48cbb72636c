import { recordAudit } from '#app/domain/audit/commands.server';
import type { AuditAction } from '#app/domain/audit/model';
import { now } from '#app/domain/clock';
import { DomainError, forbidden, orNotFound } from '#app/domain/errors';
import { requireFreshProof } from '#app/domain/login/fresh-proof.server';
import { endMeasures, endOfMeasure, recordMeasure } from '#app/domain/measures/record.server';
import { validAfter } from '#app/domain/members/columns.server';
import type { AuthoritiesInput } from '#app/domain/members/input';
import { afterAuthorities } from '#app/domain/members/leaving.server';
import { canAdminister } from '#app/domain/members/policy';
import { bumpPeopleRevision } from '#app/domain/revision';
import { memberChanged } from '#app/domain/search/people.server';
import type { Role, Viewer } from '#app/domain/viewer';
import { instantAtEndOfDay } from '#app/i18n/format';
import { getDb } from '#app/instances.server';
import type { DatabaseTransaction } from '#prisma/client.server';

/** Acts after which the member may be found no more. */
const HIDING: ReadonlySet<AuditAction> = new Set<AuditAction>([
  'member.suspend',
  'member.validity',
  'member.authorities',
]);

type Change = (transaction: DatabaseTransaction, memberId: string) => Promise<void>;
type Detail = Record<string, string | number | boolean | null>;

/**
 * One act of an administrator on one member: the change, its audit entry, and the check that an administrator is left
 * whose membership has not ended (the grace does not count here), or nothing. Throws `forbidden` for others, `not_found` for an unknown handle, `conflict` (`last_administrator`).
 */
async function administer(
  viewer: Viewer,
  handle: string,
  action: AuditAction,
  detail: Detail,
  change: Change,
): Promise<void> {
  if (!canAdminister(viewer)) {
    throw forbidden();
  }
  await unsafeAdminister(viewer.memberId, handle, action, detail, change);
}

/** The same without asking who; `actorId` null stands for the command line. */
async function unsafeAdminister(
  actorId: string | null,
  handle: string,
  action: AuditAction,
  detail: Detail,
  change: Change,
): Promise<void> {
  await getDb().$transaction(async (transaction) => {
    await lockAdministrators(transaction);
    const member = orNotFound(
      await transaction.member.findUnique({ where: { handle }, select: { id: true, erasedAt: true } }),
    );
    orNotFound(member.erasedAt === null ? member : null);
    await change(transaction, member.id);
    await memberChanged(transaction, member.id, { hides: HIDING.has(action) });
    if (
      action !== 'member.authorities' &&
      (await transaction.member.count({ where: { role: 'administrator', ...validAfter(now()) } })) === 0
    ) {
      throw new DomainError('conflict', 'last_administrator');
    }
    await recordAudit(transaction, { memberId: actorId, action, subject: { type: 'member', id: member.id }, detail });
  });
  bumpPeopleRevision();
}

/** Two administrators who demote each other at one moment must see each other's change: the rows are taken first. */
async function lockAdministrators(transaction: DatabaseTransaction): Promise<void> {
  await transaction.member.updateMany({ where: { role: 'administrator' }, data: { updatedAt: now() } });
}

/** Asks for a fresh proof of who the administrator is (`prove_first`). */
export async function setRole(viewer: Viewer, handle: string, role: Role): Promise<void> {
  if (canAdminister(viewer)) {
    await requireFreshProof(viewer);
  }
  return administer(viewer, handle, 'member.role', { role }, changeRole(role));
}

function changeRole(role: Role): Change {
  return async (transaction, memberId) => {
    await transaction.member.update({ where: { id: memberId }, data: { role } });
  };
}

/**
 * Suspends a member, ends their logins at once, and takes back the invitations they sent. With a last day (in Israel) it
 * ends by itself. Nobody suspends themself (`forbidden`); throws `invalid` for a day that is over.
 */
export function suspendMember(
  viewer: Viewer,
  handle: string,
  reason: string,
  day: string | null = null,
): Promise<void> {
  const actorId = viewer.kind === 'member' ? viewer.memberId : null;
  return administer(viewer, handle, 'member.suspend', { reason, day }, suspend(actorId, reason, day));
}

function suspend(actorId: string | null, reason: string, day: string | null): Change {
  return async (transaction, memberId) => {
    if (memberId === actorId) {
      throw forbidden('measure_conflict');
    }
    const until = day === null ? null : endOfMeasure(day);
    const suspended = await transaction.member.updateMany({
      where: { id: memberId, status: 'active' },
      data: { status: 'suspended', suspendedUntil: until },
    });
    if (suspended.count !== 1) {
      throw new DomainError('conflict', 'already_decided');
    }
    await transaction.login.deleteMany({ where: { userId: memberId } });
    await transaction.invitation.deleteMany({ where: { invitedById: memberId, usedAt: null } });
    await recordMeasure(transaction, { memberId, kind: 'suspension', reason, until, takenById: actorId });
  };
}

/** Ends a suspension; the membership is as it was before. */
export function reinstateMember(viewer: Viewer, handle: string): Promise<void> {
  return administer(viewer, handle, 'member.reinstate', {}, async (transaction, memberId) => {
    if ((await transaction.member.count({ where: { id: memberId, status: 'suspended' } })) !== 1) {
      throw new DomainError('conflict', 'already_decided');
    }
    await endMeasures(transaction, memberId, 'suspension');
  });
}

/** Sets the last day of a membership (in Israel, `2027-11-24`), or no end with null. */
export function setValidUntil(viewer: Viewer, handle: string, day: string | null): Promise<void> {
  const validUntil = day === null ? null : instantAtEndOfDay(day);
  return administer(viewer, handle, 'member.validity', { day }, async (transaction, memberId) => {
    await transaction.member.update({ where: { id: memberId }, data: { validUntil } });
  });
}

/** Replaces the authorities of a member, in this order, and for which of them they are the primary contact. */
export function setMemberAuthorities(viewer: Viewer, handle: string, input: AuthoritiesInput): Promise<void> {
  const authorityIds = [...new Set(input.authorities)];
  const detail = { authorities: authorityIds.join(','), primaryContact: input.primaryContact.join(',') };
  return administer(viewer, handle, 'member.authorities', detail, async (transaction, memberId) => {
    const known = await transaction.authority.count({ where: { id: { in: authorityIds } } });
    if (known !== authorityIds.length || input.primaryContact.some((id) => !authorityIds.includes(id))) {
      throw new DomainError('invalid', 'choose_one', { field: 'authorities' });
    }
    const served = await transaction.memberAuthority.findMany({ where: { memberId } });
    await transaction.memberAuthority.deleteMany({ where: { memberId } });
    await transaction.memberAuthority.createMany({
      data: authorityIds.map((authorityId, position) => ({
        memberId,
        authorityId,
        position,
        primaryContact: input.primaryContact.includes(authorityId),
      })),
    });
    await afterAuthorities(transaction, memberId, {
      actorId: viewer.kind === 'member' ? viewer.memberId : null,
      lost: served.map((link) => link.authorityId).filter((id) => !authorityIds.includes(id)),
      contactOf: served
        .filter((link) => link.primaryContact && !input.primaryContact.includes(link.authorityId))
        .map((link) => link.authorityId),
    });
  });
}

/** For the command line, whose user owns the installation. */
export function unsafeSetRole(handle: string, role: Role): Promise<void> {
  return unsafeAdminister(null, handle, 'member.role', { role, by: 'command line' }, changeRole(role));
}

/** For the command line, whose user owns the installation. */
export function unsafeSuspendMember(handle: string, reason: string): Promise<void> {
  return unsafeAdminister(null, handle, 'member.suspend', { reason, by: 'command line' }, suspend(null, reason, null));
}
