import { expect, test } from 'vitest';
import { PasswordReset } from '#app/domain/login/input';

const takes = (newPassword: string): boolean => PasswordReset.safeParse({ token: 'a', newPassword }).success;
/** Letters of Hebrew in an order that nobody would try first. */
const letters = (length: number): string =>
  Array.from({ length }, (_each, at) => String.fromCodePoint(0x5d0 + ((at * at * 7 + at * 11) % 27))).join('');

test('a password has 12 to 128 characters, any of them, and is not cut', () => {
  expect([11, 12, 128, 129].map((length) => takes(letters(length)))).toEqual([false, true, true, false]);
  const newPassword = ` ${letters(126)}!`;
  expect(PasswordReset.parse({ token: 'a', newPassword }).newPassword).toBe(newPassword);
});
