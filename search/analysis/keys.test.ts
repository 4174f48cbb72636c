import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { KEYS_PER_WORD_MAX, listKeys } from './keys';
import { EVERY_WORD, vocabularyOf } from './vocabulary';
import { normaliseText } from './words';

const keysOf = (text: string): string[] => listKeys(normaliseText(text), EVERY_WORD);
const meet = (one: string, other: string): boolean => keysOf(one).some((key) => keysOf(other).includes(key));

describe('keys of level 1', () => {
  test.each([
    ['ענן', 'שבענן'],
    ['רשויות', 'ברשות'],
    ['עירייה', 'לעיריות'],
    ['עיריית', 'עיריה'],
    ['הטמעת', 'ההטמעה'],
    ['ציבוריים', 'הציבורית'],
    ['הוועדה', 'ועדת'],
    ['מסקנותיהם', 'מסקנה'],
    ['שנים', 'שנה'],
    ['servers', 'server'],
    ['policies', 'policy'],
  ])('%s meets %s', (one, other) => {
    expect(meet(one, other)).toBe(true);
  });

  test.each([
    ['רשות', 'רשת'],
    ['תקציב', 'תקן'],
    ['access', 'acces'],
    ['DNS', 'DN'],
    ['בית', 'ית'],
  ])('%s does not meet %s', (one, other) => {
    expect(meet(one, other)).toBe(false);
  });

  test('a clitic is taken off only from a known word', () => {
    const known = vocabularyOf((word) => word === 'עננ');
    expect(listKeys('הענן'.replace('ן', 'נ'), known)).toEqual(['העננ', 'עננ']);
    expect(listKeys('המכרז', known)).toEqual(['המכרז']);
  });

  test('no key is under two letters, and no word has more than twelve', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'אבגדהוזחטיכלמנסעפצקרשת'.split('')), maxLength: 14 });
    fc.assert(
      fc.property(fc.oneof(letters, fc.string({ unit: 'binary' })), (text) => {
        const keys = listKeys(normaliseText(text), EVERY_WORD);
        expect(keys.length).toBeLessThanOrEqual(KEYS_PER_WORD_MAX);
        expect(keys.every((key) => key.length >= 2)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});
