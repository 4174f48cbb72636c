import { getDb, getEnv } from '#app/instances.server';
import { workersHealth } from '#app/workers.server';
import { databaseProvider } from '#prisma/client.server';
import { pendingMigrations } from '#prisma/migration-records';

/** Whether the process can do its work, and if not, why: `database`, `migrations`, `workers` in words. */
export interface Readiness {
  ready: boolean;
  reasons: string[];
}

const DATABASE_LIMIT_MS = 3_000;

/**
 * Asks the database and the workers. In words for operators, without addresses or messages of the database, because
 * anybody may ask.
 */
export async function readiness(): Promise<Readiness> {
  const reasons = [...(await databaseReasons()), ...workerReasons()];
  return { ready: reasons.length === 0, reasons };
}

async function databaseReasons(): Promise<string[]> {
  const provider = databaseProvider(getEnv().databaseUrl);
  try {
    const pending = await withLimit(pendingMigrations(getDb(), provider));
    return pending.length > 0 ? [`migrations: ${pending.length} pending`] : [];
  } catch {
    return ['database: not reachable'];
  }
}

function workerReasons(): string[] {
  const health = workersHealth();
  if (getEnv().workers && !health.running) {
    return ['workers: not running'];
  }
  return health.failing.map((name) => `workers: ${name} is failing`);
}

async function withLimit<T>(promise: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The database did not answer in time.')), DATABASE_LIMIT_MS);
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
}
