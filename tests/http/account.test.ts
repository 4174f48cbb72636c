import { beforeEach, describe, expect, test } from 'vitest';
import { now } from '#app/domain/clock';
import { forgetAllCounts } from '#app/domain/limits/counts.server';
import { magicLinkMail, passwordResetMail } from '#app/domain/login/mails.server';
import { bumpRevision } from '#app/domain/revision';
import { setInstances } from '#app/instances.server';
import { paths } from '#app/paths';
import { testApp } from '#tests/support/app';
import { testDatabase } from '#tests/support/database';
import { makeMember } from '#tests/support/factories-members';
import { testEnv } from '#tests/support/instances';
import { cookieWithToken, loginCookieFor, loginTokenFor } from '#tests/support/login';

const database = await testDatabase();
const env = testEnv();
const app = testApp();
const PASSWORD = 'a long enough password';

beforeEach(() => {
  setInstances({ env, db: database });
  forgetAllCounts();
  bumpRevision();
});

/** The `Cookie` header of a browser that took what the response set. */
function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

function signIn(email: string, password: string, more: Record<string, string> = {}) {
  return app.send(paths.signIn(), { form: { intent: 'password', email, password, ...more } });
}

/** The path with query of the link in a mail. */
function linkIn(mail: { text: string } | null): string {
  return /https?:\/\/[^/]+(\/\S+token=\S+)/.exec(mail?.text ?? '')?.[1] ?? '';
}

function tokenIn(path: string): string {
  return new URL(path, 'http://x').searchParams.get('token') ?? '';
}

describe('refused', () => {
  test('known and unknown addresses get the same page', async () => {
    const known = await makeMember({ password: PASSWORD });
    const wrong = await signIn(known.email, 'another long password');
    const unknown = await signIn('nobody@example.org', 'another long password');
    const same = (html: string, email: string) =>
      html.replaceAll(email, '').replace(/test-\d+|nonce="[^"]*"|\d{13}/g, '');
    expect([wrong.status, unknown.status]).toEqual([422, 422]);
    expect(same(await wrong.text(), known.email)).toBe(same(await unknown.text(), 'nobody@example.org'));
    for (const path of [paths.signIn(), paths.forgotPassword()]) {
      const form = (email: string) => ({ intent: 'link', email });
      const [one, other] = [
        await app.send(path, { form: form(known.email) }),
        await app.send(path, { form: form('nobody@example.org') }),
      ];
      expect([one.status, one.headers.get('location')]).toEqual([other.status, other.headers.get('location')]);
    }
    // Each request wrote one row, whoever asked.
    expect(await database.outbox.count()).toBe(4);
  });

  test('the form comes back with the address, without the password, the mistake beside its field', async () => {
    const response = await signIn('not an address', 'secret-typed-password');
    const html = await response.text();
    expect(response.status).toBe(422);
    expect(html).toContain('value="not an address"');
    expect(html).not.toContain('secret-typed-password');
    expect(html).toMatch(/aria-describedby="field-email-error"/);
    expect(html).toContain('href="#field-email"');
  });

  test('after ten tries at one address: 429 with Retry-After, even with the right password', async () => {
    const member = await makeMember({ password: PASSWORD });
    for (let tries = 0; tries < 10; tries += 1) {
      expect((await signIn(member.email, 'another long password')).status).toBe(422);
    }
    const response = await signIn(member.email, PASSWORD);
    expect(response.status).toBe(429);
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await response.text()).toContain(`value="${member.email}"`);
    expect(await database.login.count()).toBe(0);
  });

  test.each([
    ['a new password', paths.resetPassword(), { token: 'x', newPassword: 'short' }],
    ['an invitation', paths.invitation('x'), { password: 'short' }],
    ['a link to sign in', paths.magicLink(), { token: '' }],
    ['the setup', paths.setup(), { token: '', password: 'short' }],
  ])('tries at %s count before anything in them is judged', async (_what, path, form) => {
    for (let tries = 0; tries < 30; tries += 1) {
      expect((await app.send(path, { form })).status).toBe(422);
    }
    const refused = await app.send(path, { form });
    expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true]);
  });

  test('a crafted, cut or unsigned cookie is a guest, never a 500', async () => {
    const token = await loginTokenFor((await makeMember()).id);
    const good = cookieWithToken(token);
    const bad = [
      `roundtable_login=${token}`,
      good.slice(0, -3),
      `${good}x`,
      'roundtable_login=%E0%A4%A',
      'roundtable_login=',
      `roundtable_login=${'a'.repeat(6000)}`,
      'roundtable_login=a.b.c; roundtable_login',
      good.replace('roundtable_login', '__Host-roundtable_login'),
    ];
    for (const cookie of bad) {
      const response = await app.send(paths.account(), { headers: { cookie } });
      expect([response.status, response.headers.get('location')], cookie.slice(0, 60)).toEqual([
        302,
        paths.signIn({ to: paths.account() }),
      ]);
    }
    expect((await app.send(paths.account(), { headers: { cookie: good } })).status).toBe(200);
  });

  test.each([
    '//evil.example',
    '/\\evil.example',
    'https:evil.example',
    'javascript:alert(1)',
    '/%5Cevil.example',
    '/a\r\nb',
  ])('signing in never leads to %s', async (to) => {
    const member = await makeMember({ password: PASSWORD });
    const response = await signIn(member.email, PASSWORD, { to });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/']);
  });

  test('the headers of a proxy change no link and no cookie', async () => {
    const member = await makeMember({ password: PASSWORD });
    const headers = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' };
    const form = { intent: 'password', email: member.email, password: PASSWORD };
    const response = await app.send(paths.signIn(), { form, headers });
    expect(response.headers.getSetCookie()[0]).toMatch(/^roundtable_login=/);
    expect((await magicLinkMail({ email: member.email, locale: 'he' }))?.html).not.toContain('evil.example');
  });

  test('pages of the account send guests to sign in, and tell pending members why not', async () => {
    const pending = await makeMember({ status: 'pending' });
    for (const path of [paths.account(), paths.accountLogins(), paths.accountPassword(), paths.members()]) {
      expect((await app.send(path)).headers.get('location')).toBe(paths.signIn({ to: path }));
      expect((await app.send(path, { as: pending.id })).status).toBe(403);
      expect((await app.send(path, { form: {} })).status).toBeLessThan(500);
    }
  });

  test('GET signs nobody in or out, and uses no link up', async () => {
    const member = await makeMember();
    const path = linkIn(await magicLinkMail({ email: member.email, locale: 'he' }));
    const cookie = await loginCookieFor(member.id);
    for (let look = 0; look < 2; look += 1) {
      expect((await app.send(path)).headers.getSetCookie()).toEqual([]);
      await app.send(paths.signOut(), { headers: { cookie } });
    }
    expect(await database.login.count()).toBe(1);
    const response = await app.send(path, { form: { token: tokenIn(path) } });
    expect(response.status).toBe(303);
  });

  test('a used or foreign link is said, and where to get a new one', async () => {
    for (const path of [paths.magicLink(), paths.resetPassword({ token: 'x' })]) {
      const response = await app.send(path, { form: { token: 'x', newPassword: PASSWORD } });
      expect(response.status).toBe(422);
      expect(await response.text()).toContain('הקישור אינו תקף');
    }
    expect((await app.send(paths.invitation('x'))).status).toBe(404);
    expect((await app.send(paths.setup({ token: 'x' }))).status).toBe(404);
    expect((await app.send(paths.setup())).status).toBe(404);
  });

  test('the demo is no way in, and not shown, outside the demo', async () => {
    const member = await makeMember();
    const value = JSON.stringify([{ handle: member.handle }]);
    await database.setting.create({ data: { key: 'demo.accounts', value, updatedAt: now() } });
    expect(await (await app.send(paths.signIn())).text()).not.toContain(member.handle);
    const response = await app.send(paths.signIn(), { form: { intent: 'demo', handle: member.handle } });
    expect(response.status).toBe(403);
    expect(await database.login.count()).toBe(0);
  });
});

