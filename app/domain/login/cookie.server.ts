import { createHmac, timingSafeEqual } from 'node:crypto';
import { LOGIN_LIFETIME_SECONDS } from '#app/domain/login/model';

/**
 * The login cookie, in better-auth's format: the token, a full stop, and the HMAC-SHA256 of the token in base64, all of
 * it percent-encoded. Read here rather than by the library because every request needs it: this costs microseconds.
 */
const NAME = 'roundtable_login';
/** A token is 32 letters and digits; anything much longer is not looked at. */
const MAX_VALUE_CHARS = 300;
const SIGNATURE_CHARS = 44;

/**
 * The cookie's name. `__Host-` makes browsers refuse it unless it is Secure, for the whole host and for no other
 * (RFC 6265bis 4.1.3.2); over plain http on a developer's machine they would refuse it altogether.
 */
export function loginCookieName(appUrl: string): string {
  return appUrl.startsWith('https:') ? `__Host-${NAME}` : NAME;
}

function signature(token: string, secret: string): Buffer {
  return createHmac('sha256', secret).update(token).digest();
}

/** The signed value of the cookie for a login's token. */
export function signLoginToken(token: string, secret: string): string {
  return encodeURIComponent(`${token}.${signature(token, secret).toString('base64')}`);
}

/** The login's token in the cookie's decoded value; null when there is none, or it was not signed by us. Never throws. */
export function readLoginToken(value: string | null, secret: string): string | null {
  if (value === null || value.length > MAX_VALUE_CHARS) {
    return null;
  }
  const end = value.lastIndexOf('.');
  const given = value.slice(end + 1);
  if (end < 1 || given.length !== SIGNATURE_CHARS) {
    return null;
  }
  const token = value.slice(0, end);
  const bytes = Buffer.from(given, 'base64');
  const expected = signature(token, secret);
  return bytes.length === expected.length && timingSafeEqual(bytes, expected) ? token : null;
}

/** The `Set-Cookie` that gives a browser its login, for as long as the login can last. */
export function giveLoginCookie(appUrl: string, token: string, secret: string): string {
  return `${loginCookieName(appUrl)}=${signLoginToken(token, secret)}; Max-Age=${LOGIN_LIFETIME_SECONDS}; ${attributes(appUrl)}`;
}

/** The `Set-Cookie` that makes a browser forget its login. */
export function forgetLoginCookie(appUrl: string): string {
  return `${loginCookieName(appUrl)}=; Max-Age=0; ${attributes(appUrl)}`;
}

function attributes(appUrl: string): string {
  return `Path=/; HttpOnly; SameSite=Lax${appUrl.startsWith('https:') ? '; Secure' : ''}`;
}
