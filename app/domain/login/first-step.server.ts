import { now } from '#app/domain/clock';
import { hostCookie, hostCookieName, readParts, signParts } from '#app/domain/login/signed.server';

/**
 * The time between the first proof (password, mailed link) and the code: a signed cookie and nothing in the database, so
 * that there is no login before the second proof. It says who, by which first proof, and until when.
 */
const NAME = 'roundtable_first_step';
const PURPOSE = 'first step';
const LIFETIME_SECONDS = 10 * 60;

export interface FirstStep {
  memberId: string;
  method: string;
}

/** The name under which the browser sends it. */
export function firstStepCookieName(): string {
  return hostCookieName(NAME);
}

export function giveFirstStep({ memberId, method }: FirstStep): string {
  const until = String(now().getTime() + LIFETIME_SECONDS * 1000);
  return hostCookie(NAME, signParts(PURPOSE, [memberId, method, until]), LIFETIME_SECONDS);
}

export function forgetFirstStep(): string {
  return hostCookie(NAME, '', 0);
}

/** Who has given a first proof in this browser, from the cookie's decoded value; null when nobody has, or too long ago. */
export function readFirstStep(value: string | null): FirstStep | null {
  const [memberId = '', method = '', until = ''] = readParts(PURPOSE, value) ?? [];
  return Number(until) > now().getTime() ? { memberId, method } : null;
}
