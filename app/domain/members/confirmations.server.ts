import { authoritiesById } from '#app/domain/authorities/lookup.server';
import type { AuthorityRef } from '#app/domain/authorities/ref';
import { now } from '#app/domain/clock';
import { notFound } from '#app/domain/errors';
import { personName } from '#app/domain/members/columns.server';
import {
  addDays,
  CONFIRMABLE_DAYS,
  type Employment,
  graceEnd,
  type ItRole,
  isConfirmable,
  type MembershipState,
  membershipState,
} from '#app/domain/members/model';
import { canApprove, canSeeApprovals } from '#app/domain/members/policy';
import type { Named } from '#app/domain/named';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

/** A member of an authority, as whoever confirms its people sees them. */
export interface ConfirmationRow {
  handle: string;
  name: Named;
  itRole: ItRole | null;
  employment: Employment;
  state: MembershipState;
  /** Oneself: somebody else confirms. */
  self: boolean;
  primaryContact: boolean;
  /** ISO 8601; null without an end. */
  validUntil: string | null;
  /** ISO 8601, while the membership lives on the grace after its end. */
  graceUntil: string | null;
  confirmable: boolean;
  /** From when it can be confirmed (ISO 8601); null when there is no need to. */
  confirmableFrom: string | null;
}

export interface ConfirmationGroup {
  authority: AuthorityRef;
  rows: ConfirmationRow[];
}

const LONGEST_LIST = 1_000;

/**
 * The people of the authorities whose primary contact the viewer is, whoever ends first above; of one authority alone
 * when it is given, which administrators may ask for any. Not found for those who have nobody to confirm.
 */
export async function listConfirmations(viewer: Viewer, authorityId?: number): Promise<ConfirmationGroup[]> {
  if (!canSeeApprovals(viewer) || (authorityId !== undefined && !canApprove(viewer, [authorityId]))) {
    throw notFound();
  }
  const ids = authorityId === undefined ? viewer.primaryContactFor : [authorityId];
  const links = await getDb().memberAuthority.findMany({
    where: { authorityId: { in: ids }, member: { status: { in: ['active', 'suspended'] }, erasedAt: null } },
    orderBy: [{ member: { validUntil: 'asc' } }, { member: { name: 'asc' } }, { memberId: 'asc' }],
    take: LONGEST_LIST,
    select: {
      authorityId: true,
      primaryContact: true,
      member: {
        select: {
          ...{ id: true, handle: true, name: true, nameEn: true, itRole: true, employment: true },
          ...{ status: true, validUntil: true },
        },
      },
    },
  });
  const known = await authoritiesById();
  const at = now();
  return ids.flatMap((id) => {
    const authority = known.get(id);
    const rows = links
      .filter((link) => link.authorityId === id)
      .map(({ member, primaryContact }) => ({
        handle: member.handle,
        name: personName(member),
        itRole: member.itRole,
        employment: member.employment,
        state: membershipState(member, at),
        self: member.id === viewer.memberId,
        primaryContact,
        validUntil: member.validUntil?.toISOString() ?? null,
        graceUntil: graceEnd(member.validUntil, at)?.toISOString() ?? null,
        confirmable: member.status === 'active' && isConfirmable(member.validUntil, at),
        confirmableFrom: member.validUntil && addDays(member.validUntil, -CONFIRMABLE_DAYS).toISOString(),
      }));
    // Without an end last: there is nothing to confirm.
    const ends = rows.filter((row) => row.validUntil !== null);
    return authority ? [{ authority, rows: [...ends, ...rows.filter((row) => row.validUntil === null)] }] : [];
  });
}
