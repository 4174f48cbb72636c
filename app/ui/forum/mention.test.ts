import { expect, test } from 'vitest';
import { memberBefore, mentionBefore } from '#app/ui/forum/mention';

test.each([
  ['', null],
  ['אין כאן שם', null],
  ['dana@exam', null],
  ['https://example.org/@dan', null],
  ['@@dan', null],
  ['@dana levi', null],
  ['@dana\n', null],
  [`@${'x'.repeat(32)}`, null],
  ['@', { at: 0, typed: '' }],
  ['@דנ', { at: 0, typed: 'דנ' }],
  ['תודה, @dana.l', { at: 6, typed: 'dana.l' }],
  ['ל-@דנה', { at: 2, typed: 'דנה' }],
  ['שורה\n(@d', { at: 6, typed: 'd' }],
])('%j', (text, expected) => {
  expect(mentionBefore(text, text.length)).toEqual(expected && { ...expected, end: text.length });
});

test('what stands behind the caret is not looked at, however long the text', () => {
  const before = `${'מילה '.repeat(20_000)}@דנ`;
  expect(mentionBefore(`${before} וגם @yossi`, before.length)).toEqual({ at: 100_000, end: 100_003, typed: 'דנ' });
});

test.each([
  ['', null],
  ['@dana.levi, ', null],
  ['דנה ', null],
  ['לא;', null],
  ['דנ', { at: 0, typed: 'דנ' }],
  ['דנה לו', { at: 0, typed: 'דנה לו' }],
  ['@dana.levi, @yos', { at: 12, typed: 'yos' }],
  ['@dana.levi,יוס', { at: 11, typed: 'יוס' }],
  ['@dana.levi\n  נוג', { at: 13, typed: 'נוג' }],
])('in a list of members: %j', (text, expected) => {
  expect(memberBefore(text, text.length)).toEqual(expected && { ...expected, end: text.length });
});
