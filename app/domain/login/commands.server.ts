import { recordAudit } from '#app/domain/audit/commands.server';
import { DomainError, forbidden, orNotFound } from '#app/domain/errors';
import { CLIENT_ADDRESS_HEADER, getAuth } from '#app/domain/login/auth.server';
import { forgetLoginCookie, giveLoginCookie } from '#app/domain/login/cookie.server';
import { findDemoMember } from '#app/domain/login/demo.server';
import type { PasswordSignIn } from '#app/domain/login/input';
import type { Client, LoginChange } from '#app/domain/login/model';
import type { Viewer } from '#app/domain/viewer';
import { getDb, getEnv, getSecret } from '#app/instances.server';
import { queueMail } from '#app/mail/outbox.server';

/** The member behind a viewer, in force or not; null for a real guest. */
export function signedInMemberId(viewer: Viewer): string | null {
  return viewer.kind === 'member' ? viewer.memberId : (viewer.limited?.memberId ?? null);
}

/** What the library reads of a request: the address and the browser, nothing else. */
function libraryHeaders(client: Client): Headers {
  return new Headers({ [CLIENT_ADDRESS_HEADER]: client.ipAddress, 'user-agent': client.userAgent });
}

/** One answer for a wrong password, an unknown address, a suspended member and a member without a password. */
function signInFailed(): DomainError {
  return new DomainError('invalid', 'sign_in_failed');
}

/**
 * Signs in by e-mail address and password. Throws `invalid` (`sign_in_failed`) in all other cases alike; the library
 * hashes the password for an unknown address too, so the time does not tell either.
 */
export async function signInWithPassword(_viewer: Viewer, input: PasswordSignIn, client: Client): Promise<LoginChange> {
  const auth = await getAuth();
  const member = await getDb().member.findUnique({ where: { email: input.email }, select: { id: true } });
  const memberId = member?.id ?? null;
  const token = await auth.api
    .signInEmail({ body: input, headers: libraryHeaders(client) })
    .then((answer) => answer.token)
    .catch((error: unknown) => refusedByLibrary(error));
  if (token === null || memberId === null) {
    await auditRefusal(memberId, client, 'password');
    throw signInFailed();
  }
  return rotate(memberId, token, client, 'password');
}

/** Queues the mail with a link to sign in. The same for every address: whether it is known is found out by the worker. */
export async function requestMagicLink(_viewer: Viewer, email: string, locale: 'he' | 'en'): Promise<void> {
  await queueMail(getDb(), { template: 'magicLink', email, locale });
}

/** Signs in by the one-time value of a mailed link. Throws `invalid` (`link_invalid`): used, over, or never ours. */
export async function signInWithMagicLink(_viewer: Viewer, token: string, client: Client): Promise<LoginChange> {
  const auth = await getAuth();
  const answer = await auth.api
    .magicLinkVerify({ query: { token }, headers: libraryHeaders(client) })
    .then((reply) => ({ token: reply.token, memberId: reply.user.id }))
    .catch((error: unknown) => refusedByLibrary(error));
  if (answer === null) {
    await auditRefusal(null, client, 'link');
    throw new DomainError('invalid', 'link_invalid');
  }
  return rotate(answer.memberId, answer.token, client, 'link');
}

/** Signs in as one of the demo's members. Forbidden outside demo mode, and for everybody the demo does not list. */
export async function signInAsDemo(_viewer: Viewer, handle: string, client: Client): Promise<LoginChange> {
  const memberId = await findDemoMember(handle);
  if (memberId === null) {
    throw forbidden();
  }
  return beginLogin(memberId, client, 'demo');
}

/** Makes a login for somebody who has just proved who they are in another way (an invitation, the setup link). */
export async function beginLogin(memberId: string, client: Client, method: string): Promise<LoginChange> {
  const { internalAdapter } = await (await getAuth()).$context;
  const place = { ipAddress: client.ipAddress, userAgent: client.userAgent };
  const login = await internalAdapter.createSession(memberId, false, place);
  if (!login) {
    throw signInFailed();
  }
  return rotate(memberId, login.token, client, method);
}

/** The browser gets the new login; the one it had before ends, whoever's it was (session fixation, ASVS 7.2.4). */
async function rotate(memberId: string, token: string, client: Client, method: string): Promise<LoginChange> {
  const database = getDb();
  await database.$transaction(async (transaction) => {
    if (client.loginToken !== null) {
      await transaction.login.deleteMany({ where: { token: client.loginToken } });
    }
    await recordAudit(transaction, {
      memberId,
      action: 'login.create',
      detail: { method },
      ipAddress: client.ipAddress,
    });
  });
  return { cookies: [giveLoginCookie(getEnv().appUrl, token, getSecret())] };
}

/** Null for the library's own refusals, which are all client errors or redirects; anything else is a fault of ours. */
function refusedByLibrary(error: unknown): null {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  if (status >= 300 && status < 500) {
    return null;
  }
  throw error;
}

async function auditRefusal(memberId: string | null, client: Client, method: string): Promise<void> {
  const { ipAddress } = client;
  await recordAudit(getDb(), { memberId, action: 'login.create', outcome: 'refused', detail: { method }, ipAddress });
}

/** Ends the browser's login and makes it forget the cookie. Harmless for somebody who is not signed in. */
export async function signOut(viewer: Viewer, client: Client): Promise<LoginChange> {
  const memberId = signedInMemberId(viewer);
  if (client.loginToken !== null) {
    await getDb().login.deleteMany({ where: { token: client.loginToken } });
    await recordAudit(getDb(), { memberId, action: 'login.end', detail: { which: 'this' } });
  }
  return { cookies: [forgetLoginCookie(getEnv().appUrl)] };
}

/** Ends one of the viewer's own logins. Not found for anybody else's. */
export async function endLogin(viewer: Viewer, loginId: string): Promise<void> {
  const memberId = orNotFound(signedInMemberId(viewer));
  const ended = await getDb().login.deleteMany({ where: { id: loginId, userId: memberId } });
  orNotFound(ended.count || null);
  await recordAudit(getDb(), { memberId, action: 'login.end', detail: { which: 'one' } });
}

/** Signs the viewer out everywhere, here too. */
export async function endAllLogins(viewer: Viewer): Promise<LoginChange> {
  const memberId = orNotFound(signedInMemberId(viewer));
  const { count } = await getDb().login.deleteMany({ where: { userId: memberId } });
  await recordAudit(getDb(), { memberId, action: 'login.end', detail: { which: 'all', count } });
  return { cookies: [forgetLoginCookie(getEnv().appUrl)] };
}
