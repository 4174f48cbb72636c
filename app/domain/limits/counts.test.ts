import { afterEach, beforeEach, expect, test } from 'vitest';
import { setClock } from '#app/domain/clock';
import { DomainError } from '#app/domain/errors';
import { countAct, forgetAllCounts, keptCounts, type Subjects } from '#app/domain/limits/counts.server';
import { type Act, LIMITS } from '#app/domain/limits/table';
import { errorResponse } from '#app/http/errors.server';

let nowMs = 1_000_000;

beforeEach(() => {
  forgetAllCounts();
  setClock(() => nowMs);
});
afterEach(() => setClock());

function refusal(act: Act, subjects: Subjects): DomainError | null {
  try {
    countAct(act, subjects);
    return null;
  } catch (error) {
    return error instanceof DomainError ? error : null;
  }
}

test('one more than allowed is refused with what, how much and when, which trying does not put off', () => {
  for (let mail = 0; mail < 3; mail += 1) {
    expect(refusal('mail', { email: 'a' })).toBeNull();
    nowMs += 60_000;
  }
  const values = { what: 'mail', by: 'email', max: 3, window: 'short', unit: 'minutes', wait: 12 };
  expect(refusal('mail', { email: 'a' })?.values).toEqual({ ...values, retryAfterSeconds: 720 });
  nowMs += 719_000;
  const last = refusal('mail', { email: 'a' });
  expect(last).toMatchObject({ code: 'too_many', messageKey: 'limit' });
  expect(last && errorResponse(last).headers.get('retry-after')).toBe('1');
  nowMs += 1_000;
  expect(refusal('mail', { email: 'a' })).toBeNull();
  expect(refusal('mail', { email: 'a' })).not.toBeNull();
});

test('other subjects and other acts have counts of their own, and a refused act counts for nobody', () => {
  for (let mail = 0; mail < 10; mail += 1) {
    refusal('mail', { address: 'ip', email: 'a' });
  }
  expect(refusal('mail', { email: 'a' })).not.toBeNull();
  expect(refusal('mail', { email: 'b' })).toBeNull();
  expect(refusal('signIn', { email: 'a' })).toBeNull();
  // Only the three that were let through count for the address.
  for (let mail = 3; mail < 15; mail += 1) {
    expect(refusal('mail', { address: 'ip', email: `c${mail}` })).toBeNull();
  }
  expect(refusal('mail', { address: 'ip', email: 'd' })?.values).toMatchObject({ by: 'address', max: 15 });
});

test('every row of the table holds for each whom it counts', () => {
  for (const [act, limits] of Object.entries(LIMITS)) {
    for (const { by, max, windowSeconds } of limits) {
      expect([act, by, max > 0 && windowSeconds > 0]).toEqual([act, by, true]);
    }
  }
  for (let flag = 0; flag < 60; flag += 1) {
    expect(refusal('flag', { member: `m${flag % 3}`, authority: '7' })).toBeNull();
  }
  expect(refusal('flag', { member: 'another', authority: '7' })?.values).toMatchObject({ by: 'authority', max: 60 });
  expect(refusal('flag', { member: 'm0', authority: '8' })?.values).toMatchObject({ by: 'member', max: 20 });
});

test('a hundred thousand addresses are no more than fifty thousand counts', () => {
  for (let address = 0; address < 100_000; address += 1) {
    countAct('token', { address: String(address) });
  }
  expect(keptCounts()).toBe(50_000);
});
