import { beforeEach, describe, expect, test } from 'vitest';
import { forgetAllCounts } from '#app/domain/limits/counts.server';
import { setupLink } from '#app/domain/login/setup.server';
import { inviteMember } from '#app/domain/members/invitation.server';
import { bumpRevision } from '#app/domain/revision';
import { setInstances } from '#app/instances.server';
import { paths } from '#app/paths';
import { testApp } from '#tests/support/app';
import { testDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { testEnv } from '#tests/support/instances';
import { loginCookieFor, loginTokenFor, viewerFor } from '#tests/support/login';

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

function tokenIn(path: string): string {
  return new URL(path, 'http://x').searchParams.get('token') ?? '';
}

describe('joining', () => {
  test('by application: every field is asked for, and nothing is kept of a refused form', async () => {
    const authority = await makeAuthority();
    const page = await (await app.send(paths.apply())).text();
    expect(page).toContain(authority.nameHe);
    const refused = await app.send(paths.apply(), { form: { name: 'דנה לוי', email: 'x' } });
    const html = await refused.text();
    expect(refused.status).toBe(422);
    expect(html).toContain('value="דנה לוי"');
    for (const field of ['email', 'authority', 'itRole', 'employment', 'privacy']) {
      expect(html).toContain(`field-${field}-error`);
    }
    expect(await database.member.count()).toBe(0);
    const form = {
      name: '\u202eדנה\u200b  לוי',
      email: 'Dana@Example.org ',
      authority: String(authority.id),
      itRole: 'cio',
      employment: 'staff',
      privacy: 'on',
    };
    const sent = await app.send(paths.apply(), { form });
    expect(sent.headers.get('location')).toBe(paths.apply({ sent: '1' }));
    expect(await database.member.findFirst()).toMatchObject({
      name: 'דנה לוי',
      email: 'dana@example.org',
      status: 'pending',
    });
  });

  test('by invitation, signed in at once', async () => {
    const authority = await makeAuthority();
    const contact = await viewerFor((await makeMember({ primaryContactFor: [authority.id] })).id);
    const input = { email: 'new@example.org', authority: authority.id, role: 'member' as const };
    const { pathname } = new URL((await inviteMember(contact, input)).link);
    expect(await (await app.send(pathname)).text()).toContain('new@example.org');
    const person = { name: 'דנה לוי', handle: 'dana', itRole: 'cio', employment: 'staff', privacy: 'on' };
    const form = { ...person, password: PASSWORD };
    const response = await app.send(pathname, { form });
    expect(response.status).toBe(302);
    expect((await app.send(paths.account(), { headers: { cookie: cookiesOf(response) } })).status).toBe(200);
    expect((await app.send(pathname)).status).toBe(404);
  });

  test('the first administrator sets the forum up, once', async () => {
    const link = (await setupLink()) ?? '';
    const path = link.slice(env.appUrl.length);
    expect((await app.send(path)).status).toBe(200);
    const person = { name: 'דנה לוי', email: 'dana@example.org', password: PASSWORD };
    const form = { token: tokenIn(path), associationHe: 'איגוד', associationEn: 'Association', ...person };
    const response = await app.send(path, { form });
    expect(response.status).toBe(302);
    expect((await app.send(paths.adminMembers(), { headers: { cookie: cookiesOf(response) } })).status).toBe(200);
    expect((await app.send(path)).status).toBe(404);
    expect((await app.send(path, { form })).status).toBe(422);
  });
});

function signIn(email: string, password: string, more: Record<string, string> = {}) {
  return app.send(paths.signIn(), { form: { intent: 'password', email, password, ...more } });
}

describe('one’s own account', () => {
  test('profile, display and language are saved, and this browser follows', async () => {
    const member = await makeMember();
    const form = { name: 'נועה כהן', employment: 'staff', locale: 'en', theme: 'dark', density: 'compact' };
    const response = await app.send(paths.account(), { as: member.id, form });
    expect(response.headers.get('location')).toBe(paths.account());
    expect(response.headers.getSetCookie().join()).toMatch(/locale=en.*theme=dark.*density=compact/);
    const row = await database.member.findUniqueOrThrow({ where: { id: member.id } });
    expect(row).toMatchObject({ name: 'נועה כהן', locale: 'en', theme: 'dark', mailNotices: false, role: 'member' });
  });

  test('fields that are not the member’s to change are ignored', async () => {
    const member = await makeMember();
    const form = { name: 'נועה כהן', employment: 'staff', locale: 'he', theme: 'dark', density: 'compact' };
    const more = { role: 'administrator', email: 'x@example.org', status: 'active', __proto__: 'x', id: 'x' };
    await app.send(paths.account(), { as: member.id, form: { ...form, ...more } });
    const row = await database.member.findUniqueOrThrow({ where: { id: member.id } });
    expect(row).toMatchObject({ role: 'member', email: member.email });
  });

  test('the logins are listed and ended, one or all', async () => {
    const member = await makeMember();
    const other = await loginTokenFor(member.id, 'Mozilla/5.0 (iPhone) Safari/605');
    const cookie = await loginCookieFor(member.id);
    expect(await (await app.send(paths.accountLogins(), { headers: { cookie } })).text()).toContain('iPhone');
    const login = await database.login.findUniqueOrThrow({ where: { token: other } });
    const foreign = await database.login.findFirstOrThrow({
      where: { token: await loginTokenFor((await makeMember()).id) },
    });
    const end = (loginId: string) => app.send(paths.accountLogins(), { headers: { cookie }, form: { loginId } });
    expect((await end(foreign.id)).status).toBe(404);
    expect((await end(login.id)).status).toBe(302);
    expect(await database.login.count({ where: { userId: member.id } })).toBe(1);
    const all = await app.send(paths.accountLogins(), { headers: { cookie }, form: { intent: 'all' } });
    expect(all.headers.get('location')).toBe(paths.signIn());
    expect(await database.login.count({ where: { userId: member.id } })).toBe(0);
  });

  test('the password is changed with the current one', async () => {
    const member = await makeMember({ password: PASSWORD });
    const change = (currentPassword: string) =>
      app.send(paths.accountPassword(), {
        as: member.id,
        form: { currentPassword, newPassword: 'a new long password' },
      });
    const wrong = await change('not the current one');
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain('field-currentPassword-error');
    expect((await change(PASSWORD)).status).toBe(302);
    expect((await signIn(member.email, 'a new long password')).status).toBe(303);
  });
});
