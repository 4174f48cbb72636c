import { hostCookieName } from '#app/domain/login/signed.server';
import { type Display, isMember, type Viewer } from '#app/domain/viewer';
import { readCookie } from '#app/http/cookies.server';
import { isLocale, type Locale } from '#app/i18n/locales';
import { getEnv } from '#app/instances.server';

export const THEMES = ['system', 'light', 'dark'] as const;
export const DENSITIES = ['comfortable', 'compact'] as const;

/** The only cookies that a page for guests depends on, so that pages can be kept for all guests who share them. */
const PREFERENCES = ['locale', 'theme', 'density'] as const;

export function preferenceCookieNames(): string[] {
  return PREFERENCES.map(hostCookieName);
}

const YEAR_SECONDS = 31_536_000;

/** A `Set-Cookie` value that keeps one preference in this browser for a year. */
export function preferenceCookie(name: string, value: string): string {
  const secure = getEnv().appUrl.startsWith('https:') ? '; Secure' : '';
  return `${hostCookieName(name)}=${value}; Path=/; Max-Age=${YEAR_SECONDS}; HttpOnly; SameSite=Lax${secure}`;
}

interface Asking {
  cookie: string | null | undefined;
  acceptLanguage: string | null | undefined;
}

/** The language to answer in: the cookie, else the member's setting, else what the browser asks for, else the default. */
export function getLocale(request: Request, viewer?: Viewer): Locale {
  return localeFor(askingOf(request), viewer);
}

/**
 * All preferences of the reader, each from its cookie, else from the member's settings, else the default. A browser gets
 * the cookies of a member's settings when they sign in, and with each change.
 */
export function getPreferences(request: Request, viewer?: Viewer): Display {
  return preferencesFor(askingOf(request), viewer);
}

/** `getPreferences` from bare header values, for what runs before there is a Request. */
export function preferencesFor(asking: Asking, viewer?: Viewer): Display {
  const member = viewer && isMember(viewer) ? viewer : null;
  const theme = readCookie(asking.cookie, hostCookieName('theme'));
  const density = readCookie(asking.cookie, hostCookieName('density'));
  return {
    locale: localeFor(asking, viewer),
    theme: THEMES.find((known) => known === theme) ?? member?.theme ?? 'system',
    density: DENSITIES.find((known) => known === density) ?? member?.density ?? 'comfortable',
  };
}

function localeFor(asking: Asking, viewer?: Viewer): Locale {
  const cookie = readCookie(asking.cookie, hostCookieName('locale'));
  if (isLocale(cookie)) {
    return cookie;
  }
  if (viewer && isMember(viewer)) {
    return viewer.locale;
  }
  return acceptedLocale(asking.acceptLanguage) ?? getEnv().defaultLocale;
}

function askingOf(request: Request): Asking {
  return { cookie: request.headers.get('cookie'), acceptLanguage: request.headers.get('accept-language') };
}

/** The first of our languages by the weights of an `Accept-Language` header (RFC 9110, 12.5.4). */
function acceptedLocale(header: string | null | undefined): Locale | null {
  if (!header) {
    return null;
  }
  const wanted = header
    .slice(0, 500)
    .split(',')
    .map((part, order) => {
      const [tag = '', ...parameters] = part.trim().toLowerCase().split(';');
      const weight = Number(
        parameters
          .find((one) => one.trim().startsWith('q='))
          ?.trim()
          .slice(2) ?? 1,
      );
      // `iw` is what old Java clients still send for Hebrew.
      const language = tag.split('-')[0] === 'iw' ? 'he' : tag.split('-')[0];
      return { language, weight: Number.isFinite(weight) ? weight : 0, order };
    })
    .filter((one) => one.weight > 0)
    .sort((a, b) => b.weight - a.weight || a.order - b.order);
  for (const { language } of wanted) {
    if (isLocale(language)) {
      return language;
    }
  }
  return null;
}
