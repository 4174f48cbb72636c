import { DomainError } from '#app/domain/errors';
import type { Limit } from '#app/domain/limits/table';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/**
 * `too_many` with everything its message says: what, how much, within which time, and when it is possible again
 * (rounded up, in minutes, or in hours from two hours on).
 */
export function tooMany(what: string, limit: Limit, seconds: number): DomainError {
  const retryAfterSeconds = Math.max(1, Math.ceil(seconds));
  const inHours = retryAfterSeconds >= 2 * HOUR;
  return new DomainError('too_many', 'limit', {
    values: {
      what,
      by: limit.by,
      max: limit.max,
      window: windowName(limit.windowSeconds),
      unit: inHours ? 'hours' : 'minutes',
      wait: Math.ceil(retryAfterSeconds / (inHours ? HOUR : MINUTE)),
      retryAfterSeconds,
    },
  });
}

function windowName(seconds: number): string {
  if (seconds === HOUR) {
    return 'hour';
  }
  return seconds > HOUR ? 'day' : 'short';
}
