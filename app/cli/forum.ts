import { migrateDatabase } from '#app/cli/database';
import { closeInstances, getInstances } from '#app/instances.server';
import type { Database } from '#prisma/client.server';

/** For verbs that do one thing and end: opens the forum of the environment, brought up to date, and closes it after. */
export async function withForum<Result>(work: (database: Database) => Promise<Result>): Promise<Result> {
  const { env, db } = getInstances();
  await migrateDatabase(env, db);
  try {
    return await work(db);
  } finally {
    await closeInstances();
  }
}
