import type { SearchEntity } from '#app/domain/search/model';
import type { Database } from '#prisma/client.server';
import type { SearchEngine } from '#search/port';

/** An index that this process keeps up to date. */
export interface SearchIndexHandle {
  /** Its row in the table of indexes: the same for every process that writes to the same index. */
  id: string;
  engine: SearchEngine;
}

/** What the indexing of one index works with. */
export interface Indexing {
  db: Database;
  index: SearchIndexHandle;
  /** This process among others: only one at a time writes to an index. */
  owner: string;
  /** For this long a change may commit after one with a higher number. In milliseconds; 0 where that cannot be. */
  lateMs: number;
}

/** Something whose document is to be brought up to date. */
export interface Changed {
  entity: SearchEntity;
  id: string;
}

/** How long an index is left to a process that says nothing. In milliseconds. */
export const LEASE_MS = 30_000;

/** On PostgreSQL numbers are given before a transaction commits; the longest of ours, an import's, has two minutes. */
export const LATE_MS = { sqlite: 0, postgresql: 180_000 } as const;
