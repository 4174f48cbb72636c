import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { SqlQuery, SqlResultSet } from '@prisma/driver-adapter-utils';
import Libsql from 'libsql';
import { mayBeKept } from './kept-statements';
import { argumentToSqlite, columnTypes, errorFromSqlite, rowFromSqlite } from './sqlite-values.server';

const STATEMENTS_KEPT = 256;
const PAGE_CACHE_KIB = 16_000;

/** A connection to a SQLite file. Everything on it happens at once: the driver is synchronous. */
export interface SqliteConnection {
  /** Runs a query and returns its rows. */
  query(query: SqlQuery): SqlResultSet;
  /** Runs a statement and returns the number of rows it changed. */
  execute(query: SqlQuery): number;
  /** Runs a statement that returns nothing and is not kept; the only right way to say BEGIN (see below). */
  run(sql: string): void;
  /** Runs statements that may change the schema. */
  runScript(sql: string): void;
  close(): void;
}

type PreparedStatement = ReturnType<InstanceType<typeof Libsql>['prepare']>;

interface Columns {
  names: string[];
  declaredTypes: (string | null)[];
}

interface KeptStatement {
  statement: PreparedStatement;
  /** Known once the statement has run: SQLite notices only then that another process changed the schema. */
  columns?: Columns;
}

function prepare(driver: InstanceType<typeof Libsql>, sql: string): KeptStatement {
  const statement = driver.prepare(sql);
  return { statement: statement.reader ? statement.raw(true).safeIntegers(true) : statement };
}

function describe(statement: PreparedStatement): Columns {
  const columns = statement.columns();
  return { names: columns.map((column) => column.name), declaredTypes: columns.map((column) => column.type) };
}

/** Statements by their text, the most recently used ones kept: preparing costs more than most queries do. */
function statementCache(driver: InstanceType<typeof Libsql>) {
  const kept = new Map<string, KeptStatement>();
  function take(sql: string): KeptStatement {
    const found = kept.get(sql) ?? prepare(driver, sql);
    if (!mayBeKept(sql)) {
      return found;
    }
    kept.delete(sql);
    kept.set(sql, found);
    const oldest = kept.keys().next().value;
    if (kept.size > STATEMENTS_KEPT && oldest !== undefined) {
      kept.delete(oldest);
    }
    return found;
  }
  return { take, forget: (sql: string) => kept.delete(sql), clear: () => kept.clear() };
}

/** How long SQLite itself waits for a lock that another process holds; the event loop stands still meanwhile. */
export interface ConnectionOptions {
  busyMs: number;
  foreignKeys?: boolean;
  readOnly?: boolean;
}

/** A new file changes to WAL under a lock: whoever opens it in that moment waits, whatever it waits later. */
const OPENING_BUSY_MS = 10_000;

/** The settings that SQLite keeps per connection. The patience for opening comes first, the one for working last. */
function settings({ busyMs, foreignKeys = true, readOnly = false }: ConnectionOptions): string {
  return `PRAGMA busy_timeout = ${OPENING_BUSY_MS}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ${foreignKeys ? 'ON' : 'OFF'}; PRAGMA cache_size = -${PAGE_CACHE_KIB};
    PRAGMA temp_store = MEMORY; PRAGMA query_only = ${readOnly ? 'ON' : 'OFF'};
    PRAGMA busy_timeout = ${busyMs};`;
}

function converting<Value>(work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    throw errorFromSqlite(error);
  }
}

/** Opens `file` (made with its folder when absent; `:memory:` for one that is nowhere) without any settings. */
export function openPlainConnection(file: string): SqliteConnection {
  if (file !== ':memory:') {
    mkdirSync(dirname(file), { recursive: true });
  }
  const driver = converting(() => new Libsql(file));
  const statements = statementCache(driver);

  function withStatement<Value>(query: SqlQuery, work: (kept: KeptStatement, values: unknown[]) => Value): Value {
    return converting(() => {
      const values = query.args.map((value, place) => argumentToSqlite(value, query.argTypes[place]));
      try {
        return work(statements.take(query.sql), values);
      } catch (error) {
        statements.forget(query.sql);
        throw error;
      }
    });
  }

  return {
    query: (query) =>
      withStatement(query, (kept, values) => {
        if (!kept.statement.reader) {
          kept.statement.run(values);
          return { columnNames: [], columnTypes: [], rows: [] };
        }
        const rows = kept.statement.all(values).filter(Array.isArray);
        kept.columns ??= describe(kept.statement);
        const types = columnTypes(kept.columns.declaredTypes, rows);
        return {
          columnNames: kept.columns.names,
          columnTypes: types,
          rows: rows.map((row) => rowFromSqlite(row, types)),
        };
      }),
    execute: (query) =>
      withStatement(query, ({ statement }, values) =>
        statement.reader ? statement.all(values).length : statement.run(values).changes,
      ),
    // A prepared BEGIN that finds the file locked stays half-done until the garbage collector comes by, and keeps
    // its snapshot; `exec` finishes its statements whatever happens.
    run: (sql) => converting(() => void driver.exec(sql)),
    runScript: (sql) => {
      // What was prepared before remembers the columns as they were.
      statements.clear();
      converting(() => void driver.exec(sql));
    },
    close: () => {
      statements.clear();
      driver.close();
    },
  };
}

/** Opens `file` with WAL, full synchronization, foreign keys and a busy timeout. */
export function openConnection(file: string, options: ConnectionOptions): SqliteConnection {
  const connection = openPlainConnection(file);
  connection.run(settings(options));
  return connection;
}
