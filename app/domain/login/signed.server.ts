import { createHmac, timingSafeEqual } from 'node:crypto';
import { getEnv, getSecret } from '#app/instances.server';

const MAX_VALUE_CHARS = 300;

function signature(purpose: string, text: string): Buffer {
  return createHmac('sha256', getSecret()).update(`${purpose}\n${text}`).digest();
}

/**
 * The form in which a short secret is kept: without the application's secret nobody who has a copy of the database finds
 * it by trying them all.
 */
export function keyedHash(purpose: string, text: string): string {
  return signature(purpose, text).toString('base64url');
}

/** Parts without `~` as the value of a cookie that nobody else can write. What was signed for one purpose is no other's. */
export function signParts(purpose: string, parts: readonly string[]): string {
  const text = parts.join('~');
  return encodeURIComponent(`${text}~${signature(purpose, text).toString('base64url')}`);
}

/** The parts again, from the cookie's decoded value; null when it is not ours. */
export function readParts(purpose: string, value: string | null): string[] | null {
  if (value === null || value.length > MAX_VALUE_CHARS) {
    return null;
  }
  const end = value.lastIndexOf('~');
  const text = value.slice(0, Math.max(0, end));
  const given = Buffer.from(value.slice(end + 1), 'base64url');
  const expected = signature(purpose, text);
  return given.length === expected.length && timingSafeEqual(given, expected) ? text.split('~') : null;
}

/** `__Host-` where browsers take it: over https (RFC 6265bis, 4.1.3.2). */
export function hostCookieName(name: string): string {
  return isSecure() ? `__Host-${name}` : name;
}

/** A `Set-Cookie` for our pages alone, which no script can read. */
export function hostCookie(name: string, value: string, lifeSeconds: number): string {
  const secure = isSecure() ? '; Secure' : '';
  return `${hostCookieName(name)}=${value}; Max-Age=${lifeSeconds}; Path=/; HttpOnly; SameSite=Lax${secure}`;
}

function isSecure(): boolean {
  return getEnv().appUrl.startsWith('https:');
}
