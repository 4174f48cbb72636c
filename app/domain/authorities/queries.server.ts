import { authoritiesById } from '#app/domain/authorities/lookup.server';
import type { AuthorityRow } from '#app/domain/authorities/model';
import type { AuthorityRef } from '#app/domain/authorities/ref';
import { forbidden } from '#app/domain/errors';
import { personName } from '#app/domain/members/columns.server';
import { canAdminister } from '#app/domain/members/policy';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

/** Every authority, by its name in the language given: what the application form offers. Authorities are public. */
export async function listAuthorityNames(_viewer: Viewer, locale: 'he' | 'en'): Promise<AuthorityRef[]> {
  const known = [...(await authoritiesById()).values()];
  return known.sort((one, other) => one.name[locale].localeCompare(other.name[locale], locale));
}

/** All authorities with how many members they have and who approves them, for administrators; forbidden for others. */
export async function listAuthorities(viewer: Viewer): Promise<AuthorityRow[]> {
  if (!canAdminister(viewer)) {
    throw forbidden();
  }
  const active = { member: { status: 'active' as const, erasedAt: null } };
  const rows = await getDb().authority.findMany({
    orderBy: [{ nameHe: 'asc' }, { id: 'asc' }],
    include: {
      _count: { select: { members: { where: active } } },
      members: {
        where: { ...active, primaryContact: true },
        select: { member: { select: { name: true, nameEn: true } } },
      },
    },
  });
  return rows.map((row) => ({
    id: row.id,
    slug: row.slug,
    name: { he: row.nameHe, en: row.nameEn },
    size: row.size,
    kind: row.kind,
    district: row.district,
    population: row.population,
    memberCount: row._count.members,
    primaryContacts: row.members.map((link) => personName(link.member)),
  }));
}
