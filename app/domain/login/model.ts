/** NIST SP 800-63B and OWASP ASVS 5 (2.1): length is what counts; no rules on composition. In characters. */
export const PASSWORD_MIN_CHARS = 12;
export const PASSWORD_MAX_CHARS = 128;

/** A login ends this long after sign-in, whatever happens. In seconds. */
export const LOGIN_LIFETIME_SECONDS = 30 * 24 * 60 * 60;
/** A login that was not used for this long has ended. In milliseconds. */
export const LOGIN_IDLE_MS = 7 * 24 * 60 * 60 * 1000;
/** How precisely the last use of a login is kept. In milliseconds. */
export const LOGIN_TOUCH_MS = 10 * 60 * 1000;
/** A pause this long makes the next request a new visit. In milliseconds. */
export const VISIT_PAUSE_MS = 2 * 60 * 60 * 1000;

export const MAGIC_LINK_MINUTES = 15;
export const RESET_LINK_MINUTES = 60;

/** The browser a request came from, as far as logins need it. */
export interface Client {
  ipAddress: string;
  userAgent: string;
  /** Token of the login the browser already has; null when it has none, or a forged one. */
  loginToken: string | null;
}

/** What a sign-in, sign-out or change of password hands back to the edge. */
export interface LoginChange {
  /** Values of `Set-Cookie` headers. */
  cookies: string[];
}

/** A line of the list of logins. */
export interface LoginView {
  id: string;
  device: Device;
  ipAddress: string;
  /** ISO 8601. */
  signedInAt: string;
  /** ISO 8601, precise to ten minutes. */
  lastUsedAt: string;
  current: boolean;
}

/** A browser in words: keys of namespace `account.device`, or null for what the user agent does not say. */
export interface Device {
  browser: 'edge' | 'opera' | 'samsung' | 'firefox' | 'chrome' | 'safari' | null;
  system: 'android' | 'iphone' | 'ipad' | 'windows' | 'mac' | 'chromeos' | 'linux' | null;
}
