import { authoritiesById } from '#app/domain/authorities/lookup.server';
import { now } from '#app/domain/clock';
import { lastEndOver, type ServedAuthority } from '#app/domain/members/model';
import type { Named } from '#app/domain/named';

/** The authorities of a member, as every query of this folder reads them: in the member's own order. */
export const AUTHORITIES_SELECT = {
  select: { authorityId: true, primaryContact: true },
  orderBy: [{ position: 'asc' as const }, { authorityId: 'asc' as const }],
};

export function personName(row: { name: string; nameEn: string | null }): Named {
  return { he: row.name, en: row.nameEn ?? row.name };
}

export async function servedAuthorities(
  links: { authorityId: number; primaryContact: boolean }[],
): Promise<ServedAuthority[]> {
  const known = await authoritiesById();
  return links.flatMap((link) => {
    const authority = known.get(link.authorityId);
    return authority ? [{ ...authority, primaryContact: link.primaryContact }] : [];
  });
}

/** Members whose membership is in force now, the grace after its end included, as a database filter. */
export function inForce() {
  return validAfter(lastEndOver(now()));
}

/** Members whose membership goes on after `at`, as a database filter. */
export function validAfter(at: Date) {
  return { status: 'active' as const, erasedAt: null, OR: [{ validUntil: null }, { validUntil: { gt: at } }] };
}

/**
 * Whoever waits to be let in, as a database filter: not those who were in and serve no authority any more, and not those
 * whom an import brought and who have their invitation.
 */
export function awaitsApproval() {
  return { status: 'pending' as const, importedAt: null, OR: [{ verifiedAt: null }, { authorities: { some: {} } }] };
}

/** Wildcards of LIKE, which Prisma passes on and SQLite cannot escape. No name and no handle has them. */
export function searchText(text: string): string {
  return text.replace(/[%_\\]/g, '').trim();
}

/**
 * What somebody typed and its likely spellings: PostgreSQL tells capitals apart where SQLite does not, and names are
 * written with one.
 */
export function spellings(text: string): string[] {
  const lower = text.toLowerCase();
  const capitals = lower.replace(
    /(^|[\s-])(\p{L})/gu,
    (_all, before: string, letter: string) => before + letter.toUpperCase(),
  );
  return [...new Set([text, lower, capitals])];
}

/** A place in a list by name: the last row's name and id. */
export function encodeNameCursor(row: { name: string; id: string }): string {
  return Buffer.from(JSON.stringify([row.name, row.id])).toString('base64url');
}

/** The rows after that place; everything for a missing or unreadable cursor. */
export function afterName(cursor: string | undefined) {
  const place = decode(cursor);
  return place ? { OR: [{ name: { gt: place.name } }, { name: place.name, id: { gt: place.id } }] } : {};
}

function decode(cursor: string | undefined): { name: string; id: string } | null {
  if (!cursor) {
    return null;
  }
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const [name, id]: unknown[] = Array.isArray(parsed) ? parsed : [];
    return typeof name === 'string' && typeof id === 'string' ? { name, id } : null;
  } catch {
    return null;
  }
}
