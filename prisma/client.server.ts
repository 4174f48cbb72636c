import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { PrismaClient as PostgresqlClient } from './generated/postgresql/client';
import { type Prisma, PrismaClient as SqliteClient } from './generated/sqlite/client';
import { mayBeKept } from './kept-statements';
import { sqliteAdapter } from './sqlite-adapter.server';

export type { Prisma } from './generated/sqlite/client';

/** The database, whichever provider stands behind it: both clients are generated from one model. */
export type Database = SqliteClient;

/** What a command gets inside `database.$transaction(async (transaction) => …)`. */
export type DatabaseTransaction = Prisma.TransactionClient;

export type DatabaseProvider = 'sqlite' | 'postgresql';

/** Where the database is: `url` is a `postgresql://` address; without one, `file` is the path of a SQLite file. */
export interface DatabaseTarget {
  url?: string | undefined;
  file?: string | undefined;
}

// Writers take turns, so under load a transaction waits for those before it: Prisma's 2 s would fail requests that
// are merely in a queue. A transaction that itself lasts longer than this is a mistake and is rolled back.
const TRANSACTION = { maxWait: 20_000, timeout: 15_000 };
const POSTGRESQL_CONNECTIONS = 10;
const POSTGRESQL_STATEMENTS_KEPT = 400;

/** Which provider a `DATABASE_URL` means; unset means the SQLite file in the data folder. Throws on any other scheme. */
export function databaseProvider(url: string | undefined): DatabaseProvider {
  if (url === undefined || url === '') {
    return 'sqlite';
  }
  if (/^postgres(ql)?:\/\//.test(url)) {
    return 'postgresql';
  }
  throw new Error('DATABASE_URL must begin with postgresql:// (leave it unset for the SQLite file).');
}

/**
 * Names for queries that PostgreSQL should keep prepared on its connections. Prisma writes the same text for the same
 * query, but lists of ids make endless variants, and a server never forgets a named one: so only the first ones get
 * a name, and the rest the empty one, which means "do not keep".
 */
function statementNames(): (query: { sql: string }) => string {
  const names = new Map<string, string>();
  return function nameOf({ sql }) {
    const known = names.get(sql);
    if (known !== undefined || names.size >= POSTGRESQL_STATEMENTS_KEPT || !mayBeKept(sql)) {
      return known ?? '';
    }
    const name = `roundtable_${names.size}`;
    names.set(sql, name);
    return name;
  };
}

/** Loads the driver with the first query: a forum on SQLite never needs it, and it is 10 MB of memory. */
function postgresqlAdapter(connectionString: string): SqlDriverAdapterFactory {
  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    async connect() {
      const { PrismaPg } = await import('@prisma/adapter-pg');
      const pool = { connectionString, max: POSTGRESQL_CONNECTIONS };
      return new PrismaPg(pool, { statementNameGenerator: statementNames() }).connect();
    },
  };
}

/** Opens the database lazily: the first query connects. Close it with `$disconnect()`. */
export function createDatabase(target: DatabaseTarget): Database {
  if (target.url && databaseProvider(target.url) === 'postgresql') {
    const client: unknown = new PostgresqlClient({
      adapter: postgresqlAdapter(target.url),
      transactionOptions: TRANSACTION,
    });
    // The two generated clients differ in provider-only options alone; tests/database/schema.test.ts holds their
    // models equal, and the domain's tests run on both.
    return client as Database;
  }
  if (!target.file) {
    throw new Error('A database needs a PostgreSQL address or the path of a SQLite file.');
  }
  return new SqliteClient({ adapter: sqliteAdapter(target.file), transactionOptions: TRANSACTION });
}
