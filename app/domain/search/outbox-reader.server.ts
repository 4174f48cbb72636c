import { now } from '#app/domain/clock';
import type { Indexing } from '#app/domain/search/indexes.server';
import { SEARCH_QUEUE } from '#app/domain/search/queue.server';

export interface OutboxChange {
  id: number;
  entityType: string;
  entityId: string;
  createdAt: Date;
}

/** Reads the outbox in order for one index, and remembers how far it came. */
export interface OutboxReader {
  /** Goes on after `cursor`, unless it is reading already. */
  resume(cursor: number): void;
  /** Goes on after `cursor`, wherever it is. */
  start(cursor: number): void;
  /** Changes not read yet, oldest first, some at a time. */
  read(): Promise<OutboxChange[]>;
  /** Says that they are in the index. */
  done(changes: OutboxChange[]): Promise<void>;
  /** Another process writes to the index now. */
  forget(): void;
}

const BATCH = 500;
const LATE_CHECK_EVERY_MS = 5_000;
const PRUNE_EVERY_MS = 60_000;
/** An index that nobody wrote to for so long holds no rows back; when it comes again, the sweep puts it right. */
const FORGOTTEN_AFTER_MS = 24 * 60 * 60 * 1000;

export function createOutboxReader({ db, index, lateMs }: Indexing): OutboxReader {
  /** Everything up to here was read; null: nothing yet. */
  let position: number | null = null;
  /** Rows after the cursor that are in the index, oldest first. */
  let settled: { id: number; createdAt: Date }[] = [];
  let known = new Set<number>();
  let written = { cursor: -1, head: -1 };
  let lateCheckedAt = 0;
  let prunedAt = 0;

  function start(cursor: number): void {
    position = cursor;
    settled = [];
    known = new Set();
    written = { cursor, head: -1 };
  }

  function readWhere(where: { gt: number; lte?: number }): Promise<OutboxChange[]> {
    return db.outbox.findMany({
      where: { queue: SEARCH_QUEUE, id: where },
      orderBy: { id: 'asc' },
      ...(where.lte === undefined ? { take: BATCH } : {}),
      select: { id: true, entityType: true, entityId: true, createdAt: true },
    });
  }

  async function readLate(): Promise<OutboxChange[]> {
    const at = now().getTime();
    if (lateMs === 0 || position === null || at - lateCheckedAt < LATE_CHECK_EVERY_MS) {
      return [];
    }
    lateCheckedAt = at;
    return (await readWhere({ gt: written.cursor, lte: position })).filter(({ id }) => !known.has(id));
  }

  async function done(changes: OutboxChange[]): Promise<void> {
    for (const { id, createdAt } of changes) {
      settled.push({ id, createdAt });
      known.add(id);
      position = Math.max(position ?? 0, id);
    }
    settled.sort((one, other) => one.id - other.id);
    const horizon = now().getTime() - lateMs;
    let { cursor } = written;
    while (settled[0] !== undefined && settled[0].createdAt.getTime() <= horizon) {
      cursor = settled[0].id;
      known.delete(cursor);
      settled.shift();
    }
    const head = position ?? 0;
    if (cursor !== written.cursor || head !== written.head) {
      await db.searchIndex.update({ where: { id: index.id }, data: { cursor, head, updatedAt: now() } });
      written = { cursor, head };
    }
    await prune();
  }

  /** Deletes the rows that every index has taken in. */
  async function prune(): Promise<void> {
    const at = now().getTime();
    if (at - prunedAt < PRUNE_EVERY_MS) {
      return;
    }
    prunedAt = at;
    const alive = { updatedAt: { gt: new Date(at - FORGOTTEN_AFTER_MS) } };
    const { _min } = await db.searchIndex.aggregate({ where: alive, _min: { cursor: true } });
    await db.outbox.deleteMany({ where: { queue: SEARCH_QUEUE, id: { lte: _min.cursor ?? 0 } } });
  }

  return {
    start,
    resume: (cursor) => {
      if (position === null) {
        start(cursor);
      }
    },
    read: async () => {
      const late = await readLate();
      return [...late, ...(await readWhere({ gt: position ?? 0 }))];
    },
    done,
    forget: () => {
      position = null;
    },
  };
}
