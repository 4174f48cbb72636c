import { randomUUID } from 'node:crypto';
import { inHashingQueue } from '#app/domain/login/hashing-queue.server';
import type { DatabaseTransaction } from '#prisma/client.server';

/** The name the sign-in library gives to a password among the ways to prove who one is. */
const PASSWORD_PROVIDER = 'credential';

/** The hash of a password, by the sign-in library's scrypt. Takes some 60 ms of a thread of the pool, by design, in the queue. */
export async function hashPassword(password: string): Promise<string> {
  const library = await import('better-auth/crypto');
  return inHashingQueue(() => library.hashPassword(password));
}

export async function verifyPassword(hash: string, password: string): Promise<boolean> {
  const library = await import('better-auth/crypto');
  return inHashingQueue(() => library.verifyPassword({ hash, password }));
}

/** The hash of a member's password; null for those who sign in by link only. */
export async function findPasswordHash(transaction: DatabaseTransaction, memberId: string): Promise<string | null> {
  const credential = await transaction.credential.findFirst({
    where: { userId: memberId, providerId: PASSWORD_PROVIDER },
    select: { password: true },
  });
  return credential?.password ?? null;
}

/** Sets a member's password to an already hashed one. */
export async function storePassword(transaction: DatabaseTransaction, memberId: string, hash: string): Promise<void> {
  const changed = await transaction.credential.updateMany({
    where: { userId: memberId, providerId: PASSWORD_PROVIDER },
    data: { password: hash },
  });
  if (changed.count === 0) {
    await transaction.credential.create({
      data: { id: randomUUID(), userId: memberId, accountId: memberId, providerId: PASSWORD_PROVIDER, password: hash },
    });
  }
}
