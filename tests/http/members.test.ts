import { beforeEach, expect, test } from 'vitest';
import { bumpRevision } from '#app/domain/revision';
import { setInstances } from '#app/instances.server';
import { paths } from '#app/paths';
import { testApp } from '#tests/support/app';
import { testDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { testEnv } from '#tests/support/instances';

const database = await testDatabase();
const app = testApp();

beforeEach(() => {
  setInstances({ env: testEnv(), db: database });
  bumpRevision();
});

test('guests see no member: the directory and pages lead to signing in, suggestions are empty', async () => {
  const { handle } = await makeMember();
  for (const path of [paths.members(), paths.member(handle), paths.member('nobody')]) {
    expect((await app.send(path)).headers.get('location')).toBe(paths.signIn({ to: path }));
  }
  const suggestions = await app.send(paths.suggestMembers({ q: handle.slice(0, 3) }));
  expect([suggestions.status, await suggestions.json()]).toEqual([200, { members: [] }]);
});

test('who is not in force is not found, except by those who look after the members', async () => {
  const reader = await makeMember();
  const moderator = await makeMember({ role: 'moderator' });
  for (const status of ['pending', 'suspended'] as const) {
    const { handle } = await makeMember({ status });
    expect((await app.send(paths.member(handle), { as: reader.id })).status).toBe(404);
    expect((await app.send(paths.member(handle), { as: moderator.id })).status).toBe(200);
  }
  for (const odd of ['nobody', '..%2F..%2Fx', 'A', 'x'.repeat(300)]) {
    expect((await app.send(`/members/${odd}`, { as: reader.id })).status).toBe(404);
  }
});

test('the page and the directory show name, authority and role, and no address', async () => {
  const authority = await makeAuthority({ nameHe: 'קריית עוז' });
  const reader = await makeMember();
  const member = await makeMember({
    name: 'דנה לוי',
    authorityIds: [authority.id],
    itRole: 'security_manager',
    about: 'עוסקת ב-SOC <script>alert(1)</script>',
  });
  const page = await (await app.send(paths.member(member.handle), { as: reader.id })).text();
  for (const text of ['דנה לוי', 'קריית עוז', 'ניהול אבטחת מידע', 'עוסקת ב-SOC &lt;script&gt;']) {
    expect(page).toContain(text);
  }
  const list = await (await app.send(paths.members({ q: 'דנה' }), { as: reader.id })).text();
  expect(list).toContain(`href="${paths.member(member.handle)}"`);
  expect(page + list).not.toContain(member.email);
});

test('suggestions carry handle and name, in the reader’s language', async () => {
  const reader = await makeMember();
  await makeMember({ handle: 'dana.levi', name: 'דנה לוי', nameEn: 'Dana Levi' });
  const ask = async (language: string) => {
    const headers = { cookie: `locale=${language}` };
    return (await app.send(paths.suggestMembers({ q: 'dana' }), { as: reader.id, headers })).json();
  };
  expect(await ask('he')).toEqual({ members: [{ handle: 'dana.levi', name: 'דנה לוי' }] });
  expect(await ask('en')).toEqual({ members: [{ handle: 'dana.levi', name: 'Dana Levi' }] });
});
