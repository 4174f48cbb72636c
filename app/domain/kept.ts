interface Kept<Value> {
  value: Value;
  version: string;
  at: number;
}

/**
 * Keeps what `load` finds for each id, under the version of the thing that the caller has read before: what is kept is
 * never older than its version. At most `maxAgeMs`, for what changes without the version; the longest unread goes first
 * when there are more than `maxKept`. Only for what is the same for every reader.
 */
export function keptByVersion<Id extends string | number, Value>(
  load: (ids: Id[]) => Promise<Map<Id, Value>>,
  { maxKept, maxAgeMs }: { maxKept: number; maxAgeMs: number },
): (wanted: { id: Id; version: string }[]) => Promise<Map<Id, Value>> {
  const kept = new Map<Id, Kept<Value>>();

  function keep(id: Id, entry: Kept<Value>): void {
    kept.delete(id);
    kept.set(id, entry);
    for (const oldest of kept.keys()) {
      if (kept.size <= maxKept) {
        break;
      }
      kept.delete(oldest);
    }
  }

  return async (wanted) => {
    const at = performance.now();
    const found = new Map<Id, Value>();
    const missing = wanted.filter(({ id, version }) => {
      const known = kept.get(id);
      if (known?.version !== version || at - known.at > maxAgeMs) {
        return true;
      }
      keep(id, known);
      found.set(id, known.value);
      return false;
    });
    const loaded = missing.length > 0 ? await load(missing.map(({ id }) => id)) : new Map<Id, Value>();
    for (const { id, version } of missing) {
      const value = loaded.get(id);
      if (value !== undefined) {
        keep(id, { value, version, at });
        found.set(id, value);
      }
    }
    return found;
  };
}
