import helmet from 'helmet';
import type { Label } from '#app/domain/labels';
import type { Viewer } from '#app/domain/viewer';
import { cacheRule } from '#app/domain/visibility';
import type { CacheScope, RequestContext } from '#app/http/context';

const YEAR_SECONDS = 31_536_000;
const OFF = 'camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=(), interest-cohort=()';

/** The Content-Security-Policy of whatever is no page. It leaves alone what a worker's own script may ask for. */
const BARE_POLICY = "base-uri 'none'; object-src 'none'; frame-ancestors 'none'";

/** The Content-Security-Policy of a page without scripts, styles or images. `default-src` stands for none of the others. */
export const CLOSED_POLICY = `default-src 'none'; form-action 'none'; ${BARE_POLICY}`;

/**
 * The headers that every response carries, whatever it is. Collected once from helmet rather than set by it on each
 * response, so that kept pages send the same list without its cost. A page puts its own policy, which has a new nonce
 * each time, in the place of the one here.
 */
export function securityHeaders(appUrl: string): [name: string, value: string][] {
  const collected: [string, string][] = [
    ['Permissions-Policy', OFF],
    ['Content-Security-Policy', BARE_POLICY],
  ];
  const setHeaders = helmet({
    contentSecurityPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
    strictTransportSecurity: isHttps(appUrl) ? { maxAge: YEAR_SECONDS, includeSubDomains: false } : false,
  });
  const recorder = {
    setHeader: (name: string, value: string) => collected.push([name, value]),
    removeHeader: () => undefined,
  };
  // Helmet touches nothing of the response but these two functions; a test holds the list.
  Reflect.apply(setHeaders, undefined, [{}, recorder, () => undefined]);
  return collected;
}

/**
 * The Content-Security-Policy (level 3) of a page: scripts from our own files, or inline with this response's nonce.
 * Nothing else loads from anywhere else, nobody frames us, forms go nowhere but here.
 */
export function contentSecurityPolicy(nonce: string, appUrl: string): string {
  const policy =
    `default-src 'none'; script-src 'self' 'nonce-${nonce}'; style-src 'self'; img-src 'self'; font-src 'self'; ` +
    "connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; frame-ancestors 'none'; " +
    "base-uri 'none'; object-src 'none'";
  return isHttps(appUrl) ? `${policy}; upgrade-insecure-requests` : policy;
}

function isHttps(appUrl: string): boolean {
  return appUrl.startsWith('https:');
}

/**
 * Says how the page that is being made may be kept, from the labels of everything on it. Called by a page's loader;
 * without a call nothing is kept, and of several calls the strictest holds. A page made for somebody who is signed in
 * has their name on it and is at best `private`.
 */
export function cacheByLabels(context: RequestContext, viewer: Viewer, labels: Label[]): void {
  const rule = cacheRule(labels);
  const guest = viewer.kind === 'guest' && viewer.limited === null;
  context.cache = stricter(context.cache, rule === 'public' && !guest ? 'private' : rule);
}

const BY_STRICTNESS: CacheScope[] = ['public', 'private', 'no-store'];

function stricter(one: CacheScope | null, other: CacheScope): CacheScope {
  return one !== null && BY_STRICTNESS.indexOf(one) > BY_STRICTNESS.indexOf(other) ? one : other;
}

/**
 * The value of `Cache-Control` for a scope. Even public pages are asked for again each time: they change with every
 * answer, and an unchanged one costs a 304.
 */
export function cacheControl(scope: CacheScope | null): string {
  return scope === null || scope === 'no-store' ? 'no-store' : `${scope}, no-cache`;
}
