import { rows, type Store } from './store';

/** In how many passages a term stands, and how many passages there are. */
export interface Frequencies {
  /** To be called before a search: notices what was written since the last one. */
  refresh(): void;
  of(term: string): number;
  passages(): number;
  /** How much finding the term says: the rarer, the more. */
  weight(term: string): number;
}

/** Counting a common term takes milliseconds, and ranking needs no exact number: counts are kept for a while. */
const KEPT_MS = 30_000;
const KEPT_TERMS_MAX = 50_000;

export function createFrequencies({ database }: Store, now: () => number = Date.now): Frequencies {
  const kept = new Map<string, number>();
  let passageCount = 0;
  let madeAt = Number.NEGATIVE_INFINITY;
  let changes = -1;

  /** While an index is small one document changes much, so any change counts; later only time does. */
  function refresh(): void {
    const isOld = now() - madeAt > KEPT_MS;
    const seen = passageCount < 2_000 ? totalChanges() : changes;
    if (isOld || seen !== changes || kept.size > KEPT_TERMS_MAX) {
      kept.clear();
      madeAt = now();
      changes = totalChanges();
      passageCount = Number(rows(database, 'SELECT count(*) AS n FROM passages', [])[0]?.n ?? 0);
    }
  }

  function totalChanges(): number {
    const [own] = rows(database, 'SELECT total_changes() AS n', []);
    const [others] = rows(database, 'PRAGMA data_version', []);
    return Number(own?.n ?? 0) + Number(others?.data_version ?? 0);
  }

  function of(term: string): number {
    const known = kept.get(term);
    if (known !== undefined) {
      return known;
    }
    const [row] = rows(database, 'SELECT doc FROM terms WHERE term = ?', [term]);
    const count = Number(row?.doc ?? 0);
    kept.set(term, count);
    return count;
  }

  refresh();
  return {
    of,
    refresh,
    passages: () => passageCount,
    weight: (term) => {
      const count = of(term);
      return Math.log(1 + (passageCount - count + 0.5) / (count + 0.5));
    },
  };
}
