import { inForce } from '#app/domain/members/columns.server';
import { outsideMark } from '#app/domain/organization/model';
import { organizationReading } from '#app/domain/organization/setting.server';
import type { MemberViewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

/**
 * A member as who they are when they sign in, for work that is done for them while they are away. Null while their
 * membership is not in force. Never for a request: whoever asks there has shown who they are.
 */
export async function unsafeViewerOfMember(memberId: string): Promise<MemberViewer | null> {
  const row = await getDb().member.findFirst({
    where: { id: memberId, ...inForce() },
    select: {
      id: true,
      handle: true,
      name: true,
      role: true,
      locale: true,
      employment: true,
      authorities: { select: { authorityId: true, primaryContact: true }, orderBy: { position: 'asc' } },
    },
  });
  if (row === null) {
    return null;
  }
  return {
    kind: 'member',
    memberId: row.id,
    loginId: '',
    handle: row.handle,
    name: row.name,
    role: row.role,
    authorityIds: row.authorities.map((link) => link.authorityId),
    ...outsideMark(await organizationReading(), row.employment),
    primaryContactFor: row.authorities.filter((link) => link.primaryContact).map((link) => link.authorityId),
    locale: row.locale,
    theme: 'system',
    density: 'comfortable',
    newSince: null,
  };
}
