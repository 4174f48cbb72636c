import { createHash } from 'node:crypto';
import filter from '#app/domain/login/leaked-passwords.json';

/**
 * Passwords that leaked elsewhere and are the first to be tried (OWASP ASVS 5, 6.2.12), as a Bloom filter: it knows all
 * 49,233 of the list, and takes one of 100,000 others for one of them. The list is that of `@zxcvbn-ts/language-common`
 * 4.1.3 (MIT, © 2012–2016 Dan Wheeler and Dropbox, Inc., © 2021 zxcvbn-ts); `tests/support/make-leaked-passwords.ts`
 * writes the file from it.
 */
let bits: Buffer | null = null;

/** True for a listed password. `text` is normalised (`guessable.ts`). */
export function isLeaked(text: string): boolean {
  bits ??= Buffer.from(filter.bits, 'base64');
  const known = bits;
  return placesOf(text, known.length * 8, filter.hashes).every(
    (place) => ((known[place >> 3] ?? 0) & (1 << (place & 7))) !== 0,
  );
}

/**
 * The filter over a list, as it is kept: some 24 bits a word, and 17 places for each (the best number for that size).
 */
export function leakedFilter(words: readonly string[]): typeof filter {
  const hashes = 17;
  const made = Buffer.alloc(Math.ceil((words.length * 24) / 8));
  for (const word of words) {
    for (const place of placesOf(word, made.length * 8, hashes)) {
      made[place >> 3] = (made[place >> 3] ?? 0) | (1 << (place & 7));
    }
  }
  return { hashes, bits: made.toString('base64') };
}

/** Two numbers from SHA-256 stand for any number of hashes (Kirsch and Mitzenmacher, 2006). */
function placesOf(text: string, size: number, count: number): number[] {
  const hash = createHash('sha256').update(text).digest();
  const first = hash.readUInt32LE(0);
  const second = hash.readUInt32LE(4) | 1;
  return Array.from({ length: count }, (_, index) => (first + index * (second >>> 0)) % size);
}
