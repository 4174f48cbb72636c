import { recordAudit } from '#app/domain/audit/commands.server';
import type { AuditAction } from '#app/domain/audit/model';
import { now } from '#app/domain/clock';
import { DomainError, forbidden, orNotFound } from '#app/domain/errors';
import { inForce } from '#app/domain/members/columns.server';
import type { AuthoritiesInput } from '#app/domain/members/input';
import { canAdminister } from '#app/domain/members/policy';
import { bumpPeopleRevision } from '#app/domain/revision';
import type { Role, Viewer } from '#app/domain/viewer';
import { instantAtEndOfDay } from '#app/i18n/format';
import { getDb } from '#app/instances.server';
import type { DatabaseTransaction } from '#prisma/client.server';

type Change = (transaction: DatabaseTransaction, memberId: string) => Promise<void>;
type Detail = Record<string, string | number | boolean | null>;

/**
 * One act of an administrator on one member: the change, its audit entry, and the check that an administrator in force
 * is left, or nothing. Throws `forbidden` for others, `not_found` for an unknown handle, `conflict` (`last_administrator`).
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
    if (
      action !== 'member.authorities' &&
      (await transaction.member.count({ where: { role: 'administrator', ...inForce() } })) === 0
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

export function setRole(viewer: Viewer, handle: string, role: Role): Promise<void> {
  return administer(viewer, handle, 'member.role', { role }, changeRole(role));
}

function changeRole(role: Role): Change {
  return async (transaction, memberId) => {
    await transaction.member.update({ where: { id: memberId }, data: { role } });
  };
}

/** Suspends a member, ends their logins at once, and takes back the invitations they sent. */
export function suspendMember(viewer: Viewer, handle: string, reason: string): Promise<void> {
  return administer(viewer, handle, 'member.suspend', { reason }, suspend);
}

async function suspend(transaction: DatabaseTransaction, memberId: string): Promise<void> {
  const suspended = await transaction.member.updateMany({
    where: { id: memberId, status: 'active' },
    data: { status: 'suspended' },
  });
  if (suspended.count !== 1) {
    throw new DomainError('conflict', 'already_decided');
  }
  await transaction.login.deleteMany({ where: { userId: memberId } });
  await transaction.invitation.deleteMany({ where: { invitedById: memberId, usedAt: null } });
}

/** Ends a suspension; the membership is as it was before. */
export function reinstateMember(viewer: Viewer, handle: string): Promise<void> {
  return administer(viewer, handle, 'member.reinstate', {}, async (transaction, memberId) => {
    const changed = await transaction.member.updateMany({
      where: { id: memberId, status: 'suspended' },
      data: { status: 'active' },
    });
    if (changed.count !== 1) {
      throw new DomainError('conflict', 'already_decided');
    }
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
    await transaction.memberAuthority.deleteMany({ where: { memberId } });
    await transaction.memberAuthority.createMany({
      data: authorityIds.map((authorityId, position) => ({
        memberId,
        authorityId,
        position,
        primaryContact: input.primaryContact.includes(authorityId),
      })),
    });
  });
}

/** For the command line, whose user owns the installation. */
export function unsafeSetRole(handle: string, role: Role): Promise<void> {
  return unsafeAdminister(null, handle, 'member.role', { role, by: 'command line' }, changeRole(role));
}

/** For the command line, whose user owns the installation. */
export function unsafeSuspendMember(handle: string, reason: string): Promise<void> {
  return unsafeAdminister(null, handle, 'member.suspend', { reason, by: 'command line' }, suspend);
}
