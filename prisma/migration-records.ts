import { createDatabase, type Database, type DatabaseProvider, type DatabaseTarget } from './client.server';
import { MIGRATIONS_FOLDER, migrationNames } from './history';

/** A line of the database's own record of migrations. `finished` is 1 for what was applied whole. */
export interface MigrationRecord {
  name: string;
  finished: number | bigint;
}

/** What the database's own record says was begun and not undone. */
export async function migrationRecords(database: Database, provider: DatabaseProvider): Promise<MigrationRecord[]> {
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
export async function askDatabase<Answer>(
  target: DatabaseTarget,
  question: (database: Database) => Promise<Answer>,
): Promise<Answer> {
  const database = createDatabase(target);
  try {
    return await question(database);
  } finally {
    await database.$disconnect();
  }
}
