import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromLocalTime, type LocalTime, listClockChanges, offsetMinutes, toLocalTime } from '#app/domain/sessions/time';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const changes = listClockChanges(2020, 2035);

describe('a local time that stands for no instant, or for two', () => {
  test.each([
    ['2026-03-27', '02:30'],
    ['2026-03-27', '02:00'],
    ['2024-03-29', '02:59'],
  ])('%s %s is skipped', (date, time) => {
    expect(fromLocalTime({ date, time })).toEqual({ kind: 'gap', from: '02:00', to: '03:00' });
  });

  test.each([
    ['2026-10-25', '01:30', '2026-10-24T22:30:00.000Z'],
    ['2026-10-25', '01:00', '2026-10-24T22:00:00.000Z'],
    ['2027-10-31', '01:59', '2027-10-30T22:59:00.000Z'],
  ])('%s %s comes twice', (date, time, earlier) => {
    expect(fromLocalTime({ date, time })).toEqual({
      kind: 'ambiguous',
      earlier: new Date(earlier),
      later: new Date(Date.parse(earlier) + HOUR_MS),
    });
  });

  test.each([
    ['2026-02-30', '10:00'],
    ['2026-13-01', '10:00'],
    ['2026-01-01', '24:00'],
    ['2026-01-01', '9:00'],
    ['1.3.2026', '10:00'],
    ['', ''],
    ['0000-00-00', '00:00'],
    ['9999-99-99', '99:99'],
  ])('"%s" "%s" is no time', (date, time) => {
    expect(fromLocalTime({ date, time })).toEqual({ kind: 'invalid' });
  });
});

test.each([
  ['2026-01-15', '10:00', '2026-01-15T08:00:00.000Z'],
  ['2026-07-15', '10:00', '2026-07-15T07:00:00.000Z'],
  ['2026-03-27', '01:59', '2026-03-26T23:59:00.000Z'],
  ['2026-03-27', '03:00', '2026-03-27T00:00:00.000Z'],
  ['2026-10-25', '00:59', '2026-10-24T21:59:00.000Z'],
  ['2026-10-25', '02:00', '2026-10-25T00:00:00.000Z'],
  ['2020-02-29', '00:00', '2020-02-28T22:00:00.000Z'],
])('%s %s in Israel is %s', (date, time, iso) => {
  expect(fromLocalTime({ date, time })).toEqual({ kind: 'ok', instant: new Date(iso) });
  expect(toLocalTime(new Date(iso))).toEqual({ date, time });
});

test('the clock changes twice a year, on a Friday in March and a Sunday in October', () => {
  expect(changes).toHaveLength(32);
  for (const { at, before, after } of changes) {
    const local = toLocalTime(at);
    const spring = after > before;
    expect(new Date(`${local.date}T00:00:00Z`).getUTCDay()).toBe(spring ? 5 : 0);
    expect(local.date.slice(5, 7)).toBe(spring ? '03' : '10');
    expect(local.time).toBe(spring ? '03:00' : '01:00');
    expect([before, after]).toEqual(spring ? [120, 180] : [180, 120]);
    expect(offsetMinutes(new Date(at.getTime() - 1))).toBe(before);
    expect(offsetMinutes(at)).toBe(after);
  }
});

describe('around every change from 2020 to 2035', () => {
  const nearChange = fc
    .tuple(fc.constantFrom(...changes), fc.integer({ min: -180, max: 180 }))
    .map(([{ at }, minutes]) => new Date(at.getTime() + minutes * MINUTE_MS));
  const anyMinute = fc
    .integer({ min: Date.UTC(2020, 0, 1) / MINUTE_MS, max: Date.UTC(2035, 11, 31) / MINUTE_MS })
    .map((minute) => new Date(minute * MINUTE_MS));

  test('an instant comes back from its local time, as the only one or as one of two', () => {
    fc.assert(
      fc.property(fc.oneof(nearChange, anyMinute), (instant) => {
        const meaning = fromLocalTime(toLocalTime(instant));
        if (meaning.kind === 'ambiguous') {
          expect(meaning.later.getTime() - meaning.earlier.getTime()).toBe(HOUR_MS);
          expect([meaning.earlier, meaning.later]).toContainEqual(instant);
        } else {
          expect(meaning).toEqual({ kind: 'ok', instant });
        }
      }),
      { numRuns: 400 },
    );
  });

  test('sixty minutes are skipped in spring and sixty come twice in autumn, no others', () => {
    for (const { at, after, before } of changes.slice(0, 6)) {
      const date = toLocalTime(at).date;
      const kinds = everyMinute(date).map((local) => fromLocalTime(local).kind);
      expect(kinds.filter((kind) => kind === 'gap')).toHaveLength(after > before ? 60 : 0);
      expect(kinds.filter((kind) => kind === 'ambiguous')).toHaveLength(after > before ? 0 : 60);
    }
  });

  test('any two strings: an answer, never an error', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (date, time) => {
        expect(fromLocalTime({ date, time }).kind).toMatch(/^(ok|invalid|gap|ambiguous)$/);
      }),
    );
  });
});

function everyMinute(date: string): LocalTime[] {
  const two = (value: number): string => String(value).padStart(2, '0');
  return Array.from({ length: 24 * 60 }, (_, minute) => ({
    date,
    time: `${two(Math.floor(minute / 60))}:${two(minute % 60)}`,
  }));
}