describe('signing in', () => {
  test('with a password, to where one was going; signing out ends it', async () => {
    const member = await makeMember({ password: PASSWORD });
    const response = await signIn(member.email, PASSWORD, { to: '/members?q=a' });
    expect([response.status, response.headers.get('location')]).toEqual([303, '/members?q=a']);
    const cookie = cookiesOf(response);
    expect((await app.send(paths.account(), { headers: { cookie } })).status).toBe(200);
    const out = await app.send(paths.signOut(), { form: {}, headers: { cookie } });
    expect(out.headers.getSetCookie().join()).toMatch(/roundtable_login=; Max-Age=0/);
    // What the browser keeps of pages and of searches is of the one who leaves.
    expect(out.headers.get('clear-site-data')).toBe('"cache", "storage"');
    expect((await app.send(paths.account(), { headers: { cookie } })).status).toBe(302);
  });

  test('over https the cookie is Secure and locked to the host', async () => {
    setInstances({ env: { ...env, appUrl: 'https://forum.example.org' }, db: database });
    const member = await makeMember({ password: PASSWORD });
    const response = await signIn(member.email, PASSWORD);
    expect(response.headers.getSetCookie()[0]).toMatch(
      /^__Host-roundtable_login=[^;]+; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax; Secure$/,
    );
  });

  test('in the demo by one press', async () => {
    setInstances({ env: { ...env, demo: true }, db: database });
    const member = await makeMember({ role: 'host' });
    const value = JSON.stringify([{ handle: member.handle, password: 'shown password' }]);
    await database.setting.create({ data: { key: 'demo.accounts', value, updatedAt: now() } });
    expect(await (await app.send(paths.signIn())).text()).toContain('shown password');
    const response = await app.send(paths.signIn(), { form: { intent: 'demo', handle: member.handle } });
    expect(response.status).toBe(303);
    expect(await database.login.count({ where: { userId: member.id } })).toBe(1);
  });

  test('a new password by mail', async () => {
    const member = await makeMember({ password: PASSWORD });
    const path = linkIn(await passwordResetMail({ email: member.email, locale: 'en' }));
    expect((await app.send(path)).status).toBe(200);
    const short = await app.send(path, { form: { token: tokenIn(path), newPassword: 'short' } });
    expect(short.status).toBe(422);
    const common = await app.send(path, { form: { token: tokenIn(path), newPassword: 'password1234' } });
    expect([common.status, await common.text()]).toEqual([422, expect.stringContaining('סיסמה כזאת היא מהראשונות')]);
    const done = await app.send(path, { form: { token: tokenIn(path), newPassword: 'a new long password' } });
    expect([done.status, done.headers.get('location')]).toEqual([302, paths.signIn()]);
    expect((await signIn(member.email, 'a new long password')).status).toBe(303);
  });
});
