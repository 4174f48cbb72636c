import { now } from '#app/domain/clock';
import { tooMany } from '#app/domain/limits/refusal';
import { type Act, type CountedBy, LIMITS, type Limit } from '#app/domain/limits/table';
import type { MemberViewer } from '#app/domain/viewer';

/** Whom an act is counted for. A rule of the table whose subject is not given is left out. */
export type Subjects = Partial<Record<CountedBy, string>>;

/** Counts kept at most; beyond it the longest unused are forgotten, which only ever lets somebody try again. */
const MAX_COUNTS = 50_000;

const counts = new Map<string, number[]>();

let isOff = false;

/** From now on nothing is counted in this process (`LIMITS=off`). */
export function switchLimitsOff(): void {
  isOff = true;
}

export function limitsAreOff(): boolean {
  return isOff;
}

/**
 * Counts one act for each of the subjects by the rules of the table. Throws `too_many` (`limit`) when one of them has
 * had as much as the table allows; a refused act counts for nobody, so that trying does not make the wait longer. In
 * memory of this process: several web processes each allow as much.
 */
export function countAct(act: Act, subjects: Subjects): void {
  if (isOff) {
    return;
  }
  const rules: Limit[] = LIMITS[act];
  const atMs = now().getTime();
  const entries = rules.flatMap((limit) => {
    const subject = subjects[limit.by];
    return subject === undefined ? [] : [{ limit, key: [act, limit.by, limit.windowSeconds, subject].join('\n') }];
  });
  for (const { limit, key } of entries) {
    const recent = recentOf(key, limit, atMs);
    const oldestMs = recent[recent.length - limit.max];
    if (oldestMs !== undefined) {
      throw tooMany(act, limit, oldestMs / 1000 + limit.windowSeconds - atMs / 1000);
    }
  }
  for (const { limit, key } of entries) {
    const recent = [...recentOf(key, limit, atMs), atMs];
    // Put last: the order of the map is that of the last use.
    counts.delete(key);
    counts.set(key, recent);
  }
  forgetLongestUnused();
}

/** `countAct` for a member and the authority they speak for. */
export function countActOf(viewer: MemberViewer, act: Act): void {
  const [authority] = viewer.authorityIds;
  countAct(act, {
    member: viewer.memberId,
    ...(authority === undefined ? {} : { authority: String(authority) }),
  });
}

/** How many counts are kept at the moment: never more than 50,000. */
export function keptCounts(): number {
  return counts.size;
}

/** Forgets everything (tests). */
export function forgetAllCounts(): void {
  counts.clear();
}

function recentOf(key: string, limit: Limit, atMs: number): number[] {
  const sinceMs = atMs - limit.windowSeconds * 1000;
  return (counts.get(key) ?? []).filter((at) => at > sinceMs && at <= atMs);
}

function forgetLongestUnused(): void {
  for (const key of counts.keys()) {
    if (counts.size <= MAX_COUNTS) {
      return;
    }
    counts.delete(key);
  }
}
