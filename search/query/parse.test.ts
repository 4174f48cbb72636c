import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDay, yearOf } from './days';
import { parseQuery } from './parse';

describe('a query taken apart', () => {
  test('words, phrases in any quotation marks, exclusions', () => {
    expect(parseQuery('גיבוי "מכרז נימבוס" -ענן -"שרת מקומי"')).toMatchObject({
      text: 'גיבוי מכרז נימבוס',
      phrases: ['מכרז נימבוס'],
      excluded: ['ענן', 'שרת מקומי'],
    });
    for (const [open, close] of ['““', '””', '״״', '“”', '„“', '„”']) {
      expect(parseQuery(`${open}מכרז נימבוס${close} ענן`).phrases).toEqual(['מכרז נימבוס']);
    }
  });

  test.each(['מנמ"ר ענן', 'מנמ״ר ענן', 'הסרט "אבא', '"', '" "', '""', 'ענן - גיבוי', 'TLP:AMBER', 'CVE-2026-1'])(
    '%s holds no phrase, exclusion or filter',
    (text) => {
      expect(parseQuery(text)).toMatchObject({ phrases: [], excluded: [], filters: {} });
    },
  );

  test('an abbreviation inside a phrase does not end it', () => {
    expect(parseQuery('"פורום המנמ"רים הארצי" ענן').phrases).toEqual(['פורום המנמ"רים הארצי']);
  });

  test('filters in English and Hebrew, with names and quoted values', () => {
    const names = { topic: { ענן: 'cloud' }, kind: { שאלה: 'thread' } };
    expect(parseQuery('נושא:ענן תגית:"גיבוי ושחזור" kind:שאלה EDR', names)).toMatchObject({
      text: 'EDR',
      filters: { values: { topic: ['cloud'], tag: ['גיבוי ושחזור'], kind: ['thread'] } },
    });
  });

  test('dates are days in Israel, and what is no date is words', () => {
    expect(parseQuery('from:2024-07-01 לפני:1.1.2025 ענן').filters).toEqual({
      from: Date.UTC(2024, 5, 30, 21),
      before: Date.UTC(2024, 11, 31, 22),
    });
    expect(parseQuery('from:yesterday').text).toBe('from:yesterday');
    expect(readDay('2024-02-31')).toBeNull();
    expect(yearOf(Date.UTC(2024, 11, 31, 23))).toBe(2025);
  });

  test('no input throws, and the result is bounded', () => {
    const pieces = fc.constantFrom(
      '"',
      '״',
      '-',
      ':',
      'topic:',
      'from:',
      '(',
      'NOT',
      'ענן',
      "'",
      ' ',
      '\ud800',
      '\u202e',
    );
    const anything = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 60 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(anything, (text) => {
        expect(parseQuery(text).excluded.length).toBeLessThanOrEqual(10);
      }),
    );
    for (const unit of ['"', '- ', 'topic:a ', '"א ', 'א"', "'", 'א ']) {
      expect(parseQuery(unit.repeat(10_000)).excluded.length).toBeLessThanOrEqual(10);
    }
  });
});
