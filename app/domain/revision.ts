/**
 * Counts the changes this process made to anything a page shows. What is kept in memory (public pages, the topics, the
 * authorities) is valid only for the number it was made under. Other processes' changes are covered by a short maximum
 * age where the copy is kept.
 */
let revision = 1;

/** To be called after every committed change. */
export function bumpRevision(): void {
  revision += 1;
}

export function currentRevision(): number {
  return revision;
}

let people = 1;

/** To be called after a change to how a person is shown (name, role, erasure), besides `bumpRevision`. */
export function bumpPeopleRevision(): void {
  people += 1;
  bumpRevision();
}

export function currentPeopleRevision(): number {
  return people;
}

/** Keeps the result of `load` until something changes, at most `maxAgeMs`. */
export function cachedByRevision<T>(load: () => Promise<T>, maxAgeMs = 5_000): () => Promise<T> {
  let kept: { value: Promise<T>; revision: number; at: number } | null = null;
  return () => {
    const at = performance.now();
    if (!kept || kept.revision !== revision || at - kept.at > maxAgeMs) {
      const value = load();
      kept = { value, revision, at };
      value.catch(() => {
        kept = null;
      });
    }
    return kept.value;
  };
}
