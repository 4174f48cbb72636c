import type { SchemaEngine } from '@prisma/schema-engine-wasm';
import { type DatabaseTarget, databaseProvider } from './client.server';
import { migrationList } from './history';
import { postgresqlMigrationAdapter, sqliteMigrationAdapter } from './migration-adapters';
import { MigrationError } from './migration-error';
import { withMigrationLock } from './migration-lock';
import { askDatabase, migrationRecords } from './migration-records';
import { EVERY_TABLE, withSchemaEngine } from './schema-engine';

/**
 * Scripts run whole or not at all, so a migration that failed was undone: record that, so it can be tried again.
 * Returns the names of those that had failed.
 */
async function forgetFailures(engine: SchemaEngine, target: DatabaseTarget): Promise<string[]> {
  const records = await askDatabase(target, (database) => migrationRecords(database, databaseProvider(target.url)));
  const failed = records.filter((record) => Number(record.finished) === 0).map((record) => record.name);
  for (const migrationName of failed) {
    await engine.markMigrationRolledBack({ migrationName });
  }
  return failed;
}

/** What the database said, without the engine's own whereabouts (indented lines) and its heading. */
function explain(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const lines = text.split('\n').filter((line) => /^\S/.test(line) && line !== 'external connector error');
  return lines.join(' ');
}

/** Applies what the database lacks, up to `upTo` when given, and says what that was. Throws `MigrationError`. */
export async function applyMigrations(
  target: DatabaseTarget,
  migrationsFolder: string,
  upTo: string | undefined,
): Promise<string[]> {
  const migrationsList = migrationList(databaseProvider(target.url), migrationsFolder, upTo);
  return withMigrationLock(target, async () => {
    const adapter = target.url ? postgresqlMigrationAdapter(target.url) : sqliteMigrationAdapter(target.file ?? '');
    return withSchemaEngine(adapter, undefined, async (engine) => {
      await forgetFailures(engine, target);
      try {
        return (await engine.applyMigrations({ migrationsList, filters: EVERY_TABLE })).appliedMigrationNames;
      } catch (error) {
        const failed = await forgetFailures(engine, target);
        const what = failed.length > 0 ? `Migration ${failed.join(', ')} failed and was undone` : 'Migrating failed';
        throw new MigrationError(`${what}: ${explain(error)}`, { cause: error });
      }
    });
  });
}
