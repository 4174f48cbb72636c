import { inForce } from '#app/domain/members/columns.server';
import { OWNER_NAME_MAX_CHARS, type Owner } from '#app/domain/summaries/model';
import type { Tx } from '#app/domain/tx';

/** An owner as a row keeps it: a member, or a name as it was written. */
export interface KeptOwner {
  ownerId: string | null;
  ownerName: string;
}

const NOBODY: KeptOwner = { ownerId: null, ownerName: '' };

/** Finds the members whom owners name by handle; whoever is none stays a name. In the order given. */
export async function keepOwners(tx: Tx, owners: (Owner | null)[]): Promise<KeptOwner[]> {
  const handles = owners.flatMap((owner) => (owner && 'handle' in owner ? [owner.handle] : []));
  const rows =
    handles.length === 0
      ? []
      : await tx.member.findMany({
          where: { handle: { in: handles }, ...inForce() },
          select: { id: true, handle: true },
        });
  const ids = new Map(rows.map(({ id, handle }) => [handle, id]));
  return owners.map((owner) => {
    if (owner === null) {
      return NOBODY;
    }
    if ('name' in owner) {
      return { ownerId: null, ownerName: owner.name.slice(0, OWNER_NAME_MAX_CHARS) };
    }
    const ownerId = ids.get(owner.handle) ?? null;
    return { ownerId, ownerName: ownerId === null ? `@${owner.handle}` : '' };
  });
}
