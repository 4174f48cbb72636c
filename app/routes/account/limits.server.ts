import { countUse, type RateLimit } from '#app/http/rate-limit.server';

const QUARTER_HOUR_SECONDS = 15 * 60;
const HOUR_SECONDS = 60 * 60;

function limit(purpose: string, max: number, windowSeconds: number): RateLimit {
  return { purpose, max, windowSeconds };
}

const SIGN_IN_BY_ADDRESS = limit('sign-in address', 10, QUARTER_HOUR_SECONDS);
const SIGN_IN_BY_IP = limit('sign-in ip', 50, QUARTER_HOUR_SECONDS);
const MAIL_BY_ADDRESS = limit('mail address', 3, QUARTER_HOUR_SECONDS);
const MAIL_BY_IP = limit('mail ip', 15, QUARTER_HOUR_SECONDS);
const TOKEN_BY_IP = limit('token ip', 30, QUARTER_HOUR_SECONDS);
const APPLY_BY_IP = limit('apply ip', 10, HOUR_SECONDS);
const PASSWORD_BY_MEMBER = limit('password member', 10, QUARTER_HOUR_SECONDS);
const INVITE_BY_MEMBER = limit('invite member', 60, HOUR_SECONDS);

/** Passwords tried for one e-mail address, and from one network address. Each throws `too_many`. */
export function limitSignIn(email: string, ip: string): void {
  countUse(SIGN_IN_BY_IP, ip);
  countUse(SIGN_IN_BY_ADDRESS, email);
}

/** Mails that anybody can make us send to an address. */
export function limitMail(email: string, ip: string): void {
  countUse(MAIL_BY_IP, ip);
  countUse(MAIL_BY_ADDRESS, email);
}

/** Guesses at the one-time values of links. */
export function limitTokens(ip: string): void {
  countUse(TOKEN_BY_IP, ip);
}

export function limitApplications(email: string, ip: string): void {
  countUse(APPLY_BY_IP, ip);
  limitMail(email, ip);
}

export function limitPasswordChecks(memberId: string): void {
  countUse(PASSWORD_BY_MEMBER, memberId);
}

export function limitInvitations(memberId: string): void {
  countUse(INVITE_BY_MEMBER, memberId);
}
