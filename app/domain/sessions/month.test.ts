import { describe, expect, test } from 'vitest';
import { monthWeeks, readMonth, shiftMonth, weeksRange } from '#app/domain/sessions/month';

describe('a month of the calendar', () => {
  test.each(['2026-13', '2026-00', '26-03', '1969-12', '2100-01', '2026-3', '', 'x', '2026-03-01', null])(
    '%s is none',
    (text) => {
      expect(readMonth(text)).toBeNull();
    },
  );

  test('goes on over the year', () => {
    expect(readMonth('2026-03')).toBe('2026-03');
    expect(shiftMonth('2026-12', 1)).toBe('2027-01');
    expect(shiftMonth('2026-01', -1)).toBe('2025-12');
  });

  test.each([
    ['2026-03', 5, '2026-03-01', '2026-04-04'],
    ['2026-08', 6, '2026-07-26', '2026-09-05'],
    ['2026-02', 4, '2026-02-01', '2026-02-28'],
    ['2024-02', 5, '2024-01-28', '2024-03-02'],
  ])('%s has %i weeks from Sunday', (month, count, first, last) => {
    const weeks = monthWeeks(month);
    expect(weeks.length).toBe(count);
    expect(weeks.every((week) => week.length === 7 && new Date(week[0] ?? '').getUTCDay() === 0)).toBe(true);
    expect([weeks[0]?.[0], weeks.at(-1)?.at(-1)]).toEqual([first, last]);
    expect(new Set(weeks.flat()).size).toBe(count * 7);
  });

  test('its days begin at midnight in Israel, in summer and in winter', () => {
    // Summer time begins on 27 March 2026.
    expect(weeksRange(monthWeeks('2026-03'))).toEqual({
      from: new Date('2026-02-28T22:00:00Z'),
      to: new Date('2026-04-04T21:00:00Z'),
    });
  });
});
