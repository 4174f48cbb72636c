import type { FirstStep } from '#app/domain/login/first-step.server';
import type { KnownDevice } from '#app/domain/login/known-device.server';
import type { Display } from '#app/domain/viewer';

/** NIST SP 800-63B and OWASP ASVS 5 (6.2.1, 6.2.5): length is what counts; no rules on composition. In characters. */
export const PASSWORD_MIN_CHARS = 12;
export const PASSWORD_MAX_CHARS = 128;

/** A login ends this long after sign-in, whatever happens. In seconds. */
export const LOGIN_MAX_DAYS = 30;
export const LOGIN_LIFETIME_SECONDS = LOGIN_MAX_DAYS * 24 * 60 * 60;
export const DAY_MS = 24 * 60 * 60 * 1000;

/** When logins end before that, in days, as the association wants it. */
export interface LoginLimits {
  /** Not used for this long. */
  idleDays: number;
  /** The same for moderators and administrators. */
  idleDaysStrong: number;
  /** For moderators and administrators, this long after sign-in whatever happens. */
  maxDaysStrong: number;
}
export const DEFAULT_LIMITS: LoginLimits = { idleDays: 14, idleDaysStrong: 3, maxDaysStrong: 7 };
/** How precisely the last use of a login is kept. In milliseconds. */
export const LOGIN_TOUCH_MS = 10 * 60 * 1000;
/** A pause this long makes the next request a new visit. In milliseconds. */
export const VISIT_PAUSE_MS = 2 * 60 * 60 * 1000;

/** Why an act is refused whose member has not proved lately who they are; the edge then asks and comes back. */
export const PROVE_FIRST = 'prove_first';

export const PASSKEY_NAME_MAX_CHARS = 60;

/** The most that OWASP ASVS 5 (6.5.5) gives what is sent another way. */
export const MAGIC_LINK_MINUTES = 10;
export const RESET_LINK_MINUTES = 60;
export const EMAIL_LINK_MINUTES = 60;

/** The browser a request came from, as far as logins need it. */
export interface Client {
  ipAddress: string;
  userAgent: string;
  /** Who has given a first proof in this browser and owes a code; absent or null: nobody. */
  firstStep?: FirstStep | null;
  /** The member who has signed in in this browser before; absent or null: nobody, or too long ago. */
  device?: KnownDevice | null;
  /** Token of the login the browser already has; null when it has none, or a forged one. */
  loginToken: string | null;
  /** How it shows pages now: what somebody who joins in it begins with. Absent: the forum's own. */
  display?: Display;
}

/** What a sign-in, sign-out or change of password hands back to the edge. */
export interface LoginChange {
  /** Values of `Set-Cookie` headers. */
  cookies: string[];
  /** The first proof was right; the code is still asked for. */
  needsCode?: true;
  /** After a sign-in: how the member wants pages, which this browser follows from now on. */
  display?: Display;
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
