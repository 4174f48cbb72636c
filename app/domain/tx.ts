import type { Prisma } from '#prisma/generated/sqlite/client';

/** The database, or a transaction on it. */
export type Tx = Prisma.TransactionClient;
