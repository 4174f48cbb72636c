import { existsSync, rmSync } from 'node:fs';
import Database from 'libsql';
import { ANALYSER_VERSION } from '#search/analysis/version';

/** An open index file. */
export interface Store {
  path: string;
  database: Database.Database;
}

const BUSY_TIMEOUT_MS = 5_000;
/** 16 MB: whoever writes much waits for the disk a quarter as often as with what SQLite does by itself. */
const CHECKPOINT_PAGES = 4_000;
/** Raise with every change of the tables below: an index of another shape is rebuilt. */
const SCHEMA_VERSION = 3;

/**
 * The index: documents with what they are filtered by, their passages, and for each passage two things: one row of full
 * text (each word and key once, without places: it only finds), and its words as numbers in order (they rank, and tell
 * phrases). Neither holds the text itself, which stays in the forum's database. Titles have a table of their own with
 * indexes of beginnings, for suggestions: over all texts those would double the file.
 */
const SCHEMA = `
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE audiences (id INTEGER PRIMARY KEY, keys TEXT NOT NULL UNIQUE);
CREATE TABLE facts (id INTEGER PRIMARY KEY, packed TEXT NOT NULL UNIQUE);
CREATE TABLE documents (
  num INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, title TEXT NOT NULL, topic TEXT, tags TEXT NOT NULL,
  answered INTEGER NOT NULL, authority_size TEXT, year INTEGER NOT NULL, label TEXT, state TEXT, date REAL NOT NULL,
  revision INTEGER NOT NULL, audience INTEGER NOT NULL, facts INTEGER NOT NULL
);
CREATE INDEX documents_by_date ON documents (date);
CREATE TABLE passages (
  num INTEGER PRIMARY KEY, document INTEGER NOT NULL, ref TEXT NOT NULL, audience INTEGER, role INTEGER NOT NULL,
  digest TEXT NOT NULL
);
CREATE INDEX passages_by_document ON passages (document);
CREATE TABLE vectors (passage INTEGER PRIMARY KEY, words BLOB NOT NULL);
CREATE TABLE words (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE);
CREATE TABLE word_keys (key TEXT NOT NULL, word INTEGER NOT NULL, PRIMARY KEY (key, word)) WITHOUT ROWID;
CREATE VIRTUAL TABLE texts USING fts5(terms, content='', contentless_delete=1, detail='none', tokenize='ascii');
CREATE VIRTUAL TABLE terms USING fts5vocab(texts, 'row');
CREATE VIRTUAL TABLE titles USING fts5(words, content='', contentless_delete=1, tokenize='ascii', prefix='2 3');
`;

/**
 * Opens an index file, making it when it is not there. A file that is damaged or of another shape is thrown away: it
 * can be made again from the forum's database. Safe settings are not needed for the same reason, only quick ones.
 */
export function openStore(path: string): Store {
  try {
    return openExisting(path);
  } catch (error) {
    if (error instanceof Error && /busy|locked/i.test(error.message)) {
      throw error;
    }
    deleteStore(path);
    return openExisting(path);
  }
}

function openExisting(path: string): Store {
  const isNew = !existsSync(path);
  const database = new Database(path, { timeout: BUSY_TIMEOUT_MS });
  try {
    database.exec('PRAGMA journal_mode = WAL');
    database.exec('PRAGMA synchronous = NORMAL');
    database.exec('PRAGMA cache_size = -65536');
    database.exec('PRAGMA temp_store = MEMORY');
    database.exec(`PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    const store = { path, database };
    if (isNew || readMeta(store, 'schema') === null) {
      createTables(store);
    }
    if (readMeta(store, 'schema') !== String(SCHEMA_VERSION)) {
      throw new Error('the index has another shape');
    }
    return store;
  } catch (error) {
    database.close();
    throw error;
  }
}

function createTables(store: Store): void {
  inTransaction(store, () => {
    // Another process may have been quicker.
    if (readMeta(store, 'schema') !== null) {
      return;
    }
    store.database.exec(SCHEMA);
    writeMeta(store, 'schema', String(SCHEMA_VERSION));
    writeMeta(store, 'analyser', String(ANALYSER_VERSION));
    writeMeta(store, 'complete', 'no');
  });
}

/** Runs the work in one transaction; rolls back and throws when it throws. */
export function inTransaction<Result>({ database }: Store, work: () => Result): Result {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}

/** A value kept with the index, or null when there is none or no table yet. */
export function readMeta({ database }: Store, name: string): string | null {
  const [table] = rows(database, "SELECT 1 AS found FROM sqlite_master WHERE name = 'meta'", []);
  if (table === undefined) {
    return null;
  }
  const [row] = rows(database, 'SELECT value FROM meta WHERE name = ?', [name]);
  return row === undefined ? null : String(row.value);
}

/** Keeps a value with the index. */
export function writeMeta({ database }: Store, name: string, value: string): void {
  const sql = 'INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value';
  run(database, sql, [name, value]);
}

/** What SQLite gives for a column. */
export type Cell = string | number | bigint | null | Uint8Array | ArrayBuffer;
export type Row = Record<string, Cell>;

const prepared = new WeakMap<Database.Database, Map<string, Database.Statement>>();

/** A statement, prepared once a connection. Only for texts that do not vary with what people type. */
function statement(database: Database.Database, sql: string): Database.Statement {
  const known = prepared.get(database) ?? new Map<string, Database.Statement>();
  prepared.set(database, known);
  const found = known.get(sql) ?? database.prepare(sql);
  known.set(sql, found);
  return found;
}

/** All rows of a query. The one place where the driver's untyped rows get their type. */
export function rows(database: Database.Database, sql: string, values: Cell[]): Row[] {
  return statement(database, sql).all(values) as Row[];
}

/**
 * Runs a statement and gives the number of the row it inserted, if any. Values always go as one list: the driver takes
 * a lone object for named values, and stops the process over a lone buffer.
 */
export function run(database: Database.Database, sql: string, values: Cell[]): number {
  return Number(statement(database, sql).run(values).lastInsertRowid);
}

/** The bytes of a blob, which the driver gives as an ArrayBuffer; none for anything else. */
export function bytesOf(cell: Cell | undefined): Uint8Array {
  if (cell instanceof Uint8Array) {
    return cell;
  }
  return cell instanceof ArrayBuffer ? new Uint8Array(cell) : new Uint8Array();
}

/** Numbers separated by commas, as `group_concat` gives them. */
export function readNumbers(list: string): number[] {
  return JSON.parse(`[${list}]`) as number[];
}

/** Closes and deletes an index file with what SQLite keeps beside it. */
export function deleteStore(path: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal']) {
    rmSync(`${path}${suffix}`, { force: true });
  }
}
