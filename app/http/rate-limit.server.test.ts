import { afterEach, beforeEach, expect, test } from 'vitest';
import { setClock } from '#app/domain/clock';
import { DomainError } from '#app/domain/errors';
import { errorResponse } from '#app/http/errors.server';
import { countUse, forgetAllUses, forgive } from '#app/http/rate-limit.server';

const LIMIT = { purpose: 'sign-in', max: 3, windowSeconds: 60 };
let nowMs = 1_000_000;

beforeEach(() => {
  forgetAllUses();
  setClock(() => nowMs);
});
afterEach(() => setClock());

function refusal(subject = 'a'): DomainError | null {
  try {
    countUse(LIMIT, subject);
    return null;
  } catch (error) {
    return error instanceof DomainError ? error : null;
  }
}

test('the fourth within a minute is refused with the seconds to wait, which trying does not make longer', () => {
  for (let use = 0; use < 3; use += 1) {
    expect(refusal()).toBeNull();
    nowMs += 10_000;
  }
  expect(refusal()?.values).toEqual({ retryAfterSeconds: 30 });
  nowMs += 29_000;
  const last = refusal();
  expect(last?.code).toBe('too_many');
  expect(last && errorResponse(last).headers.get('retry-after')).toBe('1');
  nowMs += 1_000;
  expect(refusal()).toBeNull();
  expect(refusal()).not.toBeNull();
});

test('other subjects and other purposes have their own count, and forgiving starts anew', () => {
  for (let use = 0; use < 3; use += 1) {
    expect(refusal()).toBeNull();
  }
  expect(refusal('b')).toBeNull();
  expect(() => countUse({ ...LIMIT, purpose: 'reset' }, 'a')).not.toThrow();
  expect(refusal()).not.toBeNull();
  forgive(LIMIT, 'a');
  expect(refusal()).toBeNull();
});
