import { randomBytes } from 'node:crypto';
import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeEach, inject } from 'vitest';
import { createDatabase, type Database, type DatabaseProvider, type DatabaseTarget } from '#prisma/client.server';
import { openConnection } from '#prisma/sqlite-connection.server';
import '#tests/setup/provided';

/** A database of a test's own: where it is, an open client, and how to be rid of it. */
export interface OwnDatabase {
  target: DatabaseTarget;
  database: Database;
  /** Deletes every row and starts the numbering at 1 again. */
  empty(): Promise<void>;
  drop(): Promise<void>;
}

const OBJECT_IN_USE = '55006';
const COPY_PAUSE_MS = 50;

/** The provider that this run of the test file is about: the files of the domain run once for each. */
export function testProvider(): DatabaseProvider {
  return inject('testDatabase').provider;
}

function freshName(): string {
  return `roundtable_test_${process.pid}_${randomBytes(4).toString('hex')}`;
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

async function createOnServer(url: string, sql: string): Promise<void> {
  for (;;) {
    try {
      return await onServer(url, sql);
    } catch (error) {
      // Another worker is copying the template at this moment.
      if (!(error instanceof pg.DatabaseError && error.code === OBJECT_IN_USE)) {
        throw error;
      }
      await pause(COPY_PAUSE_MS);
    }
  }
}

function emptySqlite(file: string): void {
  // Foreign keys are off on this connection, so that the order of the tables does not matter.
  const connection = openConnection(file, { busyMs: 5_000, foreignKeys: false });
  try {
    const { rows } = connection.query({
      sql: `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
        AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> '_prisma_migrations'`,
      args: [],
      argTypes: [],
    });
    const deletions = rows.map(([name]) => `DELETE FROM "${name}";`).join('\n');
    connection.run(`BEGIN IMMEDIATE; ${deletions} DELETE FROM sqlite_sequence; COMMIT;`);
  } finally {
    connection.close();
  }
}

// Truncating a table costs a few milliseconds whether or not it holds anything, so only those that do are.
const EMPTY_POSTGRESQL = `DO $$
DECLARE
  candidate text;
  filled boolean;
  names text[] := '{}';
BEGIN
  FOR candidate IN SELECT quote_ident(tablename) FROM pg_tables
    WHERE schemaname = current_schema() AND tablename <> '_prisma_migrations'
  LOOP
    EXECUTE 'SELECT EXISTS (SELECT 1 FROM ' || candidate || ')' INTO filled;
    IF filled THEN names := names || candidate; END IF;
  END LOOP;
  IF cardinality(names) > 0 THEN
    EXECUTE 'TRUNCATE ' || array_to_string(names, ', ') || ' RESTART IDENTITY CASCADE';
  END IF;
END $$`;

/** Makes a database. `migrated: false` gives one without any table. */
export async function createTestDatabase({ migrated = true } = {}): Promise<OwnDatabase> {
  const provided = inject('testDatabase');
  if ('unavailable' in provided) {
    throw new Error(provided.unavailable);
  }
  const name = freshName();
  if (provided.provider === 'sqlite') {
    const file = join(provided.folder, `${name}.db`);
    if (migrated) {
      copyFileSync(provided.template, file);
    }
    const database = createDatabase({ file });
    // The folder goes at the end of the run, with every file in it.
    return { target: { file }, database, empty: async () => emptySqlite(file), drop: () => database.$disconnect() };
  }
  const { maintenanceUrl, template } = provided;
  await createOnServer(maintenanceUrl, `CREATE DATABASE ${name}${migrated ? ` TEMPLATE ${template}` : ''}`);
  const address = new URL(maintenanceUrl);
  address.pathname = `/${name}`;
  const url = address.href;
  const database = createDatabase({ url });
  return {
    target: { url },
    database,
    empty: async () => void (await database.$executeRawUnsafe(EMPTY_POSTGRESQL)),
    async drop() {
      await database.$disconnect();
      await onServer(maintenanceUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
}

/** Stands in for a database that cannot be had: every test that would use it fails, by name, with the reason. */
function failEveryTest(reason: string): OwnDatabase {
  beforeEach(() => {
    throw new Error(reason);
  });
  const target = { url: 'postgresql://absent.invalid/none' };
  const database = createDatabase(target);
  return { target, database, empty: async () => undefined, drop: () => database.$disconnect() };
}

/**
 * The test file's own migrated database, of the provider this run is about; empty again before each test.
 * Call it once, at the top of the file: `const { database } = await ownDatabase();`
 */
export async function ownDatabase(): Promise<OwnDatabase> {
  const provided = inject('testDatabase');
  if ('unavailable' in provided) {
    return failEveryTest(provided.unavailable);
  }
  const own = await createTestDatabase();
  let isFresh = true;
  beforeEach(async () => {
    if (!isFresh) {
      await own.empty();
    }
    isFresh = false;
  });
  afterAll(() => own.drop());
  return own;
}

/** The client of `ownDatabase`, which is all that most tests want: `const database = await testDatabase();` */
export async function testDatabase(): Promise<Database> {
  return (await ownDatabase()).database;
}
