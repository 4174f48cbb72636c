import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { setClock } from '#app/domain/clock';
import { forgetAllCounts } from '#app/domain/limits/counts.server';
import { bumpRevision } from '#app/domain/revision';
import { setInstances } from '#app/instances.server';
import { paths } from '#app/paths';
import { testApp } from '#tests/support/app';
import { testDatabase } from '#tests/support/database';
import { makeMember } from '#tests/support/factories-members';
import { testEnv } from '#tests/support/instances';
import { loginCookieFor } from '#tests/support/login';

const database = await testDatabase();
const env = testEnv();
const app = testApp();
const PASSWORD = 'a long enough password';

let time: number;
let cookie: string;
let path: string;
let handle: string;

beforeEach(async () => {
  setInstances({ env, db: database });
  forgetAllCounts();
  bumpRevision();
  time = Date.now();
  setClock(() => time);
  cookie = await loginCookieFor((await makeMember({ role: 'administrator', password: PASSWORD })).id);
  handle = (await makeMember()).handle;
  path = paths.adminMember(handle);
  time += 11 * 60_000;
});
afterEach(() => setClock());

const FORM = { intent: 'role', role: 'moderator' };
const roleNow = async () => (await database.member.findUnique({ where: { handle } }))?.role;
const send = (to: string, form: Record<string, string>) => app.send(to, { headers: { cookie }, form });

describe('refused', () => {
  test('a guest is sent to sign in; another site’s form is not looked at', async () => {
    expect((await app.send(paths.prove())).headers.get('location')).toContain(paths.signIn());
    const foreign = { headers: { cookie, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, form: FORM };
    expect((await app.send(paths.prove({ to: path }), foreign)).status).toBe(403);
  });

  test('to go on to another site, and an unknown way', async () => {
    const proven = await send(paths.prove({ to: 'https://evil.example/' }), {
      proveWay: 'password',
      provePassword: PASSWORD,
    });
    expect([proven.status, proven.headers.get('location')]).toEqual([303, '/']);
    expect((await send(paths.prove(), { proveWay: 'magic' })).status).toBe(404);
  });

  test('a wrong password: what waits is kept, the password is not; after ten it is not looked at', async () => {
    for (let tries = 0; tries < 10; tries += 1) {
      const wrong = await send(paths.prove({ to: path }), {
        ...FORM,
        proveWay: 'password',
        provePassword: 'wrong one',
      });
      expect(wrong.status).toBe(422);
      const page = await wrong.text();
      expect(page).toContain('name="role" value="moderator"');
      expect(page).not.toContain('wrong one');
    }
    const late = await send(paths.prove({ to: path }), { ...FORM, proveWay: 'password', provePassword: PASSWORD });
    expect(late.status).toBe(429);
    expect(await roleNow()).toBe('member');
  });
});

test('a form that needs a fresh proof goes by the page that asks, keeps what was filled in, and is done then', async () => {
  const first = await send(path, FORM);
  const prove = paths.prove({ to: path });
  expect([first.status, first.headers.get('location')]).toEqual([307, prove]);
  expect(await roleNow()).toBe('member');
  // What a browser does at a 307: the same form again, there.
  const asked = await send(prove, FORM);
  expect([asked.status, asked.headers.get('cache-control')]).toEqual([200, 'no-store']);
  const page = await asked.text();
  expect(page).toContain('name="role" value="moderator"');
  expect(page).toContain('name="intent" value="role"');
  const filled = { ...FORM, proveWay: 'password', provePassword: PASSWORD };
  const proven = await send(prove, filled);
  expect([proven.status, proven.headers.get('location')]).toEqual([307, path]);
  expect((await send(path, filled)).status).toBe(302);
  expect(await roleNow()).toBe('moderator');
});

test('whoever comes by a link goes back to where it came from; without any way there is a mailed link', async () => {
  const page = await app.send(paths.accountPasskeys(), { headers: { cookie } });
  expect(await page.text()).toContain(paths.prove({ to: paths.accountPasskeys() }));
  const proven = await send(paths.prove({ to: paths.accountPasskeys() }), {
    proveWay: 'password',
    provePassword: PASSWORD,
  });
  expect([proven.status, proven.headers.get('location')]).toEqual([303, paths.accountPasskeys()]);
  const without = await makeMember();
  const bare = { headers: { cookie: await loginCookieFor(without.id) } };
  expect(await (await app.send(paths.prove(), bare)).text()).toContain('value="link"');
  expect((await app.send(paths.prove(), { ...bare, form: { proveWay: 'link' } })).status).toBe(302);
  expect(await database.outbox.count({ where: { payload: { contains: without.email } } })).toBe(1);
});
