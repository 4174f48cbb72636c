import { IT_ROLES, type ItRole } from '#app/domain/members/model';

/** The roles of an audience as they are stored. */
export function readRoles(json: string): ItRole[] {
  const stored: unknown = JSON.parse(json);
  return IT_ROLES.filter((role) => Array.isArray(stored) && stored.includes(role));
}
