import { paths } from '#app/paths';

/** Longer addresses are nobody's: the longest the product makes has under 2,500 characters. */
export const MAX_TARGET_CHARS = 8_192;

/** What people search for comes in the address: 10,000 Hebrew letters are 60,000 characters, in any bytes they like. */
const SEARCHES: ReadonlySet<string> = new Set([paths.search(), paths.suggest(), paths.similar()]);
export const MAX_SEARCH_CHARS = 100_000;

/**
 * Looks at the raw target of a request line (`/threads?page=2`) before anything parses it. Answers the status to
 * refuse it with, or null: 414 when it is too long; 400 for anything but a path of our own, for `%` that encodes
 * nothing, for what is not UTF-8, and for control characters. What is searched for may be anything.
 */
export function refuseTarget(target: string): 400 | 414 | null {
  const searches = SEARCHES.has(target.split('?')[0] ?? '');
  if (target.length > (searches ? MAX_SEARCH_CHARS : MAX_TARGET_CHARS)) {
    return 414;
  }
  if (!target.startsWith('/') || target.startsWith('//') || /[\\ ]|\p{Cc}/u.test(target)) {
    return 400;
  }
  const [path = '', ...query] = target.split('?');
  const decodedPath = decode(path);
  const decodedQuery = searches ? '' : decode(query.join('?').replaceAll('+', ' '));
  if (decodedPath === null || decodedQuery === null) {
    return 400;
  }
  const damaged = /\p{Cc}/u.test(decodedPath) || decodedQuery.includes('\u0000');
  return damaged ? 400 : null;
}

/** Percent-decoded; null when an escape is broken or the bytes are not UTF-8. */
function decode(text: string): string | null {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}
