import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findWrittenDays, isIsoDay } from '#app/domain/sessions/written-day';

const days = (text: string, reference?: string): string[] => findWrittenDays(text, reference).map(({ day }) => day);

test.each([
  ['2026-03-01', '2026-03-01'],
  ['נפגש ב-2026-3-1 בבוקר', '2026-03-01'],
  ['2026/03/01', '2026-03-01'],
  ['20260301', '2026-03-01'],
  ['1.3.2026', '2026-03-01'],
  ['01.03.26.', '2026-03-01'],
  ['1/3/26', '2026-03-01'],
  ['1-3-2026', '2026-03-01'],
  ['15 במרץ 2026', '2026-03-15'],
  ['ה-15 למרץ, 2026', '2026-03-15'],
  ['15 מרס 2026', '2026-03-15'],
  ['March 1, 2026', '2026-03-01'],
  ['Mar. 1st 2026', '2026-03-01'],
  ['1st of march 2026', '2026-03-01'],
  ['1 May 2026', '2026-05-01'],
  ['סוף פברואר 2028', '2028-02-29'],
  ['the end of March 2026', '2026-03-31'],
  ['2026-03-01T10:00:00Z', '2026-03-01'],
])('%s is %s', (text, day) => {
  expect(days(text)).toEqual([day]);
});

test.each([
  ['15 במרץ', '2026-03-15'],
  ['15.3', '2026-03-15'],
  ['15/3', '2026-03-15'],
  ['March 15', '2026-03-15'],
  ['11 בפברואר', '2026-02-11'],
  ['10 בפברואר', '2027-02-10'],
  ['January 5th', '2027-01-05'],
  ['סוף מרץ', '2026-03-31'],
])('%s, said on 11 February 2026, is %s', (text, day) => {
  expect(days(text, '2026-02-11')).toEqual([day]);
  expect(days(text)).toEqual([]);
});

test.each([
  '31.2.2026',
  '2026-13-01',
  '10.0.0.1',
  '1.2.3.4',
  'v18.2.1',
  '052-1234567',
  '2026',
  'maybe 12',
  'March 10:30',
  '32 במרץ 2026',
  '192.168.1.2026',
])('%s holds no day', (text) => {
  expect(days(text, '2026-02-11')).toEqual([]);
});

test('several days, with their places', () => {
  const text = 'מ-1.3.2026 עד March 5, 2026';
  expect(findWrittenDays(text).map(({ day, start, end }) => [day, text.slice(start, end)])).toEqual([
    ['2026-03-01', '1.3.2026'],
    ['2026-03-05', 'March 5, 2026'],
  ]);
});

test('any text: days that exist, in order', () => {
  const piece = fc.constantFrom('1', '31', '.', '/', '-', ' ', '2026', 'במרץ', 'March', 'th', ',', 'סוף', 'a', '20');
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const text = pieces.join('');
      let last = 0;
      for (const { day, start, end } of findWrittenDays(text, '2026-02-11')) {
        expect(isIsoDay(day)).toBe(true);
        expect(start).toBeGreaterThanOrEqual(last);
        expect(end).toBeGreaterThan(start);
        last = end;
      }
    }),
    { numRuns: 500 },
  );
});
