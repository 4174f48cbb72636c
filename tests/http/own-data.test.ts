import { beforeEach, describe, expect, test } from 'vitest';
import { forgetAllCounts } from '#app/domain/limits/counts.server';
import { paths } from '#app/paths';
import { testApp } from '#tests/support/app';
import { testDatabase } from '#tests/support/database';
import { administrator, makeMember } from '#tests/support/factories-members';
import { withDatabase } from '#tests/support/instances';

const database = withDatabase(await testDatabase());
const app = testApp();
const PASSWORD = 'a long enough pass phrase';

beforeEach(() => forgetAllCounts());

describe('one’s own data', () => {
  test('is for whoever is signed in, and the archive never comes by an address alone', async () => {
    const page = await app.send(paths.accountData());
    expect([page.status, page.headers.get('location')]).toEqual([302, paths.signIn({ to: paths.accountData() })]);
    const { id } = await makeMember({ password: PASSWORD });
    const got = await app.send(paths.accountDataFile(), { as: id });
    expect([got.status, got.headers.get('location')]).toEqual([302, paths.accountData()]);
    const guest = await app.send(paths.accountDataFile(), { form: { password: PASSWORD } });
    expect(guest.status).toBe(302);
    const foreign = await app.send(paths.accountDataFile(), {
      as: id,
      form: { password: PASSWORD },
      headers: { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' },
    });
    expect(foreign.status).toBe(403);
  });

  test('a wrong password goes back to the page; the right one gives a ZIP that nobody keeps; six an hour are too many', async () => {
    const { id } = await makeMember({ password: PASSWORD });
    const wrong = await app.send(paths.accountDataFile(), { as: id, form: { password: 'wrong' } });
    expect([wrong.status, wrong.headers.get('location')]).toEqual([302, paths.accountData()]);
    const right = await app.send(paths.accountDataFile(), { as: id, form: { password: PASSWORD } });
    expect([right.status, right.headers.get('content-type')]).toEqual([200, 'application/zip']);
    expect(right.headers.get('cache-control')).toBe('no-store');
    expect(
      Buffer.from(await right.arrayBuffer())
        .subarray(0, 2)
        .toString(),
    ).toBe('PK');
    const statuses: number[] = [];
    for (let times = 0; times < 4; times += 1) {
      const again = await app.send(paths.accountDataFile(), { as: id, form: { password: PASSWORD } });
      await again.arrayBuffer();
      statuses.push(again.status);
    }
    expect(statuses).toEqual([200, 200, 200, 302]);
  });

  test('is there for a membership that has run out, in both languages', async () => {
    const { id } = await makeMember({ password: PASSWORD, validUntil: new Date(0) });
    for (const [language, word] of [
      ['he', 'מחיקת המידע שלי'],
      ['en', 'Erase my data'],
    ] as const) {
      const page = await app.send(paths.accountData(), { as: id, headers: { 'accept-language': language } });
      expect(page.status).toBe(200);
      expect(page.headers.get('cache-control')).toBe('no-store');
      expect(await page.text()).toContain(word);
    }
  });

  test('erasure is asked for with the password, shown with its day, and taken back', async () => {
    const { id } = await makeMember({ password: PASSWORD });
    await administrator();
    const form = { intent: 'erase', password: 'wrong' };
    expect((await app.send(paths.accountData(), { as: id, form })).status).toBe(422);
    expect((await app.send(paths.accountData(), { as: id, form: { intent: 'withdraw' } })).status).toBe(404);
    expect((await app.send(paths.accountData(), { as: id, form: { ...form, password: PASSWORD } })).status).toBe(302);
    const page = await app.send(paths.accountData(), { as: id });
    expect(await page.text()).toContain('value="withdraw"');
    expect((await app.send(paths.accountData(), { as: id, form: { intent: 'withdraw' } })).status).toBe(302);
    expect(await database.erasure.count()).toBe(0);
  });
});

test('an administrator erases from the member’s page, and lands on the list', async () => {
  const { memberId } = await administrator();
  const member = await makeMember();
  const moderator = await makeMember({ role: 'moderator' });
  const form = { intent: 'erase', reference: '17/2026', handle: member.handle };
  const path = paths.adminMember(member.handle);
  expect((await app.send(path, { as: moderator.id, form })).status).toBe(403);
  expect((await app.send(path, { as: memberId, form: { ...form, handle: 'x' } })).status).toBe(422);
  const done = await app.send(path, { as: memberId, form });
  expect([done.status, done.headers.get('location')]).toEqual([302, paths.adminMembers()]);
  expect((await app.send(path, { as: memberId })).status).toBe(404);
});

test('times of keeping are set by administrators alone; a wrong one comes back with its words', async () => {
  const { memberId } = await administrator();
  const moderator = await makeMember({ role: 'moderator' });
  const form = { deletedPosts: '6', notifications: '12', drafts: '12' };
  expect((await app.send(paths.adminRetention(), { as: moderator.id })).status).toBe(403);
  expect((await app.send(paths.adminRetention(), { as: moderator.id, form })).status).toBe(403);
  expect((await app.send(paths.adminRetention(), { as: memberId, form: { ...form, drafts: '0' } })).status).toBe(422);
  expect((await app.send(paths.adminRetention(), { as: memberId, form })).status).toBe(302);
  const page = await app.send(paths.adminRetention(), { as: memberId });
  expect(await page.text()).toContain('value="6"');
});
