import { rows, run, type Store } from './store';

/** Sets of visibility keys, numbered: thousands of documents share a few. */
export interface AudienceTable {
  /** The number of a set of keys. Only inside a transaction. */
  add(keys: readonly string[]): number;
  /** Numbers of all sets of which a viewer with these keys has one, as JSON for SQL. */
  visibleTo(viewer: readonly string[]): string;
  /** Forgets all, after a rolled back transaction. */
  forget(): void;
}

export function createAudienceTable(store: Store): AudienceTable {
  const { database } = store;
  let numbers = new Map<string, number>();
  /** Which sets hold a key. */
  let byKey = new Map<string, number[]>();
  let last = 0;

  function keep(number: number, json: string): void {
    numbers.set(json, number);
    last = Math.max(last, number);
    for (const key of readKeys(json)) {
      const sets = byKey.get(key) ?? [];
      sets.push(number);
      byKey.set(key, sets);
    }
  }

  function catchUp(): void {
    for (const row of rows(database, 'SELECT id, keys FROM audiences WHERE id > ? ORDER BY id', [last])) {
      keep(Number(row.id), String(row.keys));
    }
  }

  return {
    add: (keys) => {
      const json = JSON.stringify([...new Set(keys)].sort());
      if (!numbers.has(json)) {
        run(database, 'INSERT OR IGNORE INTO audiences (keys) VALUES (?)', [json]);
        catchUp();
      }
      return numbers.get(json) ?? 0;
    },
    visibleTo: (viewer) => {
      catchUp();
      return JSON.stringify([...new Set(viewer.flatMap((key) => byKey.get(key) ?? []))]);
    },
    forget: () => {
      numbers = new Map();
      byKey = new Map();
      last = 0;
    },
  };
}

function readKeys(json: string): string[] {
  const keys: unknown = JSON.parse(json);
  return Array.isArray(keys) ? keys.map(String) : [];
}
