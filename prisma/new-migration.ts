import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { DatabaseProvider } from './client.server';
import { generateClients } from './generate';
import { lastModelFile, MIGRATIONS_FOLDER, migrationNames } from './history';
import { comparingAdapter } from './migration-adapters';
import { nextMigrationName } from './migration-name';
import { MODEL_FILES, postgresqlModel } from './model';
import { sqlBetweenModels } from './schema-engine';

/**
 * `npm run db:migration -- NAME`: writes the next migration of both histories from what changed in
 * prisma/schema.prisma, and makes both clients anew. Read the SQL before committing it: a renamed column, for one,
 * looks to the engine like one dropped and another added.
 */

const PROVIDERS: DatabaseProvider[] = ['sqlite', 'postgresql'];
function readIfThere(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** Writes the next migration for both providers; returns its name. Throws, having written nothing, when none is due. */
export async function createMigration(name: string, migrationsFolder: string = MIGRATIONS_FOLDER): Promise<string> {
  const sqlite = readFileSync(MODEL_FILES.sqlite, 'utf8');
  const models: Record<DatabaseProvider, string> = { sqlite, postgresql: postgresqlModel(sqlite) };
  for (const provider of PROVIDERS) {
    mkdirSync(join(migrationsFolder, provider), { recursive: true });
  }
  const existing = PROVIDERS.flatMap((provider) => migrationNames(provider, migrationsFolder));
  const folder = nextMigrationName(existing, name);
  const scripts = new Map<DatabaseProvider, string>();
  for (const provider of PROVIDERS) {
    const last = readIfThere(lastModelFile(provider, migrationsFolder));
    scripts.set(provider, await sqlBetweenModels(comparingAdapter(provider), last, models[provider]));
  }
  if ([...scripts.values()].every((script) => script === '')) {
    throw new Error('The model has not changed since the last migration: nothing to do.');
  }
  write(MODEL_FILES.postgresql, models.postgresql);
  for (const [provider, script] of scripts) {
    // The histories keep step even when only one database has something to change.
    write(join(migrationsFolder, provider, folder, 'migration.sql'), script || '-- Nothing changes here.\nSELECT 1;\n');
    write(lastModelFile(provider, migrationsFolder), models[provider]);
  }
  return folder;
}

async function main(): Promise<void> {
  const [name, ...rest] = process.argv.slice(2);
  if (name === undefined || rest.length > 0) {
    throw new Error('Usage: npm run db:migration -- NAME   (e.g. sessions; the number is added)');
  }
  const folder = await createMigration(name);
  await generateClients();
  console.log(`Wrote ${PROVIDERS.map((provider) => join(MIGRATIONS_FOLDER, provider, folder)).join(' and ')}.`);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  main().catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
}
