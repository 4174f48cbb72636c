/** Where a link may lead, decided in one place: the renderer asks, and the sanitizer asks again. */

export interface LinkTarget {
  /** Normalised: percent-encoded, host in ASCII (punycode), so that nothing hides in it. */
  href: string;
  /** A page of ours, or a place in this page. */
  isInside: boolean;
}

/** What browsers drop or read differently in an address, and what reorders it on screen. */
const TREACHEROUS = /[\p{Cc}\\\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]/u;

/** One plain address: no headers (`?bcc=`), no list, no percent-encoded line ends. */
const MAIL_ADDRESS = /^mailto:[a-z0-9.!#$&'*+/=^_`{|}~-]{1,64}@[a-z0-9.-]{1,255}$/i;
const PHONE_NUMBER = /^tel:[+*#\d][\d().*#-]{1,40}$/i;
const FRAGMENT = /^#[^\s"<>`]{0,200}$/u;

const MAX_ADDRESS_LENGTH = 2048;

/**
 * A link's address as it may be written into a page, or null when the text must stay without a link.
 * Allowed: http and https, one mail address, a phone number, a path of our own, a fragment. Not allowed: every
 * other scheme, relative and protocol-relative addresses, backslashes, credentials before the host.
 */
export function resolveLink(address: string, origin: string): LinkTarget | null {
  const trimmed = address.trim();
  if (trimmed === '' || trimmed.length > MAX_ADDRESS_LENGTH || TREACHEROUS.test(trimmed)) {
    return null;
  }
  if (trimmed.startsWith('#')) {
    return FRAGMENT.test(trimmed) ? { href: trimmed, isInside: true } : null;
  }
  if (MAIL_ADDRESS.test(trimmed) || PHONE_NUMBER.test(trimmed)) {
    return { href: trimmed, isInside: false };
  }
  if (trimmed.startsWith('/')) {
    return resolveOwnPath(trimmed, origin);
  }
  return /^https?:\/\/[^/]/i.test(trimmed) ? resolveWebAddress(trimmed, origin) : null;
}

function resolveOwnPath(path: string, origin: string): LinkTarget | null {
  const url = parseUrl(path, origin);
  // "/.//evil.example" is a path to us until it is normalised to "//evil.example", which is a host to browsers.
  if (!url || path.startsWith('//') || url.pathname.startsWith('//') || url.origin !== originOf(origin)) {
    return null;
  }
  return { href: url.pathname + url.search + url.hash, isInside: true };
}

function resolveWebAddress(address: string, origin: string): LinkTarget | null {
  const url = parseUrl(address);
  const hasCredentials = url !== null && url.username + url.password !== '';
  if (url === null || hasCredentials) {
    return null;
  }
  return { href: url.href, isInside: url.origin === originOf(origin) };
}

function originOf(origin: string): string | undefined {
  return parseUrl(origin)?.origin;
}

function parseUrl(address: string, base?: string): URL | null {
  return URL.canParse(address, base) ? new URL(address, base) : null;
}
