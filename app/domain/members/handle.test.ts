import { expect, test } from 'vitest';
import { firstFree, HANDLE_PATTERN, suggestHandle } from '#app/domain/members/handle';

test.each([
  ['Dana.Levi@example.org', null, 'dana.levi'],
  ['dana_levi-cohen+news@example.org', null, 'dana.levi.cohen'],
  ['..d..@example.org', null, 'd'],
  ['דנה@example.org', 'Dana Levi', 'dana.levi'],
  ['דנה@example.org', null, 'member'],
  ['admin@example.org', 'José Álvarez', 'jose.alvarez'],
  [`${'a'.repeat(60)}@example.org`, null, 'a'.repeat(26)],
])('a handle from %s and %s is %s', (email, nameEn, handle) => {
  expect(suggestHandle(email, nameEn)).toBe(handle);
  expect(suggestHandle(email, nameEn)).toMatch(HANDLE_PATTERN);
});

test('a taken handle gets the next free number', () => {
  expect(firstFree('dana', new Set())).toBe('dana');
  expect(firstFree('dana', new Set(['dana', 'dana2']))).toBe('dana3');
});
