import { createHook } from 'node:async_hooks';
import { afterEach, describe, expect, test } from 'vitest';
import { now, setClock } from '#app/domain/clock';
import {
  beginLogin,
  endAllLogins,
  endLogin,
  signInAsDemo,
  signInWithMagicLink,
  signInWithPassword,
  signOut,
} from '#app/domain/login/commands.server';
import { loginCookieName, readLoginToken, signLoginToken } from '#app/domain/login/cookie.server';
import { describeDevice } from '#app/domain/login/device';
import { magicLinkMail } from '#app/domain/login/mails.server';
import { type Client, DAY_MS, DEFAULT_LIMITS } from '#app/domain/login/model';
import { listLogins, viewerOfToken } from '#app/domain/login/queries.server';
import { suspendMember } from '#app/domain/members/administration.server';
import { GRACE_DAYS } from '#app/domain/members/model';
import { GUEST } from '#app/domain/viewer';
import { getSecret, setInstances } from '#app/instances.server';
import { testDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { testEnv } from '#tests/support/instances';
import { loginTokenFor, viewerFor } from '#tests/support/login';

const database = await testDatabase();
setInstances({ env: testEnv(), db: database });
const PASSWORD = 'a long enough password';
const CLIENT: Client = { ipAddress: '192.0.2.7', userAgent: 'Mozilla/5.0 (Android 14) Firefox/140', loginToken: null };

afterEach(() => setClock());

/** The token inside a `Set-Cookie`. */
function tokenIn(cookies: string[]): string | null {
  const value = cookies[0]?.split(';')[0]?.split('=').slice(1).join('=') ?? '';
  return readLoginToken(decodeURIComponent(value), getSecret());
}

/** The one-time value in a mail's link. */
function tokenOf(mail: { text: string } | null): string {
  return /token=([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? '';
}

describe('refused', () => {
  test('wrong password, unknown address, suspended member and member without password get one answer', async () => {
    const known = await makeMember({ password: PASSWORD });
    const suspended = await makeMember({ password: PASSWORD, status: 'suspended' });
    const byLink = await makeMember();
    const tries = [
      { email: known.email, password: 'another long password' },
      { email: 'nobody@example.org', password: PASSWORD },
      { email: suspended.email, password: PASSWORD },
      { email: byLink.email, password: PASSWORD },
    ];
    for (const input of tries) {
      await expect(signInWithPassword(GUEST, input, CLIENT)).rejects.toMatchObject({
        code: 'invalid',
        messageKey: 'sign_in_failed',
      });
    }
    expect(await database.login.count()).toBe(0);
    const entries = await database.auditEntry.findMany({ where: { action: 'login.create', outcome: 'refused' } });
    expect(entries).toHaveLength(4);
    expect(entries.every((entry) => entry.ipAddress === CLIENT.ipAddress)).toBe(true);
  });

  test('an unknown address costs as many hashes as a wrong password', async () => {
    const known = await makeMember({ password: PASSWORD });
    const hashesOf = async (email: string): Promise<number> => {
      let hashes = 0;
      const hook = createHook({
        init(_id, type) {
          hashes += type === 'SCRYPTREQUEST' ? 1 : 0;
        },
      }).enable();
      await signInWithPassword(GUEST, { email, password: 'another long password' }, CLIENT).catch(() => undefined);
      hook.disable();
      return hashes;
    };
    expect(await hashesOf(known.email)).toBe(1);
    expect(await hashesOf('nobody@example.org')).toBe(1);
  });

  test('no cookie but ours is a login', async () => {
    const member = await makeMember();
    const token = await loginTokenFor(member.id);
    const signed = decodeURIComponent(signLoginToken(token, getSecret()));
    const forged = [
      '',
      '.',
      token,
      `${token}.`,
      `${token}.${'A'.repeat(43)}=`,
      signed.slice(0, -1),
      signed.slice(1),
      `x${signed}`,
      signed.replace('.', '..'),
      decodeURIComponent(signLoginToken(token, 'another secret')),
      `${token}.${'\u0000'.repeat(44)}`,
      'א'.repeat(100),
      'a'.repeat(100_000),
    ];
    expect(forged.map((value) => readLoginToken(value, getSecret()))).toEqual(forged.map(() => null));
    expect(readLoginToken(signed, getSecret())).toBe(token);
    expect(await viewerOfToken('unknown')).toEqual(GUEST);
    expect(await viewerOfToken(`' OR 1=1 --`)).toEqual(GUEST);
  });

  test.each(['pending', 'suspended'] as const)('a %s member sees as a guest', async (status) => {
    const member = await makeMember({ status });
    const viewer = await viewerOfToken(await loginTokenFor(member.id));
    expect(viewer).toMatchObject({ kind: 'guest', limited: { memberId: member.id, reason: status } });
  });

  test('a membership past its day and the fortnight after it sees as a guest from that instant', async () => {
    const over = now().getTime() + 60_000;
    const validUntil = new Date(over - GRACE_DAYS * 86_400_000);
    const member = await makeMember({ validUntil });
    const token = await loginTokenFor(member.id);
    expect((await viewerOfToken(token)).kind).toBe('member');
    setClock(() => over);
    expect(await viewerOfToken(token)).toMatchObject({ kind: 'guest', limited: { reason: 'expired' } });
  });

  test('a login that is over, or was not used for long, is none', async () => {
    const member = await makeMember();
    const token = await loginTokenFor(member.id);
    const start = now().getTime();
    setClock(() => start + DEFAULT_LIMITS.idleDays * DAY_MS + 1000);
    expect(await viewerOfToken(token)).toEqual(GUEST);
    setClock();
    await database.login.updateMany({ where: { token }, data: { expiresAt: new Date(start - 1) } });
    expect(await viewerOfToken(token)).toEqual(GUEST);
  });

  test('suspension ends the logins at once', async () => {
    const administrator = await viewerFor((await makeMember({ role: 'administrator' })).id);
    const member = await makeMember();
    const token = await loginTokenFor(member.id);
    await suspendMember(administrator, member.handle, 'left the authority');
    expect(await viewerOfToken(token)).toEqual(GUEST);
    expect(await database.login.count({ where: { userId: member.id } })).toBe(0);
  });

  test('links work once, and never for suspended members', async () => {
    const member = await makeMember();
    const suspended = await makeMember({ status: 'suspended' });
    expect(await magicLinkMail({ email: 'nobody@example.org', locale: 'he' })).toBeNull();
    expect(await magicLinkMail({ email: suspended.email, locale: 'he' })).toBeNull();
    const token = tokenOf(await magicLinkMail({ email: member.email, locale: 'he' }));
    const { cookies } = await signInWithMagicLink(GUEST, token, CLIENT);
    expect(await viewerOfToken(tokenIn(cookies))).toMatchObject({ kind: 'member', memberId: member.id });
    for (const used of [token, 'x', '']) {
      await expect(signInWithMagicLink(GUEST, used, CLIENT)).rejects.toMatchObject({ messageKey: 'link_invalid' });
    }
  });

  test('a link to sign in lasts ten minutes, and one that is over opens nothing', async () => {
    const member = await makeMember();
    const token = tokenOf(await magicLinkMail({ email: member.email, locale: 'he' }));
    const [row] = await database.verification.findMany({ orderBy: { expiresAt: 'desc' } });
    const lifeMs = (row?.expiresAt.getTime() ?? 0) - (row?.createdAt?.getTime() ?? 0);
    expect(Math.round(lifeMs / 60_000)).toBe(10);
    await database.verification.updateMany({ data: { expiresAt: new Date(now().getTime() - 1) } });
    await expect(signInWithMagicLink(GUEST, token, CLIENT)).rejects.toMatchObject({ messageKey: 'link_invalid' });
    expect(await database.login.count()).toBe(0);
  });

  test('a link asked for before the suspension opens nothing after it', async () => {
    const member = await makeMember();
    const token = tokenOf(await magicLinkMail({ email: member.email, locale: 'en' }));
    await database.member.update({ where: { id: member.id }, data: { status: 'suspended' } });
    await expect(signInWithMagicLink(GUEST, token, CLIENT)).rejects.toMatchObject({ messageKey: 'link_invalid' });
    expect(await database.login.count()).toBe(0);
  });

  test('nobody ends the login of somebody else', async () => {
    const viewer = await viewerFor((await makeMember()).id);
    const other = await viewerFor((await makeMember()).id);
    await expect(endLogin(viewer, other.loginId)).rejects.toMatchObject({ code: 'not_found' });
    expect(await database.login.count({ where: { id: other.loginId } })).toBe(1);
    await expect(endAllLogins(GUEST)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('the demo accounts are no way in outside the demo', async () => {
    const member = await makeMember();
    const value = JSON.stringify([{ handle: member.handle }]);
    await database.setting.create({ data: { key: 'demo.accounts', value, updatedAt: now() } });
    await expect(signInAsDemo(GUEST, member.handle, CLIENT)).rejects.toMatchObject({ code: 'forbidden' });
  });
});

describe('signing in', () => {
  test('gives a login, ends the one the browser had, and is audited', async () => {
    const member = await makeMember({ password: 'סיסמה ארוכה מאוד' });
    const before = await loginTokenFor((await makeMember()).id);
    const client = { ...CLIENT, loginToken: before };
    const { cookies } = await signInWithPassword(GUEST, { email: member.email, password: 'סיסמה ארוכה מאוד' }, client);
    expect(cookies[0]).toMatch(/^roundtable_login=.+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/);
    const token = tokenIn(cookies);
    expect(token).not.toBe(before);
    expect(await viewerOfToken(token)).toMatchObject({ kind: 'member', memberId: member.id });
    expect(await viewerOfToken(before)).toEqual(GUEST);
    const login = await database.login.findFirstOrThrow({ where: { userId: member.id } });
    expect(login).toMatchObject({ ipAddress: CLIENT.ipAddress, userAgent: CLIENT.userAgent });
    const entry = await database.auditEntry.findFirstOrThrow({ where: { memberId: member.id } });
    expect(entry).toMatchObject({ action: 'login.create', outcome: 'allowed', detail: '{"method":"password"}' });
  });

  test('the cookie is locked to the host where the site is encrypted', () => {
    expect(loginCookieName('https://forum.example.org')).toBe('__Host-roundtable_login');
    expect(loginCookieName('http://localhost:3000')).toBe('roundtable_login');
  });

  test('the viewer carries authorities in order and what one decides about', async () => {
    const [first, second] = [await makeAuthority(), await makeAuthority()];
    const member = await makeMember({
      authorityIds: [second.id, first.id],
      primaryContactFor: [first.id],
      role: 'host',
    });
    expect(await viewerFor(member.id)).toMatchObject({
      role: 'host',
      authorityIds: [second.id, first.id],
      primaryContactFor: [first.id],
    });
  });

  test('signing out ends the login and forgets the cookie', async () => {
    const member = await makeMember();
    const token = await loginTokenFor(member.id);
    const { cookies } = await signOut(await viewerOfToken(token), { ...CLIENT, loginToken: token });
    expect(cookies[0]).toContain('Max-Age=0');
    expect(await viewerOfToken(token)).toEqual(GUEST);
  });

  test('the list of logins names the device and knows which one is this', async () => {
    const member = await makeMember();
    const token = await loginTokenFor(member.id, 'Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537 Edg/140');
    await beginLogin(member.id, CLIENT, 'test');
    const logins = await listLogins(await viewerOfToken(token), token);
    expect(logins.map((login) => [login.device.browser, login.device.system, login.current]).sort()).toEqual([
      ['edge', 'windows', true],
      ['firefox', 'android', false],
    ]);
    expect(describeDevice(null)).toEqual({ browser: null, system: null });
  });
});
