import { type Frequencies, weightAmong } from '#search/ranking/known-words';
import { rows, type Store } from './store';

export interface IndexFrequencies extends Frequencies {
  /** To be called before a search: notices what was written since the last one. */
  refresh(): void;
}

/** Counting a common term takes milliseconds, and ranking needs no exact number: counts are kept for a while. */
const KEPT_MS = 30_000;
const KEPT_TERMS_MAX = 50_000;

export function createFrequencies({ database }: Store, now: () => number = Date.now): IndexFrequencies {
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

  const weightOf = (count: number): number => weightAmong(passageCount, count);

  refresh();
  return {
    of,
    refresh,
    passages: () => passageCount,
    weight: (term) => weightOf(of(term)),
    weightOf,
  };
}
