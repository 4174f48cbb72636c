import { existsSync } from 'node:fs';
import { type Database, type DatabaseTarget, databaseProvider } from './client.server';
import { MIGRATIONS_FOLDER } from './history';
import { askDatabase, pendingMigrations } from './migration-records';

async function isUpToDate(
  target: DatabaseTarget,
  open: Database | undefined,
  migrationsFolder: string,
): Promise<boolean> {
  const provider = databaseProvider(target.url);
  if (target.file && provider === 'sqlite' && !existsSync(target.file)) {
    return false;
  }
  const question = (database: Database) => pendingMigrations(database, provider, migrationsFolder);
  const pending = await (open ? question(open) : askDatabase(target, question));
  return pending.length === 0;
}

/**
 * Brings the database to this program's model and says which migrations that took (none: it was there already).
 * Safe when several processes start at once. `open`: the same database, when there is a client of it already.
 * Throws `MigrationError`.
 */
export async function migrate(
  target: DatabaseTarget,
  options: { migrationsFolder?: string; upTo?: string; open?: Database } = {},
): Promise<{ applied: string[] }> {
  const { migrationsFolder = MIGRATIONS_FOLDER, upTo, open } = options;
  if (upTo === undefined && (await isUpToDate(target, open, migrationsFolder))) {
    return { applied: [] };
  }
  // The engine costs a fifth of a second and some memory: the usual start does without it.
  const { applyMigrations } = await import('./apply-migrations');
  return { applied: await applyMigrations(target, migrationsFolder, upTo) };
}
