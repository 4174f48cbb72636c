import { DomainError } from '#app/domain/errors';
import { inForce } from '#app/domain/members/columns.server';
import type { Tx } from '#app/domain/tx';
import type { Prisma } from '#prisma/generated/sqlite/client';

/**
 * Ids of members by their handles: those in force, and those who are `listed` already, so that a membership that ended
 * since blocks no edit. Throws `invalid` at form field `field` that names a handle nobody has.
 */
export async function memberIdsByHandle(
  tx: Tx,
  handles: string[],
  { field, listed }: { field: string; listed?: Prisma.MemberWhereInput },
): Promise<string[]> {
  if (handles.length === 0) {
    return [];
  }
  const rows = await tx.member.findMany({
    where: { handle: { in: handles }, AND: { OR: [inForce(), ...(listed ? [listed] : [])] } },
    select: { id: true, handle: true },
  });
  const unknown = handles.find((handle) => !rows.some((row) => row.handle === handle));
  if (unknown !== undefined) {
    throw new DomainError('invalid', 'handle_unknown', { field, values: { handle: unknown } });
  }
  return rows.map(({ id }) => id);
}
