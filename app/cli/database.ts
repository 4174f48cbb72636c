import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { CliError } from '#app/cli/outcome';
import type { Env } from '#app/env.server';
import { type Database, type DatabaseTarget, databaseProvider } from '#prisma/client.server';
import { migrate } from '#prisma/migrate';
import { MigrationError } from '#prisma/migration-error';

/** The database that an environment means. */
export function databaseTarget(env: Env): DatabaseTarget {
  return { url: env.databaseUrl, file: join(env.dataDir, 'roundtable.db') };
}

/**
 * Brings the database of `env` up to date; its data folder is made when absent. Answers the migrations applied.
 * `open`: the client of it that the process works with, if it has one: a second one costs 20 MB for a moment.
 */
export async function migrateDatabase(env: Env, open?: Database): Promise<string[]> {
  mkdirSync(env.dataDir, { recursive: true });
  try {
    return (await migrate(databaseTarget(env), open ? { open } : {})).applied;
  } catch (error) {
    if (error instanceof MigrationError) {
      throw new CliError(error.message);
    }
    throw unreachable(env, error);
  }
}

function unreachable(env: Env, error: unknown): CliError {
  const what = databaseProvider(env.databaseUrl) === 'sqlite' ? databaseTarget(env).file : 'PostgreSQL';
  return new CliError(`The database (${what}) cannot be used: ${error instanceof Error ? error.message : error}`);
}
