import { requireReader } from '#app/domain/acting';
import { recordAudit } from '#app/domain/audit/commands.server';
import { DomainError, forbidden, orNotFound } from '#app/domain/errors';
import { CLIENT_ADDRESS_HEADER, getAuth } from '#app/domain/login/auth.server';
import { forgetLoginCookie, giveLoginCookie } from '#app/domain/login/cookie.server';
import { findDemoMember } from '#app/domain/login/demo.server';
import { forgetFirstStep, giveFirstStep } from '#app/domain/login/first-step.server';
import { inHashingQueue } from '#app/domain/login/hashing-queue.server';
import type { PasswordSignIn } from '#app/domain/login/input';
import { giveKnownDevice } from '#app/domain/login/known-device.server';
import type { Client, LoginChange } from '#app/domain/login/model';
import type { PasskeyAssertion } from '#app/domain/login/passkey-input';
import { takeAssertion } from '#app/domain/login/passkey-proof.server';
import { hasSecondFactor, takeCode } from '#app/domain/login/second-factor.server';
import { findDisplay } from '#app/domain/members/display.server';
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
 * hashes the password for an unknown address too, so the time does not tell either. `unavailable` (`signInBusy`) when
 * too many sign in at once.
 */
export function signInWithPassword(_viewer: Viewer, input: PasswordSignIn, client: Client): Promise<LoginChange> {
  // As a whole, look-ups too: who is refused for want of room must not have cost the database anything.
  return inHashingQueue(() => signIn(input, client));
}

async function signIn(input: PasswordSignIn, client: Client): Promise<LoginChange> {
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

/** Mails the viewer a link to sign in anew, for those who have nothing else to prove themselves by. */
export async function mailOwnLink(viewer: Viewer): Promise<void> {
  const { memberId, locale } = requireReader(viewer);
  const { email } = orNotFound(await getDb().member.findUnique({ where: { id: memberId }, select: { email: true } }));
  await requestMagicLink(viewer, email, locale);
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
  return rotate(memberId, await newLoginToken(memberId, client), client, method);
}

async function newLoginToken(memberId: string, client: Client): Promise<string> {
  const { internalAdapter } = await (await getAuth()).$context;
  const place = { ipAddress: client.ipAddress, userAgent: client.userAgent };
  const login = await internalAdapter.createSession(memberId, false, place);
  if (!login) {
    throw signInFailed();
  }
  return login.token;
}

/**
 * The second proof: a code of the authenticator, or a recovery code. Throws `invalid` (`code_wrong`), or
 * `first_step_over` when the first proof is too long ago.
 */
export async function signInWithCode(_viewer: Viewer, code: string, client: Client): Promise<LoginChange> {
  if (!client.firstStep) {
    throw new DomainError('invalid', 'first_step_over');
  }
  const { memberId, method } = client.firstStep;
  if (!(await getDb().$transaction((tx) => takeCode(tx, memberId, code)))) {
    await auditRefusal(memberId, client, 'code');
    throw new DomainError('invalid', 'code_wrong', { field: 'code' });
  }
  const change = await giveLogin(memberId, await newLoginToken(memberId, client), client, `${method} and code`);
  return { ...change, cookies: [...change.cookies, forgetFirstStep()] };
}

/**
 * Signs in by a passkey, which is both proofs in one: no code is asked for. Throws `invalid` (`passkey_refused`) whatever
 * is wrong with it.
 */
export async function signInWithPasskey(
  _viewer: Viewer,
  assertion: PasskeyAssertion,
  client: Client,
): Promise<LoginChange> {
  const memberId = await takeAssertion('sign-in', null, assertion);
  if (memberId === null) {
    await auditRefusal(null, client, 'passkey');
    throw new DomainError('invalid', 'passkey_refused');
  }
  const token = await newLoginToken(memberId, client);
  await getDb().login.update({ where: { token }, data: { byPasskey: true } });
  const change = await giveLogin(memberId, token, client, 'passkey');
  return { ...change, cookies: [...change.cookies, forgetFirstStep()] };
}

/** After the first proof: a login for whoever has no second factor; for the others the login is taken back until the code. */
async function rotate(memberId: string, token: string, client: Client, method: string): Promise<LoginChange> {
  if (await hasSecondFactor(getDb(), memberId)) {
    await getDb().login.deleteMany({ where: { token } });
    return { cookies: [giveFirstStep({ memberId, method })], needsCode: true };
  }
  return giveLogin(memberId, token, client, method);
}

/** The browser gets the new login; the one it had before ends, whoever's it was (session fixation, ASVS 7.2.4). */
async function giveLogin(memberId: string, token: string, client: Client, method: string): Promise<LoginChange> {
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
  const display = await findDisplay(memberId);
  const cookies = [giveLoginCookie(getEnv().appUrl, token, getSecret()), giveKnownDevice(memberId, client.device)];
  return { cookies, ...(display && { display }) };
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
