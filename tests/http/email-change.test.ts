import { beforeEach, expect, test } from 'vitest';
import { setClock } from '#app/domain/clock';
import { forgetAllCounts } from '#app/domain/limits/counts.server';
import { setInstances } from '#app/instances.server';
import { paths } from '#app/paths';
import { testApp } from '#tests/support/app';
import { testDatabase } from '#tests/support/database';
import { makeMember } from '#tests/support/factories-members';
import { testEnv } from '#tests/support/instances';
import { loginCookieFor } from '#tests/support/login';
import { mailsAfter } from '#tests/support/mails';

const database = await testDatabase();
const env = testEnv();
const app = testApp();
const NEW = 'new.address@example.org';

beforeEach(() => {
  setInstances({ env, db: database });
  forgetAllCounts();
  setClock();
});

test('refused: guests, what is no address, and a fourth mail within a quarter of an hour', async () => {
  expect((await app.send(paths.accountEmail({ token: 'x' }))).headers.get('location')).toContain(paths.signIn());
  const { id } = await makeMember();
  const wrong = await app.send(paths.accountEmail(), { as: id, form: { email: 'not an address' } });
  expect(wrong.status).toBe(422);
  expect(await wrong.text()).toContain('value="not an address"');
  for (let mail = 0; mail < 3; mail += 1) {
    expect((await app.send(paths.accountEmail(), { as: id, form: { email: `n${mail}@example.org` } })).status).toBe(
      302,
    );
  }
  expect((await app.send(paths.accountEmail(), { as: id, form: { email: NEW } })).status).toBe(429);
  expect(await database.emailChange.count({ where: { email: NEW } })).toBe(0);
});

test('a new address is asked for, and confirmed by its link and a press', async () => {
  const { id } = await makeMember();
  const headers = { cookie: await loginCookieFor(id) };
  await app.send(paths.accountEmail(), { headers, form: { email: ` ${NEW.toUpperCase()} ` } });
  const [mail] = await mailsAfter(0);
  const link = new RegExp(`${paths.accountEmail()}\\?token=([\\w-]+)`).exec(mail?.text ?? '');
  const token = link?.[1] ?? '';
  const page = await (await app.send(paths.accountEmail({ token }), { headers })).text();
  expect(page).toContain('value="confirm"');
  expect(page).toContain(NEW);
  const wrong = await app.send(paths.accountEmail(), { headers, form: { intent: 'confirm', token: 'made-up' } });
  expect(wrong.status).toBe(422);
  const done = await app.send(paths.accountEmail(), { headers, form: { intent: 'confirm', token } });
  expect([done.status, done.headers.get('location')]).toEqual([302, paths.accountEmail()]);
  expect((await database.member.findUnique({ where: { id } }))?.email).toBe(NEW);
});
