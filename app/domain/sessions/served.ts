/** A member with the authorities they serve, in no order: see `SERVED_SELECT`. */
export interface Served {
  authorities: { authorityId: number; position: number }[];
}

/**
 * The authorities of members who are read together, by the hundred. Not ordered by the database: then it would have to
 * ask for those of all members in one query, which takes only so many parameters.
 */
export const SERVED_SELECT = { select: { authorityId: true, position: true } } as const;

/** The authority a member speaks for by default; null for one who serves none. */
export function firstAuthority({ authorities }: Served): number | null {
  const [first] = [...authorities].sort((one, other) => one.position - other.position);
  return first?.authorityId ?? null;
}
