import { randomUUID } from 'node:crypto';
import { firstFree, suggestHandle } from '#app/domain/members/handle';
import type { DatabaseTransaction, Prisma } from '#prisma/client.server';

type NewMember = Omit<Prisma.MemberUncheckedCreateInput, 'id' | 'handle'> & { handle?: string };

/** A handle nobody has, made from the address or the Latin name. */
export async function findFreeHandle(
  transaction: DatabaseTransaction,
  email: string,
  nameEn: string | null = null,
): Promise<string> {
  const base = suggestHandle(email, nameEn);
  const taken = await transaction.member.findMany({
    where: { handle: { startsWith: base } },
    select: { handle: true },
  });
  return firstFree(base, new Set(taken.map((row) => row.handle)));
}

/** Adds the row of a new member, with a handle of their own when none was chosen. */
export async function createMember(
  transaction: DatabaseTransaction,
  member: NewMember,
): Promise<{ id: string; handle: string }> {
  const handle = member.handle ?? (await findFreeHandle(transaction, member.email, member.nameEn ?? null));
  return transaction.member.create({
    data: { ...member, id: randomUUID(), handle },
    select: { id: true, handle: true },
  });
}
