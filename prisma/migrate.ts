import { existsSync } from 'node:fs';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';
import {
  createDatabase,
  type Database,
  type DatabaseProvider,
  type DatabaseTarget,
  databaseProvider,
} from './client.server';
import { MIGRATIONS_FOLDER, migrationList, migrationNames } from './history';
import { postgresqlMigrationAdapter, sqliteMigrationAdapter } from './migration-adapters';
import { withMigrationLock } from './migration-lock';
import { EVERY_TABLE, withSchemaEngine } from './schema-engine';

/** A migration could not be applied. The message says which one and why; the database is as it was before it. */
export class MigrationError extends Error {
  override name = 'MigrationError';
}

interface MigrationRecord {
  name: string;
  finished: number | bigint;
}

/** What the database's own record says was begun and not undone. `finished` is 1 for what was applied whole. */
async function migrationRecords(database: Database, provider: DatabaseProvider): Promise<MigrationRecord[]> {
  const tables: { found: number | bigint }[] =
    provider === 'sqlite'
      ? await database.$queryRaw`SELECT count(*) AS found FROM sqlite_master WHERE name = '_prisma_migrations'`
      : await database.$queryRaw`SELECT count(*) AS found FROM pg_tables
          WHERE tablename = '_prisma_migrations' AND schemaname = current_schema()`;
  if (Number(tables[0]?.found ?? 0) === 0) {
    return [];
  }
  return database.$queryRaw`SELECT migration_name AS name, CASE WHEN finished_at IS NULL THEN 0 ELSE 1 END AS finished
    FROM _prisma_migrations WHERE rolled_back_at IS NULL`;
}

/** The migrations this program has and the open database has not, oldest first. Two small queries, no engine. */
export async function pendingMigrations(
  database: Database,
  provider: DatabaseProvider,
  migrationsFolder: string = MIGRATIONS_FOLDER,
): Promise<string[]> {
  const records = await migrationRecords(database, provider);
  const applied = new Set(records.filter((record) => Number(record.finished) === 1).map((record) => record.name));
  return migrationNames(provider, migrationsFolder).filter((name) => !applied.has(name));
}

/** Opens the database for one question. */
async function ask<Answer>(target: DatabaseTarget, question: (database: Database) => Promise<Answer>): Promise<Answer> {
  const database = createDatabase(target);
  try {
    return await question(database);
  } finally {
    await database.$disconnect();
  }
}

async function isUpToDate(target: DatabaseTarget, migrationsFolder: string): Promise<boolean> {
  const provider = databaseProvider(target.url);
  if (target.file && provider === 'sqlite' && !existsSync(target.file)) {
    return false;
  }
  const pending = await ask(target, (database) => pendingMigrations(database, provider, migrationsFolder));
  return pending.length === 0;
}

/**
 * Scripts run whole or not at all, so a migration that failed was undone: record that, so it can be tried again.
 * Returns the names of those that had failed.
 */
async function forgetFailures(engine: SchemaEngine, target: DatabaseTarget): Promise<string[]> {
  const records = await ask(target, (database) => migrationRecords(database, databaseProvider(target.url)));
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

/**
 * Brings the database to this program's model and says which migrations that took (none: it was there already).
 * Safe when several processes start at once. Throws `MigrationError`.
 */
export async function migrate(
  target: DatabaseTarget,
  options: { migrationsFolder?: string; upTo?: string } = {},
): Promise<{ applied: string[] }> {
  const migrationsFolder = options.migrationsFolder ?? MIGRATIONS_FOLDER;
  // The engine costs a fifth of a second and some memory: the usual start does without it.
  if (options.upTo === undefined && (await isUpToDate(target, migrationsFolder))) {
    return { applied: [] };
  }
  const provider = databaseProvider(target.url);
  const migrationsList = migrationList(provider, migrationsFolder, options.upTo);
  return withMigrationLock(target, async () => {
    const adapter = target.url ? postgresqlMigrationAdapter(target.url) : sqliteMigrationAdapter(target.file ?? '');
    return withSchemaEngine(adapter, undefined, async (engine) => {
      await forgetFailures(engine, target);
      try {
        const { appliedMigrationNames } = await engine.applyMigrations({ migrationsList, filters: EVERY_TABLE });
        return { applied: appliedMigrationNames };
      } catch (error) {
        const failed = await forgetFailures(engine, target);
        const what = failed.length > 0 ? `Migration ${failed.join(', ')} failed and was undone` : 'Migrating failed';
        throw new MigrationError(`${what}: ${explain(error)}`, { cause: error });
      }
    });
  });
}
