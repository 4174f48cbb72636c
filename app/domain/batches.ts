/** A statement takes only so many parameters (some a thousand on SQLite): lists of ids are put into them in batches. */
const BATCH = 500;

/** The items, in order, a batch at a time. */
export function inBatches<T>(items: readonly T[]): T[][] {
  const batches: T[][] = [];
  for (let from = 0; from < items.length; from += BATCH) {
    batches.push(items.slice(from, from + BATCH));
  }
  return batches;
}
