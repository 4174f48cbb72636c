import { beforeEach, expect, test } from 'vitest';
import { bumpRevision } from '#app/domain/revision';
import { pageKey } from '#app/http/page-cache.server';
import { setInstances } from '#app/instances.server';
import { paths } from '#app/paths';
import { testApp } from '#tests/support/app';
import { testDatabase } from '#tests/support/database';
import { makeMember } from '#tests/support/factories-members';
import { testEnv } from '#tests/support/instances';

const database = await testDatabase();
const env = testEnv({ appUrl: 'https://forum.example.org' });
const app = testApp();
const PASSWORD = 'a long enough password';

beforeEach(() => {
  setInstances({ env, db: database });
  bumpRevision();
});

test('over https a preference under a name that any subdomain could set is none', async () => {
  const page = await app.send(paths.about(), { headers: { cookie: 'locale=en; theme=dark' } });
  expect(await page.text()).toMatch(/<html lang="he"[^>]*data-theme="system"/);
  expect(pageKey('GET', paths.about(), { cookie: 'locale=en' })).toBeNull();
});

test('over https every cookie is Secure, locked to the host, closed to scripts and to forms of other sites', async () => {
  const { email } = await makeMember({ password: PASSWORD, locale: 'en' });
  const form = { intent: 'password', email, password: PASSWORD };
  const signedIn = await app.send(paths.signIn(), { form });
  const given = signedIn.headers.getSetCookie();
  const cookie = given.map((each) => each.split(';')[0]).join('; ');
  for (const [path, fields] of [
    [paths.preferences(), { theme: 'dark' }],
    [paths.signOut(), {}],
  ] as const) {
    given.push(...(await app.send(path, { form: fields, headers: { cookie } })).headers.getSetCookie());
  }
  for (const each of given) {
    expect(each).toMatch(/^__Host-\w+=/);
    for (const attribute of ['Path=/', 'HttpOnly', 'SameSite=Lax', 'Secure']) {
      expect(each.split('; '), each).toContain(attribute);
    }
    expect(each).not.toContain('Domain=');
  }
  const names = given.map((each) => each.split('=')[0]);
  for (const name of ['roundtable_login', 'roundtable_device', 'locale', 'theme', 'flash']) {
    expect(names).toContain(`__Host-${name}`);
  }
  const shown = await app.send(paths.about(), { headers: { cookie: '__Host-locale=en; __Host-theme=dark' } });
  expect(await shown.text()).toMatch(/<html lang="en"[^>]*data-theme="dark"/);
  expect(pageKey('GET', paths.about(), { cookie: '__Host-locale=en' })).toContain('en ');
});
