import { PrismaPg } from '@prisma/adapter-pg';
import {
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlResultSet,
} from '@prisma/driver-adapter-utils';
import pg from 'pg';
import type { DatabaseProvider } from './client.server';
import { SQLITE } from './sqlite-adapter.server';
import { openConnection } from './sqlite-connection.server';

/**
 * The connections over which the schema engine works. They differ from the forum's own in one thing: a script is one
 * transaction, so a migration that fails leaves the database as it was. (Prisma's PostgreSQL adapter also cuts
 * scripts at every semicolon, even inside a text.)
 */

const MIGRATION_BUSY_MS = 10_000;
// The engine wants the file for itself, which fails while a server has it open. The migration lock does the same
// among those who migrate, and those who only read need not stop.
const EXCLUSIVE_MODE = /^PRAGMA main\.locking_mode/;

// A table that SQLite cannot alter is rebuilt, and dropping the old one with foreign keys on would delete every row
// that points at it. They are therefore off while migrating, and proven afterwards: the name of the constraint is
// what stands in the error.
const PROVE_FOREIGN_KEYS = `
  CREATE TEMP TABLE "_roundtable_proof" ("broken" INTEGER CONSTRAINT "every_foreign_key_has_its_row" CHECK ("broken" = 0));
  INSERT INTO "_roundtable_proof" SELECT count(*) FROM pragma_foreign_key_check;
  DROP TABLE "_roundtable_proof";`;

/** A connection for the engine alone, on a file that nobody else migrates. */
function migrationConnection(file: string): SqlDriverAdapter {
  const connection = openConnection(file, { busyMs: MIGRATION_BUSY_MS, foreignKeys: false });
  return {
    ...SQLITE,
    queryRaw: async (query) => connection.query(query),
    executeRaw: async (query) => (EXCLUSIVE_MODE.test(query.sql) ? 0 : connection.execute(query)),
    async executeScript(script) {
      connection.run('BEGIN IMMEDIATE');
      try {
        connection.runScript(script);
        connection.run(PROVE_FOREIGN_KEYS);
        connection.run('COMMIT');
      } catch (error) {
        connection.run('ROLLBACK');
        throw error;
      }
    },
    startTransaction: () => Promise.reject(new Error('The schema engine opens no transactions of its own.')),
    dispose: async () => connection.close(),
  };
}

/** For migrating the SQLite database in `file`. The caller holds the migration lock. */
export function sqliteMigrationAdapter(file: string): SqlMigrationAwareDriverAdapterFactory {
  return {
    ...SQLITE,
    connect: async () => migrationConnection(file),
    connectToShadowDb: async () => migrationConnection(':memory:'),
  };
}

// The catalogue's one-letter columns have a type of their own that Prisma's adapter does not know.
const ONE_LETTER_TYPE = 18;
const TEXT_TYPE = 25;

function failedScript(error: unknown): unknown {
  if (!(error instanceof pg.DatabaseError)) {
    return error;
  }
  const { message, code = '', severity = 'ERROR', detail, column, hint } = error;
  return new DriverAdapterError({ kind: 'postgres', code, severity, message, detail, column, hint });
}

/** For migrating the PostgreSQL database at `url`. The caller holds the migration lock. */
export function postgresqlMigrationAdapter(url: string): SqlMigrationAwareDriverAdapterFactory {
  // One connection, so that whatever the engine sets for its session is there for its next statement.
  const factory = new PrismaPg({ connectionString: url, max: 1 });
  async function connect(): Promise<SqlDriverAdapter> {
    const connection = await factory.connect();
    const pool = connection.underlyingDriver();
    const runQuery = pool.query.bind(pool);
    async function query(config: pg.QueryConfig): Promise<pg.QueryResult> {
      const result = await runQuery(config);
      for (const field of result.fields) {
        field.dataTypeID = field.dataTypeID === ONE_LETTER_TYPE ? TEXT_TYPE : field.dataTypeID;
      }
      return result;
    }
    Object.assign(pool, { query });
    connection.executeScript = async (script) => {
      try {
        // PostgreSQL runs several statements that come in one message as one transaction.
        await runQuery(script);
      } catch (error) {
        throw failedScript(error);
      }
    };
    return connection;
  }
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect,
    connectToShadowDb: () => factory.connectToShadowDb(),
  };
}

// What the engine asks a PostgreSQL server when it starts: does the schema exist, and which server is it.
const SERVER_ANSWER: SqlResultSet = {
  columnNames: ['exists', 'version', 'numeric_version'],
  columnTypes: [5, 7, 0],
  rows: [[true, 'PostgreSQL 15.0', 150_000]],
};

/** Stands in for a PostgreSQL server where two models are compared and no database takes part. */
function absentPostgresql(): SqlMigrationAwareDriverAdapterFactory {
  const identity = { provider: 'postgres', adapterName: '@prisma/adapter-pg' } as const;
  const connection: SqlDriverAdapter = {
    ...identity,
    queryRaw: async () => SERVER_ANSWER,
    executeRaw: async () => 0,
    executeScript: async () => undefined,
    startTransaction: () => Promise.reject(new Error('No database takes part in comparing two models.')),
    getConnectionInfo: () => ({ schemaName: 'public', supportsRelationJoins: true }),
    dispose: async () => undefined,
  };
  return { ...identity, connect: async () => connection, connectToShadowDb: async () => connection };
}

/** For comparing two models of `provider` without a database. */
export function comparingAdapter(provider: DatabaseProvider): SqlMigrationAwareDriverAdapterFactory {
  return provider === 'sqlite' ? sqliteMigrationAdapter(':memory:') : absentPostgresql();
}
