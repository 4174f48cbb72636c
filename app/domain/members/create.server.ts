import { randomUUID } from 'node:crypto';
import { firstFree, suggestHandle } from '#app/domain/members/handle';
import { memberChanged } from '#app/domain/search/people.server';
import { getDb } from '#app/instances.server';
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
  const made = await transaction.member.create({
    data: { ...member, id: randomUUID(), handle },
    select: { id: true, handle: true },
  });
  await memberChanged(transaction, made.id);
  return made;
}

/** Prisma's code for a value that must be unique and is not. */
const NOT_UNIQUE = 'P2002';
/** Of so many people who want one handle at the same instant, each gets another. */
const MAX_TRIES = 20;

/**
 * Runs a transaction that adds a member. When somebody else takes the handle or the address between the look and the
 * write, which PostgreSQL allows, all of it is undone and begun anew: `work` then sees who was quicker.
 */
export async function addingMember<Result>(
  work: (transaction: DatabaseTransaction) => Promise<Result>,
): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await getDb().$transaction(work);
    } catch (error) {
      if (tries === MAX_TRIES || !(error instanceof Error && 'code' in error && error.code === NOT_UNIQUE)) {
        throw error;
      }
    }
  }
}
