import type { AuthorityRef } from '#app/domain/authorities/ref';
import type { Seat } from '#app/domain/threads/model';

/** One seat an authority, with the strongest part it played: asked, then answered, then same question. */
export function ringSeats(
  authorities: Map<number, AuthorityRef>,
  askedBy: number | null,
  answered: (number | null)[],
  same: (number | null)[],
): Seat[] {
  const parts = new Map<number, Seat['part']>();
  const take = (authorityId: number | null, part: Seat['part']): void => {
    if (authorityId !== null && !parts.has(authorityId)) {
      parts.set(authorityId, part);
    }
  };
  take(askedBy, 'asked');
  for (const authorityId of answered) {
    take(authorityId, 'answered');
  }
  for (const authorityId of same) {
    take(authorityId, 'same');
  }
  return [...parts].flatMap(([id, part]) => {
    const authority = authorities.get(id);
    return authority ? [{ size: authority.size, part, name: authority.name }] : [];
  });
}
