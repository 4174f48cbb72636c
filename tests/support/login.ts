import { randomBytes, randomUUID } from 'node:crypto';
import { now } from '#app/domain/clock';
import { loginCookieName, signLoginToken } from '#app/domain/login/cookie.server';
import { LOGIN_LIFETIME_SECONDS } from '#app/domain/login/model';
import { viewerOfToken } from '#app/domain/login/queries.server';
import { isMember, type MemberViewer } from '#app/domain/viewer';
import { getDb, getEnv, getSecret } from '#app/instances.server';

/** Makes a login for the member and hands over its token. */
export async function loginTokenFor(memberId: string, userAgent = 'test'): Promise<string> {
  const token = randomBytes(24).toString('base64url');
  const expiresAt = new Date(now().getTime() + LOGIN_LIFETIME_SECONDS * 1000);
  await getDb().login.create({
    data: { id: randomUUID(), token, userId: memberId, expiresAt, userAgent, updatedAt: now(), createdAt: now() },
  });
  return token;
}

/** The value of a `Cookie` header with a token, signed. */
export function cookieWithToken(token: string): string {
  return `${loginCookieName(getEnv().appUrl)}=${signLoginToken(token, getSecret())}`;
}

/** The value of a `Cookie` header of a browser in which the member is signed in. */
export async function loginCookieFor(memberId: string): Promise<string> {
  return cookieWithToken(await loginTokenFor(memberId));
}

/** The viewer that a member's browser gives, for tests of the domain. Throws when the membership is not in force. */
export async function viewerFor(memberId: string): Promise<MemberViewer> {
  const viewer = await viewerOfToken(await loginTokenFor(memberId));
  if (!isMember(viewer)) {
    throw new Error(`Member ${memberId} is not in force.`);
  }
  return viewer;
}
