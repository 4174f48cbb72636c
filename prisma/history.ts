import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { MigrationList } from '@prisma/schema-engine-wasm';
import type { DatabaseProvider } from './client.server';

/** Where the histories lie when a process is started in the project's folder, as every command here is. */
export const MIGRATIONS_FOLDER = 'prisma/migrations';

/** The names of one provider's migrations, oldest first. */
export function migrationNames(provider: DatabaseProvider, migrationsFolder: string = MIGRATIONS_FOLDER): string[] {
  const folder = join(migrationsFolder, provider);
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'migration.sql')))
    .map((entry) => entry.name)
    .sort();
}

/** One provider's history as the engine wants it; `upTo` leaves out everything after that migration. */
export function migrationList(
  provider: DatabaseProvider,
  migrationsFolder: string,
  upTo: string | undefined,
): MigrationList {
  const folder = resolve(migrationsFolder, provider);
  const names = migrationNames(provider, migrationsFolder);
  return {
    baseDir: folder,
    lockfile: { path: 'migration_lock.toml', content: `provider = "${provider}"\n` },
    shadowDbInitScript: '',
    migrationDirectories: names
      .filter((name) => upTo === undefined || name <= upTo)
      .map((name) => ({
        path: name,
        migrationFile: {
          path: 'migration.sql',
          content: { tag: 'ok', value: readFileSync(join(folder, name, 'migration.sql'), 'utf8') },
        },
      })),
  };
}

/** The model as it was after the last migration of one provider's history: what the next one is compared with. */
export function lastModelFile(provider: DatabaseProvider, migrationsFolder: string): string {
  return join(migrationsFolder, provider, 'schema.prisma');
}
