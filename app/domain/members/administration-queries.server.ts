import { now } from '#app/domain/clock';
import { forbidden, orNotFound } from '#app/domain/errors';
import {
  AUTHORITIES_SELECT,
  afterName,
  encodeNameCursor,
  personName,
  servedAuthorities,
} from '#app/domain/members/columns.server';
import type { MemberFilter } from '#app/domain/members/input';
import {
  type AdminMemberRow,
  type AdminMemberView,
  DIRECTORY_PAGE_ROWS,
  lastEndOver,
  membershipState,
  type Page,
} from '#app/domain/members/model';
import { canAdminister } from '#app/domain/members/policy';
import { named, servingWhere } from '#app/domain/members/queries.server';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

/** All members by name, for administrators; forbidden for others. */
export async function listAllMembers(viewer: Viewer, filter: MemberFilter): Promise<Page<AdminMemberRow>> {
  if (!canAdminister(viewer)) {
    throw forbidden();
  }
  const found = await getDb().member.findMany({
    where: {
      AND: [
        { erasedAt: null },
        matching(filter.q),
        stateWhere(filter.status),
        filter.role ? { role: filter.role } : {},
        servingWhere(filter.authority),
        afterName(filter.after),
      ],
    },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: DIRECTORY_PAGE_ROWS + 1,
    include: { authorities: AUTHORITIES_SELECT },
  });
  const shown = found.slice(0, DIRECTORY_PAGE_ROWS);
  const last = shown.at(-1);
  const rows = await Promise.all(shown.map(toRow));
  return { rows, next: last && found.length > shown.length ? encodeNameCursor(last) : null };
}

function matching(q: string) {
  // An address may well have an underscore; it then matches any one character, which does no harm here.
  return q === '' ? {} : { OR: [named(q), { email: { contains: q.toLowerCase() } }] };
}

function stateWhere(status: MemberFilter['status']) {
  const over = lastEndOver(now());
  switch (status) {
    case undefined:
      return {};
    case 'expired':
      return { status: 'active' as const, validUntil: { lte: over } };
    case 'active':
      return { status, OR: [{ validUntil: null }, { validUntil: { gt: over } }] };
    default:
      return { status };
  }
}

type Row = Awaited<ReturnType<typeof findRow>>;

function findRow(handle: string) {
  return getDb().member.findUnique({
    where: { handle },
    include: {
      authorities: AUTHORITIES_SELECT,
      verifiedBy: { select: { handle: true, name: true, nameEn: true } },
      _count: { select: { logins: true } },
    },
  });
}

async function toRow(row: Omit<NonNullable<Row>, 'verifiedBy' | '_count'>) {
  return {
    handle: row.handle,
    name: personName(row),
    email: row.email,
    role: row.role,
    itRole: row.itRole,
    authorities: await servedAuthorities(row.authorities),
    state: membershipState(row, now()),
    validUntil: row.validUntil?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
  };
}

/** Everything an administrator sees of one member; forbidden for others. */
export async function getMemberForAdministration(viewer: Viewer, handle: string): Promise<AdminMemberView> {
  if (!canAdminister(viewer)) {
    throw forbidden();
  }
  const row = orNotFound(await findRow(handle));
  orNotFound(row.erasedAt === null ? row : null);
  const { verifiedBy } = row;
  return {
    ...(await toRow(row)),
    memberId: row.id,
    employment: row.employment,
    verifiedBy: verifiedBy && { handle: verifiedBy.handle, name: personName(verifiedBy) },
    verifiedAt: row.verifiedAt?.toISOString() ?? null,
    loginCount: row._count.logins,
  };
}
