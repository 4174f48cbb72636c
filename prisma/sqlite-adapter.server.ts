import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import {
  isDriverAdapterError,
  type SqlDriverAdapter,
  type SqlDriverAdapterFactory,
  type SqlQuery,
  type Transaction,
} from '@prisma/driver-adapter-utils';
import { openConnection, type SqliteConnection } from './sqlite-connection.server';

/**
 * Prisma on a SQLite file: one connection reads and one writes, both for the life of the client, and writers take
 * turns. So settings hold, reads do not wait for a transaction to end, and no transaction fails because another one
 * is running. Why not Prisma's own adapter: docs/decisions/003-database.md.
 */

export const SQLITE = { provider: 'sqlite', adapterName: 'roundtable-sqlite' } as const;

const READER_BUSY_MS = 5_000;
// SQLite blocks the event loop while it waits for another process, so a write waits briefly and asks again later.
const WRITER_BUSY_MS = 25;
const WRITE_RETRY_PAUSE_MS = 10;
const WRITE_RETRIES = 600;

type Release = () => void;
type TakeTurn = () => Promise<Release>;

/** A queue: each caller's promise resolves, in order of asking, to the function that lets the next one in. */
export function createTurns(): TakeTurn {
  let last: Promise<void> = Promise.resolve();
  return async function takeTurn() {
    const before = last;
    let release: Release = () => undefined;
    last = new Promise((done) => {
      release = done;
    });
    await before;
    return release;
  };
}

const turnsByFile = new Map<string, TakeTurn>();

/** Two clients of one process on one file would block the event loop for each other, so they share one queue. */
function turnsFor(file: string): TakeTurn {
  const turns = turnsByFile.get(file) ?? createTurns();
  turnsByFile.set(file, turns);
  return turns;
}

function isRead(query: SqlQuery): boolean {
  return /^\s*select\b/i.test(query.sql);
}

/** True when another connection holds the lock: nothing was done and asking again is safe. */
export function isBusy(error: unknown): boolean {
  return isDriverAdapterError(error) && error.cause.kind === 'SocketTimeout';
}

/** Runs `statement` (BEGIN …), again and again while another process holds the file. */
export async function runWhenFree(
  connection: SqliteConnection,
  statement: string,
  waiting = { retries: WRITE_RETRIES, pauseMs: WRITE_RETRY_PAUSE_MS },
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return connection.run(statement);
    } catch (error) {
      if (!isBusy(error) || attempt > waiting.retries) {
        throw error;
      }
      await pause(waiting.pauseMs);
    }
  }
}

function rollBack(writer: SqliteConnection): void {
  try {
    writer.run('ROLLBACK');
  } catch {
    // After some failures (a full disk) SQLite has rolled back by itself, and there is nothing left to do.
  }
}

function commit(writer: SqliteConnection): void {
  try {
    writer.run('COMMIT');
  } catch (error) {
    rollBack(writer);
    throw error;
  }
}

/** The open transaction on the writing connection; `release` lets the next writer in. */
function runningTransaction(writer: SqliteConnection, release: Release): Transaction {
  return {
    ...SQLITE,
    options: { usePhantomQuery: true },
    queryRaw: async (query) => writer.query(query),
    executeRaw: async (query) => writer.execute(query),
    async commit() {
      try {
        commit(writer);
      } finally {
        release();
      }
    },
    async rollback() {
      rollBack(writer);
      release();
    },
    createSavepoint: async (name) => writer.run(`SAVEPOINT ${name}`),
    rollbackToSavepoint: async (name) => writer.run(`ROLLBACK TO ${name}`),
    releaseSavepoint: async (name) => writer.run(`RELEASE SAVEPOINT ${name}`),
  };
}

async function connect(file: string): Promise<SqlDriverAdapter> {
  const takeTurn = turnsFor(file);
  const writer = openConnection(file, { busyMs: WRITER_BUSY_MS });
  const reader = openConnection(file, { busyMs: READER_BUSY_MS, readOnly: true });

  /** One statement by itself, as a transaction of its own: only its BEGIN can find the file busy. */
  async function write<Value>(work: () => Value): Promise<Value> {
    const release = await takeTurn();
    try {
      await runWhenFree(writer, 'BEGIN IMMEDIATE');
      try {
        const value = work();
        commit(writer);
        return value;
      } catch (error) {
        rollBack(writer);
        throw error;
      }
    } finally {
      release();
    }
  }

  /** What cannot stand inside a transaction: pragmas, VACUUM, scripts. */
  async function alone<Value>(work: () => Value): Promise<Value> {
    const release = await takeTurn();
    try {
      return work();
    } finally {
      release();
    }
  }

  function enqueue<Value>(query: SqlQuery, work: () => Value): Promise<Value> {
    return /^\s*(pragma|vacuum|attach|detach)\b/i.test(query.sql) ? alone(work) : write(work);
  }

  return {
    ...SQLITE,
    queryRaw: async (query) => (isRead(query) ? reader.query(query) : enqueue(query, () => writer.query(query))),
    executeRaw: async (query) => enqueue(query, () => writer.execute(query)),
    executeScript: async (script) => alone(() => writer.runScript(script)),
    async startTransaction() {
      const release = await takeTurn();
      try {
        // IMMEDIATE takes the write lock now; a deferred transaction could fail half-way, when it first writes.
        await runWhenFree(writer, 'BEGIN IMMEDIATE');
      } catch (error) {
        release();
        throw error;
      }
      return runningTransaction(writer, release);
    },
    async dispose() {
      reader.close();
      writer.close();
    },
  };
}

/** The driver adapter for the SQLite database in `file`, for Prisma's client. */
export function sqliteAdapter(file: string): SqlDriverAdapterFactory {
  return { ...SQLITE, connect: () => connect(resolve(file)) };
}
