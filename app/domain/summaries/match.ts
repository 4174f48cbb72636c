import type { SummaryRecord } from '#app/domain/summaries/model';
import { normaliseText } from '#search/analysis/words';

/** Two texts that share at least this part of their words are one record that was reworded. */
const SIMILAR_AT_LEAST = 0.5;

/**
 * Which of the records known before each record of the new text is: for every index in `after` an index in `before`, or
 * null for a new one. A record is never two. Equal texts of one kind go first, in their order, then the most similar:
 * so an edit in the text keeps what hangs on a record (its thread, what supersedes it).
 */
export function matchRecords(before: readonly SummaryRecord[], after: readonly SummaryRecord[]): (number | null)[] {
  const old = before.map(identify);
  const taken = new Set<number>();
  const matches: (number | null)[] = after.map(() => null);
  const take = (index: number, match: number) => {
    matches[index] = match;
    taken.add(match);
  };
  const now = after.map(identify);
  for (const [index, { key }] of now.entries()) {
    const same = old.findIndex((candidate, at) => !taken.has(at) && candidate.key === key);
    if (same >= 0) {
      take(index, same);
    }
  }
  const pairs = now.flatMap((record, index) =>
    matches[index] !== null ? [] : old.flatMap((candidate, at) => pairOf(record, index, candidate, at, taken)),
  );
  for (const { index, match } of pairs.sort((a, b) => b.share - a.share || a.distance - b.distance)) {
    if (matches[index] === null && !taken.has(match)) {
      take(index, match);
    }
  }
  return matches;
}

interface Identity {
  kind: string;
  key: string;
  words: ReadonlySet<string>;
}

function identify({ kind, text }: SummaryRecord): Identity {
  const words = normaliseText(text);
  return {
    kind,
    key: `${kind} ${words || text.trim()}`,
    words: new Set(words.split(' ').filter((word) => word !== '')),
  };
}

function pairOf(record: Identity, index: number, candidate: Identity, at: number, taken: ReadonlySet<number>) {
  if (taken.has(at) || candidate.kind !== record.kind) {
    return [];
  }
  const shared = [...record.words].filter((word) => candidate.words.has(word)).length;
  const share = (2 * shared) / Math.max(1, record.words.size + candidate.words.size);
  return share >= SIMILAR_AT_LEAST ? [{ index, match: at, share, distance: Math.abs(index - at) }] : [];
}
