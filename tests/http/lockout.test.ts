import { beforeEach, describe, expect, test } from 'vitest';
import { forgetAllCounts } from '#app/domain/limits/counts.server';
import { bumpRevision } from '#app/domain/revision';
import { setInstances } from '#app/instances.server';
import { paths } from '#app/paths';
import { testApp } from '#tests/support/app';
import { testDatabase } from '#tests/support/database';
import { makeMember } from '#tests/support/factories-members';
import { testEnv } from '#tests/support/instances';

const database = await testDatabase();
const env = testEnv();
const app = testApp();
const PASSWORD = 'a long enough password';
const HOME_IP = '192.0.2.10';

beforeEach(() => {
  setInstances({ env, db: database });
  forgetAllCounts();
  bumpRevision();
});

function enter(email: string, password: string, from: { cookie?: string; ipAddress: string }): Promise<Response> {
  const { cookie = '', ipAddress } = from;
  return app.send(paths.signIn(), { headers: { cookie }, ipAddress, form: { intent: 'password', email, password } });
}

/** Somebody who guesses, each time from another address of the network. */
async function attack(email: string, tries: number): Promise<number[]> {
  const answers: number[] = [];
  for (let index = 0; index < tries; index += 1) {
    answers.push((await enter(email, 'a wrong password', { ipAddress: `198.51.100.${index}` })).status);
  }
  return answers;
}

/** Signs in, and hands over what the browser keeps after signing out. */
async function deviceOf(email: string): Promise<string> {
  const response = await enter(email, PASSWORD, { ipAddress: HOME_IP });
  const cookie = response.headers.getSetCookie().find((each) => each.startsWith('roundtable_device='));
  expect(cookie).toMatch(/; Max-Age=31536000; Path=\/; HttpOnly; SameSite=Lax$/);
  return cookie?.split(';')[0] ?? '';
}

describe('guessing one account', () => {
  test('is bounded, from however many addresses', async () => {
    const { email } = await makeMember({ password: PASSWORD });
    const answers = await attack(email, 13);
    expect(answers.filter((status) => status === 422)).toHaveLength(10);
    expect(answers.slice(10)).toEqual([429, 429, 429]);
    const right = await enter(email, PASSWORD, { ipAddress: '203.0.113.1' });
    expect(right.status).toBe(429);
  });

  test('does not stop its member in a browser they have used before, from whatever address', async () => {
    const { email } = await makeMember({ password: PASSWORD });
    const cookie = await deviceOf(email);
    await attack(email, 13);
    for (const ipAddress of [HOME_IP, '203.0.113.7', '198.51.100.3']) {
      expect((await enter(email, PASSWORD, { cookie, ipAddress })).status).toBe(303);
    }
  });

  test('and whoever sits behind their address stops nobody there who has signed in before', async () => {
    const { email } = await makeMember({ password: PASSWORD });
    const cookie = await deviceOf(email);
    for (let index = 0; index < 60; index += 1) {
      await enter(`nobody.${index}@example.org`, 'a wrong password', { ipAddress: HOME_IP });
    }
    expect((await enter(email, PASSWORD, { ipAddress: HOME_IP })).status).toBe(429);
    expect((await enter(email, PASSWORD, { cookie, ipAddress: HOME_IP })).status).toBe(303);
  });

  test('is bounded in such a browser too, and a new one is not made by signing in again', async () => {
    const { email } = await makeMember({ password: PASSWORD });
    const cookie = await deviceOf(email);
    const again = await enter(email, PASSWORD, { cookie, ipAddress: HOME_IP });
    const next = again.headers.getSetCookie().find((each) => each.startsWith('roundtable_device='));
    const id = (text = '') => decodeURIComponent(text).split('~')[1];
    expect(id(next)).toBe(id(cookie));
    const answers: number[] = [];
    for (let tries = 0; tries < 10; tries += 1) {
      answers.push((await enter(email, 'a wrong password', { cookie, ipAddress: HOME_IP })).status);
    }
    expect(answers).toEqual([...Array.from({ length: 9 }, () => 422), 429]);
  });

  test('with another member’s cookie, a forged one or none is all the same', async () => {
    const { email } = await makeMember({ password: PASSWORD });
    const own = await deviceOf(email);
    const other = await makeMember({ password: PASSWORD });
    const cookies = [
      await deviceOf(other.email),
      own.replace(/..$/, 'xx'),
      'roundtable_device=',
      'roundtable_device=a~b~c~d',
    ];
    await attack(email, 10);
    for (const cookie of cookies) {
      expect((await enter(email, PASSWORD, { cookie, ipAddress: '203.0.113.9' })).status, cookie).toBe(429);
    }
  });
});

test('somebody who knows the password and guesses codes does not use up those of the member’s own browser', async () => {
  const { id, email } = await makeMember({ password: PASSWORD });
  const cookie = await deviceOf(email);
  const at = new Date();
  await database.secondFactor.create({ data: { memberId: id, secret: 'x', confirmedAt: at, createdAt: at } });
  const firstStep = async (from: { cookie?: string; ipAddress: string }) =>
    [from.cookie ?? '', (await enter(email, PASSWORD, from)).headers.getSetCookie()[0]?.split(';')[0]].join('; ');
  const guess = async (headers: { cookie: string }) =>
    (await app.send(paths.signInCode(), { headers, form: { code: '000000' } })).status;
  const thief = { cookie: await firstStep({ ipAddress: '198.51.100.1' }) };
  for (let tries = 0; tries < 10; tries += 1) {
    expect(await guess(thief)).toBe(422);
  }
  expect(await guess(thief)).toBe(429);
  expect(await guess({ cookie: await firstStep({ cookie, ipAddress: HOME_IP }) })).toBe(422);
});
