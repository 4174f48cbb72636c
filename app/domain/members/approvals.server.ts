import { authoritiesById } from '#app/domain/authorities/lookup.server';
import { now } from '#app/domain/clock';
import { notFound } from '#app/domain/errors';
import { AUTHORITIES_SELECT, awaitsApproval, personName, servedAuthorities } from '#app/domain/members/columns.server';
import {
  type Approval,
  addDays,
  CONFIRMABLE_DAYS,
  membershipState,
  type OpenInvitation,
} from '#app/domain/members/model';
import { administers, canSeeApprovals } from '#app/domain/members/policy';
import type { MemberViewer, Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

const LONGEST_LIST = 200;

/** What a primary contact decides about: one's own authorities, or everything for an administrator. */
export interface Approvals {
  waiting: Approval[];
  /** Active members whose year is over or about to be. */
  ending: Approval[];
  invitations: OpenInvitation[];
}

function own(viewer: MemberViewer) {
  return administers(viewer) ? {} : { authorities: { some: { authorityId: { in: viewer.primaryContactFor } } } };
}

/** Not found for everybody who has nothing to decide. */
export async function listApprovals(viewer: Viewer): Promise<Approvals> {
  if (!canSeeApprovals(viewer)) {
    throw notFound();
  }
  const soon = addDays(now(), CONFIRMABLE_DAYS);
  const [waiting, ending, invitations] = await Promise.all([
    listPeople(viewer, awaitsApproval()),
    listPeople(viewer, { status: 'active', validUntil: { lte: soon } }),
    listOpenInvitations(viewer),
  ]);
  return { waiting, ending, invitations };
}

type PeopleWhere = ReturnType<typeof awaitsApproval> | { status: 'active'; validUntil: { lte: Date } };

async function listPeople(viewer: MemberViewer, where: PeopleWhere): Promise<Approval[]> {
  const rows = await getDb().member.findMany({
    where: { ...where, ...own(viewer), erasedAt: null },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    take: LONGEST_LIST,
    include: { authorities: AUTHORITIES_SELECT },
  });
  return Promise.all(
    rows.map(async (row) => ({
      handle: row.handle,
      name: personName(row),
      email: row.email,
      itRole: row.itRole,
      employment: row.employment,
      authorities: await servedAuthorities(row.authorities),
      state: membershipState(row, now()),
      appliedAt: row.createdAt.toISOString(),
      validUntil: row.validUntil?.toISOString() ?? null,
    })),
  );
}

async function listOpenInvitations(viewer: MemberViewer): Promise<OpenInvitation[]> {
  const rows = await getDb().invitation.findMany({
    where: {
      usedAt: null,
      expiresAt: { gt: now() },
      ...(administers(viewer) ? {} : { authorityId: { in: viewer.primaryContactFor } }),
    },
    orderBy: { id: 'desc' },
    take: LONGEST_LIST,
    include: { invitedBy: { select: { name: true } } },
  });
  const known = await authoritiesById();
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    role: row.role,
    authority: known.get(row.authorityId) ?? null,
    invitedBy: row.invitedBy?.name ?? null,
    expiresAt: row.expiresAt.toISOString(),
  }));
}
