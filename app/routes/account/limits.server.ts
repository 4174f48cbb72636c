import type { z } from 'zod';
import { countAct } from '#app/domain/limits/counts.server';
import type { KnownDevice } from '#app/domain/login/known-device.server';
import { attempt, type FormResult, parseForm, readFields } from '#app/http/form.server';
import type { RouteArgs } from '#app/http/viewer.server';

/**
 * Passwords tried for one e-mail address, and from one network address. Each of these throws `too_many`. In a browser
 * that the address's member has used before (`device`) only the tries of that browser count: others cannot use them up.
 */
export function limitSignIn(email: string, ip: string, device: string | null): void {
  countAct('signIn', device === null ? { address: ip, email } : { device });
}

/** Mails that anybody can make us send to an address. */
export function limitMail(email: string, ip: string): void {
  countAct('mail', { address: ip, email });
}

/**
 * A form that shows the one-time value of a link. It counts as a guess at such values before anything in it is looked
 * at: what is wrong with the rest of it must not make guessing free. `more` are fields that the address holds.
 */
export async function readTokenForm<S extends z.ZodType>(
  { request, context }: RouteArgs,
  schema: S,
  more: Record<string, string> = {},
): Promise<FormResult<z.output<S>>> {
  const form = await readFields(request);
  const counted = await attempt(form, async () => limitTokens(context.ipAddress));
  if (!counted.ok) {
    return { ok: false, form, reply: counted.reply };
  }
  return parseForm({ ...form, ...more }, schema);
}

/** Guesses at the one-time values of links. */
export function limitTokens(ip: string): void {
  countAct('token', { address: ip });
}

export function limitApplications(email: string, ip: string): void {
  countAct('apply', { address: ip });
  limitMail(email, ip);
}

export function limitPasswordChecks(memberId: string): void {
  countAct('password', { member: memberId });
}

/**
 * Codes tried after a right first proof: only whoever gave that one can use them up, and not those of a browser that the
 * member has used before.
 */
export function limitFirstCodes(memberId: string, device: KnownDevice | null | undefined): void {
  countAct('code', device?.memberId === memberId ? { device: device.id } : { member: memberId });
}

/** Codes tried by somebody who is signed in. */
export function limitCodes(loginId: string): void {
  countAct('code', { device: `login ${loginId}` });
}

/** Mails that a member makes us send to themselves, or to an address that is to be theirs. */
export function limitOwnMail(memberId: string): void {
  countAct('mail', { email: memberId });
}

/** Challenges given out, and answers to them that are checked. */
export function limitPasskeys(ip: string): void {
  countAct('passkey', { address: ip });
}

export function limitInvitations(memberId: string): void {
  countAct('invite', { member: memberId });
}

/** Archives of one's own data: each is work for the server. */
export function limitExports(memberId: string): void {
  countAct('export', { member: memberId });
}
