import { now } from '#app/domain/clock';
import { DomainError } from '#app/domain/errors';

/** At most `max` uses within any `windowSeconds`. */
export interface RateLimit {
  /** What is limited: part of the key, so that two limits never share a count. */
  purpose: string;
  max: number;
  windowSeconds: number;
}

/** Subjects remembered at most; beyond it the longest unused are forgotten, which only ever lets somebody try again. */
const MAX_SUBJECTS = 50_000;

const uses = new Map<string, number[]>();

/**
 * Counts one use of `limit` by `subject` (an address, a member, an e-mail). Throws `too_many` with the seconds to wait
 * once there are more than allowed; refused tries do not count, so that trying does not make the wait longer. In memory
 * of this process: several web processes each allow as much.
 */
export function countUse(limit: RateLimit, subject: string): void {
  const key = `${limit.purpose}\n${subject}`;
  const nowMs = now().getTime();
  const windowMs = limit.windowSeconds * 1000;
  const recent = (uses.get(key) ?? []).filter((atMs) => atMs > nowMs - windowMs && atMs <= nowMs);
  uses.delete(key);
  if (recent.length >= limit.max) {
    uses.set(key, recent);
    const oldestMs = recent[recent.length - limit.max] ?? nowMs;
    throw tooMany((oldestMs + windowMs - nowMs) / 1000);
  }
  recent.push(nowMs);
  uses.set(key, recent);
  if (uses.size > MAX_SUBJECTS) {
    const [longestUnused] = uses.keys();
    uses.delete(longestUnused ?? key);
  }
}

/** Forgets the uses of a subject: after a right password, wrong ones no longer count. */
export function forgive(limit: RateLimit, subject: string): void {
  uses.delete(`${limit.purpose}\n${subject}`);
}

/** Forgets everything (tests). */
export function forgetAllUses(): void {
  uses.clear();
}

function tooMany(seconds: number): DomainError {
  return new DomainError('too_many', 'too_many', { values: { retryAfterSeconds: Math.max(1, Math.ceil(seconds)) } });
}
