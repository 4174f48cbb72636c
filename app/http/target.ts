/** Longer addresses are nobody's: the longest the product makes has under 2,500 characters. */
export const MAX_TARGET_CHARS = 8_192;

/**
 * Looks at the raw target of a request line (`/threads?page=2`) before anything parses it. Answers the status to
 * refuse it with, or null: 414 when it is too long; 400 for anything but a path of our own, for `%` that encodes
 * nothing, for what is not UTF-8, and for control characters.
 */
export function refuseTarget(target: string): 400 | 414 | null {
  if (target.length > MAX_TARGET_CHARS) {
    return 414;
  }
  if (!target.startsWith('/') || target.startsWith('//') || /[\\ ]|\p{Cc}/u.test(target)) {
    return 400;
  }
  const [path = '', ...query] = target.split('?');
  const decodedPath = decode(path);
  const decodedQuery = decode(query.join('?').replaceAll('+', ' '));
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
