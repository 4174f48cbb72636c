import pg from 'pg';
import type { DatabaseTarget } from './client.server';
import { runWhenFree } from './sqlite-adapter.server';
import { openPlainConnection } from './sqlite-connection.server';

/**
 * Only one process migrates a database at a time; a second one waits and then finds nothing left to do. Both locks
 * end with the process that holds them, so a killed migration blocks nobody.
 */

const RETRY_PAUSE_MS = 50;
const RETRIES = 2_400;
// Any number that nobody else uses with this database; the engine's own advisory lock is 72707369.
const ADVISORY_LOCK = 72_707_370;

// The lock is SQLite's own exclusive lock, on an empty file beside the database: the operating system drops it when
// the process dies, and readers of the database itself are not held up.
async function withSqliteLock<Value>(file: string, work: () => Promise<Value>): Promise<Value> {
  const lock = openPlainConnection(`${file}.migrating`);
  try {
    // Waiting inside SQLite would block the event loop, and with it the holder when it is in this process.
    lock.run('PRAGMA busy_timeout = 0');
    await runWhenFree(lock, 'BEGIN EXCLUSIVE', { retries: RETRIES, pauseMs: RETRY_PAUSE_MS });
    return await work();
  } finally {
    lock.close();
  }
}

async function withPostgresqlLock<Value>(url: string, work: () => Promise<Value>): Promise<Value> {
  const session = new pg.Client({ connectionString: url });
  await session.connect();
  try {
    await session.query('SELECT pg_advisory_lock($1)', [ADVISORY_LOCK]);
    return await work();
  } finally {
    // Closing the session gives the lock back.
    await session.end();
  }
}

/** Runs `work` while this process alone may migrate the database. */
export async function withMigrationLock<Value>(target: DatabaseTarget, work: () => Promise<Value>): Promise<Value> {
  if (target.url) {
    return withPostgresqlLock(target.url, work);
  }
  if (!target.file) {
    throw new Error('A database needs a PostgreSQL address or the path of a SQLite file.');
  }
  return withSqliteLock(target.file, work);
}
