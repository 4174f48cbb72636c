import { now } from '#app/domain/clock';
import { notFound, orNotFound } from '#app/domain/errors';
import {
  AUTHORITIES_SELECT,
  afterName,
  encodeNameCursor,
  inForce,
  personName,
  searchText,
  servedAuthorities,
  spellings,
} from '#app/domain/members/columns.server';
import { HANDLE_PATTERN } from '#app/domain/members/handle';
import {
  DIRECTORY_PAGE_ROWS,
  type DirectoryRow,
  type MemberView,
  membershipState,
  type OwnProfile,
  type Page,
  SUGGESTIONS_MAX,
} from '#app/domain/members/model';
import { canSeeDirectory, canSeeOutOfForce } from '#app/domain/members/policy';
import { SHOWN_SELECT, shownOf, shownRole } from '#app/domain/members/shown';
import { isMember, type Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

const DIRECTORY_SELECT = {
  id: true,
  handle: true,
  name: true,
  nameEn: true,
  role: true,
  itRole: true,
  employment: true,
  about: true,
  email: true,
  ...SHOWN_SELECT,
  authorities: AUTHORITIES_SELECT,
} as const;

export interface DirectoryFilter {
  q?: string;
  authority?: number | undefined;
  after?: string | undefined;
}

/** The directory by name, for members alone: not found for everybody else. */
export async function listMembers(viewer: Viewer, filter: DirectoryFilter): Promise<Page<DirectoryRow>> {
  if (!canSeeDirectory(viewer)) {
    throw notFound();
  }
  const found = await getDb().member.findMany({
    where: { AND: [inForce(), named(filter.q ?? ''), servingWhere(filter.authority), afterName(filter.after)] },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: DIRECTORY_PAGE_ROWS + 1,
    select: DIRECTORY_SELECT,
  });
  const shown = found.slice(0, DIRECTORY_PAGE_ROWS);
  const last = shown.at(-1);
  const rows = await Promise.all(
    shown.map(async ({ id: _id, authorities, ...row }) => ({
      handle: row.handle,
      name: personName(row),
      role: row.role,
      itRole: shownRole(row),
      email: shownOf(row).email,
      authorities: await servedAuthorities(authorities),
    })),
  );
  return { rows, next: last && found.length > shown.length ? encodeNameCursor(last) : null };
}

/** Part of a name in either language, or of a handle. */
export function named(q: string) {
  const text = searchText(q);
  if (text === '') {
    return {};
  }
  const parts = spellings(text);
  return {
    OR: parts.flatMap((part) => [
      { name: { contains: part } },
      { nameEn: { contains: part } },
      { handle: { contains: part } },
    ]),
  };
}

export function servingWhere(authorityId: number | undefined) {
  return authorityId === undefined ? {} : { authorities: { some: { authorityId } } };
}

/** A member's page. Not found for guests, for unknown handles, and for people who are not, or no longer, members. */
export async function getMember(viewer: Viewer, handle: string): Promise<MemberView> {
  if (!canSeeDirectory(viewer) || !HANDLE_PATTERN.test(handle)) {
    throw notFound();
  }
  const row = orNotFound(
    await getDb().member.findUnique({ where: { handle }, include: { authorities: AUTHORITIES_SELECT } }),
  );
  const state = membershipState(row, now());
  if (row.erasedAt || ((state === 'pending' || state === 'suspended') && !canSeeOutOfForce(viewer))) {
    throw notFound();
  }
  return {
    memberId: row.id,
    handle: row.handle,
    name: personName(row),
    role: row.role,
    ...shownOf(row),
    authorities: await servedAuthorities(row.authorities),
    memberSince: (row.verifiedAt ?? row.createdAt).toISOString(),
    state,
  };
}

/** Members whose handle or name begins like this, for @mentions; nobody for guests. */
export async function suggestMembers(viewer: Viewer, prefix: string): Promise<Pick<DirectoryRow, 'handle' | 'name'>[]> {
  const typed = searchText(prefix).slice(0, 40);
  if (!isMember(viewer) || typed === '') {
    return [];
  }
  const beginnings = spellings(typed).flatMap((part) => [
    { handle: { startsWith: part } },
    { name: { startsWith: part } },
    // A family name: the second word on.
    { name: { contains: ` ${part}` } },
    { nameEn: { startsWith: part } },
    { nameEn: { contains: ` ${part}` } },
  ]);
  const rows = await getDb().member.findMany({
    where: { AND: [inForce(), { OR: beginnings }] },
    orderBy: { handle: 'asc' },
    take: SUGGESTIONS_MAX,
    select: { handle: true, name: true, nameEn: true },
  });
  return rows.map((row) => ({ handle: row.handle, name: personName(row) }));
}

/** What the viewer may see and change of themself. */
export async function getOwnProfile(viewer: Viewer): Promise<OwnProfile> {
  const member = orNotFound(isMember(viewer) ? viewer : null);
  const row = orNotFound(
    await getDb().member.findUnique({ where: { id: member.memberId }, include: { authorities: AUTHORITIES_SELECT } }),
  );
  return {
    handle: row.handle,
    name: row.name,
    nameEn: row.nameEn ?? '',
    email: row.email,
    about: row.about,
    itRole: row.itRole,
    employment: row.employment,
    role: row.role,
    authorities: await servedAuthorities(row.authorities),
    locale: row.locale,
    theme: member.theme,
    density: member.density,
    mailNotices: row.mailNotices,
    showsItRole: row.showsItRole,
    showsEmployment: row.showsEmployment,
    showsAbout: row.showsAbout,
    showsEmail: row.showsEmail,
    validUntil: row.validUntil?.toISOString() ?? null,
  };
}
