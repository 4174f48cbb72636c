import { DomainError } from '#app/domain/errors';

/** Each takes some 60 ms of one of the four threads that files and look-ups need too. */
const MAX_AT_ONCE = 2;
/** Two seconds of work: whoever comes later than that is asked to try again. */
const MAX_WAITING = 64;
export const HASHING_RETRY_SECONDS = 5;

let running = 0;
const waiting: (() => void)[] = [];

/** True when the next would be refused: for the edge, which can say so before anything was read or rendered. */
export function hashingQueueIsFull(): boolean {
  return running >= MAX_AT_ONCE && waiting.length >= MAX_WAITING;
}

/**
 * Runs what hashes a password, two at once and the others in the order they came. Throws `unavailable` (`signInBusy`)
 * at once when 64 wait already, so that a flood of sign-ins neither piles up in memory nor takes all threads. What runs
 * here must not come here again.
 */
export async function inHashingQueue<T>(work: () => Promise<T>): Promise<T> {
  if (hashingQueueIsFull()) {
    throw new DomainError('unavailable', 'signInBusy', { values: { retryAfterSeconds: HASHING_RETRY_SECONDS } });
  }
  if (running >= MAX_AT_ONCE) {
    // Whoever ends hands their place over, so the number running stays as it is.
    await new Promise<void>((begin) => waiting.push(begin));
  } else {
    running += 1;
  }
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) {
      next();
    } else {
      running -= 1;
    }
  }
}
