/** What @mentions and /members/… use: lower-case Latin letters, digits and dots inside, 1 to 30 characters. */
export const HANDLE_PATTERN = /^[a-z0-9](?:[a-z0-9.]{0,28}[a-z0-9])?$/;
/** Room for a number at the end when the name is taken. */
const BASE_MAX_CHARS = 26;
/** Names that would read as somebody they are not. */
const RESERVED: ReadonlySet<string> = new Set([
  'admin',
  'administrator',
  'moderator',
  'root',
  'support',
  'system',
  'me',
]);

/**
 * A handle made from an address (its part before the @) or, when nothing is left of that, from a Latin name. Always
 * valid; not necessarily free.
 */
export function suggestHandle(email: string, nameEn: string | null = null): string {
  const candidates = [email.split('@')[0] ?? '', nameEn ?? ''].map(bare);
  return candidates.find((candidate) => candidate !== '' && !RESERVED.has(candidate)) ?? 'member';
}

function bare(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\+.*$/, '')
    .replace(/[\s_-]+/g, '.')
    .replace(/[^a-z0-9.]/g, '')
    .replace(/\.{2,}/g, '.')
    .slice(0, BASE_MAX_CHARS)
    .replace(/^\.+|\.+$/g, '');
}

/** `base`, or `base2`, `base3`… : the first that is not in `taken`. */
export function firstFree(base: string, taken: ReadonlySet<string>): string {
  let candidate = base;
  for (let number = 2; taken.has(candidate); number += 1) {
    candidate = `${base}${number}`;
  }
  return candidate;
}
