import type { Named } from '#app/domain/named';
import type { Role } from '#app/domain/viewer';

/** A person beside something they wrote. */
export interface PersonRef {
  handle: string;
  name: Named;
  role: Role;
  /** True after erasure: shown as "member removed", without a link. */
  removed: boolean;
}

/** The columns `toPersonRef` reads. */
export const PERSON_SELECT = { handle: true, name: true, nameEn: true, role: true, erasedAt: true } as const;

interface PersonRow {
  handle: string;
  name: string;
  nameEn: string | null;
  role: Role;
  erasedAt: Date | null;
}

export function toPersonRef(row: PersonRow): PersonRef {
  if (row.erasedAt) {
    return { handle: '', name: { he: '', en: '' }, role: 'member', removed: true };
  }
  return { handle: row.handle, name: { he: row.name, en: row.nameEn ?? row.name }, role: row.role, removed: false };
}
