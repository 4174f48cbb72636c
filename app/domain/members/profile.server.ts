import { recordAudit } from '#app/domain/audit/commands.server';
import { DomainError, orNotFound } from '#app/domain/errors';
import type { ProfileInput } from '#app/domain/members/input';
import type { Employment } from '#app/domain/members/model';
import { outsideMark } from '#app/domain/organization/model';
import { organizationReading } from '#app/domain/organization/setting.server';
import { bumpPeopleRevision } from '#app/domain/revision';
import { memberChanged } from '#app/domain/search/people.server';
import { isMember, type Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';
import type { DatabaseTransaction } from '#prisma/client.server';

/**
 * Changes what members may change of themselves. Authorities are given by others; which one goes first is one's own.
 * `invalid` for an outsourced member who would be staff, where that decides what they read.
 */
export async function editProfile(viewer: Viewer, input: ProfileInput): Promise<void> {
  const member = orNotFound(isMember(viewer) ? viewer : null);
  const { firstAuthority, ...columns } = input;
  if (firstAuthority !== null && !member.authorityIds.includes(firstAuthority)) {
    throw new DomainError('invalid', 'choose_one', { field: 'firstAuthority' });
  }
  await getDb().$transaction(async (transaction) => {
    await refuseOwnHiring(transaction, member.memberId, columns.employment);
    await transaction.member.update({ where: { id: member.memberId }, data: columns });
    if (firstAuthority !== null) {
      await putFirst(transaction, member.memberId, member.authorityIds, firstAuthority);
    }
    await memberChanged(transaction, member.memberId);
    const subject = { type: 'member', id: member.memberId };
    await recordAudit(transaction, { memberId: member.memberId, action: 'member.profile', subject });
  });
  bumpPeopleRevision();
}

/**
 * Where only employees are of the organization, nobody makes an employee of themselves: they would read what was not for
 * them. Administrators do it, with an import of members.
 */
async function refuseOwnHiring(transaction: DatabaseTransaction, id: string, wanted: Employment): Promise<void> {
  const { employment } = await transaction.member.findUniqueOrThrow({ where: { id }, select: { employment: true } });
  const outside = outsideMark(await organizationReading(transaction), employment).outsideOrganization;
  if (outside && wanted !== employment) {
    throw new DomainError('invalid', 'employment_confirmed', { field: 'employment' });
  }
}

async function putFirst(
  transaction: DatabaseTransaction,
  memberId: string,
  ids: number[],
  first: number,
): Promise<void> {
  const order = [first, ...ids.filter((id) => id !== first)];
  for (const [position, authorityId] of order.entries()) {
    await transaction.memberAuthority.updateMany({ where: { memberId, authorityId }, data: { position } });
  }
}
