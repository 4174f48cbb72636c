import { createHash, randomBytes } from 'node:crypto';

/** The one-time value of a link: 256 random bits. */
export function newOneTimeValue(): string {
  return randomBytes(32).toString('base64url');
}

/** The form in which it is kept: whoever reads the database cannot use it. */
export function oneTimeHash(value: string): string {
  return createHash('sha256').update(value).digest('base64url');
}
