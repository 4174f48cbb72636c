import type { ItRole } from '#app/domain/members/model';
import { shownRole } from '#app/domain/members/shown';
import type { Named } from '#app/domain/named';
import type { Role } from '#app/domain/viewer';

/** A person beside something they wrote. */
export interface PersonRef {
  handle: string;
  name: Named;
  role: Role;
  itRole: ItRole | null;
  /** True after erasure: shown as "member removed", without a link. */
  removed: boolean;
}

/** The columns `toPersonRef` reads. */
export const PERSON_SELECT = {
  handle: true,
  name: true,
  nameEn: true,
  role: true,
  itRole: true,
  showsItRole: true,
  erasedAt: true,
} as const;

interface PersonRow {
  handle: string;
  name: string;
  nameEn: string | null;
  role: Role;
  itRole: ItRole | null;
  showsItRole: boolean;
  erasedAt: Date | null;
}

/** Whoever is no longer to be named. */
export const REMOVED_PERSON: PersonRef = {
  handle: '',
  name: { he: '', en: '' },
  role: 'member',
  itRole: null,
  removed: true,
};

export function toPersonRef(row: PersonRow): PersonRef {
  if (row.erasedAt) {
    return REMOVED_PERSON;
  }
  const { handle, role } = row;
  return { handle, name: { he: row.name, en: row.nameEn ?? row.name }, role, itRole: shownRole(row), removed: false };
}
