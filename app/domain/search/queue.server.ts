import { FOUND_RECORDS, type SearchEntity } from '#app/domain/search/model';
import type { Tx } from '#app/domain/tx';

export const SEARCH_QUEUE = 'search';

type Listener = () => void;
let listener: Listener | null = null;
/** Long enough for the transaction to commit. A wake-up that comes too early loses nothing: the worker looks by itself. */
const WAKE_AFTER_MS = 50;

/** Whoever keeps this process's indexes up to date is told when something changed. */
export function onSearchQueued(next: Listener | null): void {
  listener = next;
}

export interface SearchChange {
  entity: SearchEntity;
  id: string | number;
  /**
   * Somebody may see less than before. Until an index has taken it in, the thing is left out of what that index
   * answers, of counts and facets too.
   */
  hides?: boolean;
}

/** A row of the outbox that tells every search index of a change. */
export function searchRow({ entity, id, hides = false }: SearchChange, at: Date) {
  return {
    queue: SEARCH_QUEUE,
    entityType: entity,
    entityId: String(id),
    payload: hides ? HIDES : '{}',
    createdAt: at,
    availableAt: at,
  };
}

/** The payload of a change that hides something. */
export const HIDES = '{"hides":true}';

/** Tells every search index of changes, in the same transaction as the data. */
export async function queueSearch(tx: Tx, changes: SearchChange[], at: Date): Promise<void> {
  if (changes.length === 0) {
    return;
  }
  const all = [...changes, ...(await sessionParts(tx, changes))];
  await tx.outbox.createMany({ data: all.map((change) => searchRow(change, at)) });
  wakeIndexer();
}

/** Has the indexer look soon. */
export function wakeIndexer(): void {
  if (listener) {
    setTimeout(listener, WAKE_AFTER_MS).unref();
  }
}

/** A session's summary, and what it says, are seen by whoever the session is for: they change with it. */
async function sessionParts(tx: Tx, changes: SearchChange[]): Promise<SearchChange[]> {
  const sessions = changes.filter(({ entity }) => entity === 'session');
  if (sessions.length === 0) {
    return [];
  }
  const summaries = await tx.summary.findMany({
    where: { sessionId: { in: sessions.map(({ id }) => Number(id)) }, state: 'published' },
    select: {
      id: true,
      sessionId: true,
      records: { where: { kind: { in: [...FOUND_RECORDS] } }, select: { id: true } },
    },
  });
  return summaries.flatMap(({ id, sessionId, records }): SearchChange[] => {
    const hides = sessions.some((change) => change.hides === true && Number(change.id) === sessionId);
    return [
      { entity: 'summary', id, hides },
      ...records.map((record) => ({ entity: 'record' as const, id: record.id, hides })),
    ];
  });
}
