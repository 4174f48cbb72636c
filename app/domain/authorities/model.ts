import type { AuthorityRef } from '#app/domain/authorities/ref';
import type { Named } from '#app/domain/named';

export const AUTHORITY_KINDS = ['municipality', 'local_council', 'regional_council'] as const;
export type AuthorityKind = (typeof AUTHORITY_KINDS)[number];

export const AUTHORITY_SIZES = ['small', 'medium', 'large'] as const;
export type AuthoritySize = (typeof AUTHORITY_SIZES)[number];

export const DISTRICTS = ['north', 'haifa', 'center', 'tel_aviv', 'jerusalem', 'south'] as const;
export type District = (typeof DISTRICTS)[number];

/** A small authority has fewer residents than this. */
export const SMALL_BELOW_RESIDENTS = 20_000;
/** A medium one fewer than this. */
export const MEDIUM_BELOW_RESIDENTS = 80_000;

/** The band of a number of residents. */
export function sizeOfPopulation(residents: number): AuthoritySize {
  if (residents < SMALL_BELOW_RESIDENTS) {
    return 'small';
  }
  return residents < MEDIUM_BELOW_RESIDENTS ? 'medium' : 'large';
}

/** A line of the administrators' list. */
export interface AuthorityRow extends AuthorityRef {
  kind: AuthorityKind;
  district: District;
  population: number | null;
  memberCount: number;
  /** Names of the primary contacts; empty where nobody approves the authority's people yet. */
  primaryContacts: Named[];
}
