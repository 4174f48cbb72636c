import { Secret, TOTP } from 'otpauth';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { now, setClock } from '#app/domain/clock';
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
const FORGED = 'roundtable_first_step=abc~password~9999999999999~AAAA';

let time = Date.now();

beforeEach(() => {
  setInstances({ env, db: database });
  forgetAllCounts();
  bumpRevision();
  setClock(() => time);
});
afterEach(() => setClock());

function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .filter((cookie) => !cookie.includes('=;'))
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

function codeOf(secret: string): string {
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now().getTime() });
}

/** One browser that sets it up, without JavaScript. Hands over the secret and a recovery code. */
async function setUp(id: string): Promise<{ secret: string; recovery: string }> {
  const headers = { cookie: await loginCookieFor(id) };
  const begun = await app.send(paths.accountFactor(), { headers, form: { intent: 'begin', password: PASSWORD } });
  expect(begun.status).toBe(303);
  const page = await (await app.send(paths.accountFactor(), { headers })).text();
  const secret = (/<code dir="ltr">([A-Z2-7 ]+)<\/code>/.exec(page)?.[1] ?? '').replaceAll(' ', '');
  const image = await app.send(paths.factorImage(), { headers });
  expect([image.status, image.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
  const form = { intent: 'confirm', code: codeOf(secret) };
  const shown = await (await app.send(paths.accountFactor(), { headers, form })).text();
  const recovery = /<code>([a-z2-9]{5}-[a-z2-9]{5})<\/code>/.exec(shown)?.[1] ?? '';
  expect(recovery).not.toBe('');
  const again = await (await app.send(paths.accountFactor(), { headers })).text();
  expect(again).not.toContain(recovery);
  expect((await app.send(paths.factorImage(), { headers })).status).toBe(404);
  time += 30_000;
  return { secret, recovery };
}

function enter(email: string) {
  return app.send(paths.signIn(), { form: { intent: 'password', email, password: PASSWORD, to: paths.bookmarks() } });
}

describe('refused', () => {
  test('the page of the code without a first proof, or with a forged one', async () => {
    for (const headers of [{ cookie: '' }, { cookie: FORGED }]) {
      const page = await app.send(paths.signInCode(), { headers });
      expect([page.status, page.headers.get('location')]).toEqual([302, paths.signIn()]);
      const sent = await app.send(paths.signInCode(), { headers, form: { code: '123456' } });
      expect([sent.status, cookiesOf(sent)]).toEqual([303, '']);
    }
  });

  test('after ten wrong codes the next is not looked at, and others sign in as before', async () => {
    const { id, email } = await makeMember({ password: PASSWORD });
    const { secret } = await setUp(id);
    const headers = { cookie: cookiesOf(await enter(email)) };
    for (let tries = 0; tries < 10; tries += 1) {
      expect((await app.send(paths.signInCode(), { headers, form: { code: '000000' } })).status).toBe(422);
    }
    expect((await app.send(paths.signInCode(), { headers, form: { code: codeOf(secret) } })).status).toBe(429);
    const other = await makeMember({ password: PASSWORD });
    expect((await enter(other.email)).status).toBe(303);
  });
});

describe('signing in', () => {
  test('asks for the code, and goes where one wanted to go', async () => {
    const { id, email } = await makeMember({ password: PASSWORD });
    const { secret, recovery } = await setUp(id);
    const first = await enter(email);
    expect(first.headers.get('location')).toBe(paths.signInCode({ to: paths.bookmarks() }));
    const headers = { cookie: cookiesOf(first) };
    expect((await app.send(paths.bookmarks(), { headers })).status).toBe(302);
    const wrong = await app.send(first.headers.get('location') ?? '', { headers, form: { code: '000000' } });
    expect(await wrong.text()).toContain('הקוד שגוי');
    const right = await app.send(first.headers.get('location') ?? '', { headers, form: { code: codeOf(secret) } });
    expect([right.status, right.headers.get('location')]).toEqual([303, paths.bookmarks()]);
    expect((await app.send(paths.bookmarks(), { headers: { cookie: cookiesOf(right) } })).status).toBe(200);
    const byRecovery = await app.send(paths.signInCode(), { headers, form: { code: recovery } });
    expect(byRecovery.status).toBe(303);
  });

  test('the rule on second factors withholds the administration and says so', async () => {
    const { id } = await makeMember({ password: PASSWORD, role: 'administrator' });
    await setUp(id);
    const on = await app.send(paths.adminSettings(), { as: id, form: { required: 'yes' } });
    expect(on.status).toBe(302);
    const other = (await makeMember({ role: 'administrator' })).id;
    expect((await app.send(paths.adminMembers(), { as: other })).status).toBe(403);
    const home = await (await app.send(paths.home(), { as: other })).text();
    expect(home).toContain(paths.accountFactor());
    expect((await app.send(paths.adminMembers(), { as: id })).status).toBe(200);
  });
});
