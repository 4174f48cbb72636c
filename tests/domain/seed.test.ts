import { expect, test } from 'vitest';
import { signInWithPassword } from '#app/domain/login/commands.server';
import { hashPassword } from '#app/domain/login/credentials.server';
import { refreshThread } from '#app/domain/threads/counts.server';
import { GUEST } from '#app/domain/viewer';
import { DEMO_PASSWORD, NotEmptyError, seedDemo } from '#prisma/seed';
import { jerusalemTime } from '#prisma/seed/jerusalem-time';
import { testDatabase, testProvider } from '#tests/support/database';
import { makeMember } from '#tests/support/factories-members';
import { withDatabase } from '#tests/support/instances';

const database = withDatabase(await testDatabase());

function seed(now = new Date()) {
  return seedDemo(database, { hashPassword, now, provider: testProvider() });
}

test('the demo forum is whole: counts as the forum counts, nothing in the future, numbers as in the files', async () => {
  const now = new Date();
  const result = await seed(now);
  expect(result).toMatchObject({ members: 25, authorities: 15 });
  expect(result.threads).toBeGreaterThanOrEqual(40);
  const threads = await database.thread.findMany({ orderBy: { id: 'asc' } });
  expect(threads.map((thread) => thread.id)).toEqual(Array.from({ length: result.threads }, (_, index) => index + 1));
  for (const thread of threads) {
    await refreshThread(database, thread.id);
  }
  const refreshed = await database.thread.findMany({ orderBy: { id: 'asc' } });
  expect(threads).toEqual(refreshed.map((thread) => ({ ...thread, revision: 1 })));
  const posts = await database.post.findMany({ orderBy: { id: 'asc' } });
  const times = posts.map((post) => post.createdAt.getTime());
  expect(times).toEqual([...times].sort((a, b) => a - b));
  expect(times.at(-1)).toBeLessThan(now.getTime());
  expect(posts.every((post) => post.parentId === null || post.parentId < post.id)).toBe(true);
  expect(threads.filter((thread) => thread.kind === 'question' && thread.answerCount === 0).length).toBeGreaterThan(2);
});

test('its people sign in, its numbering goes on, and it goes into an empty database only', async () => {
  await seed();
  const accounts: unknown = JSON.parse(
    (await database.setting.findUniqueOrThrow({ where: { key: 'demo.accounts' } })).value,
  );
  expect(accounts).toMatchObject(['administrator', 'moderator', 'host', 'member', 'pending'].map((role) => ({ role })));
  const client = { ipAddress: '127.0.0.1', userAgent: 'test', loginToken: null };
  const login = await signInWithPassword(
    GUEST,
    { email: 'noga.perlman@ramot-hagefen.example', password: DEMO_PASSWORD },
    client,
  );
  expect(login.cookies).toHaveLength(1);
  const last = await database.tag.findFirstOrThrow({ orderBy: { id: 'desc' } });
  expect((await database.tag.create({ data: { slug: 'one-more' } })).id).toBe(last.id + 1);
  await expect(seed()).rejects.toThrow(NotEmptyError);
});

test('it does not mix with somebody else’s forum', async () => {
  await makeMember();
  await expect(seed()).rejects.toThrow(NotEmptyError);
  expect(await database.member.count()).toBe(1);
});

test.each([
  ['winter', '2026-01-15T10:00:00Z', 0, '08:12', '2026-01-15T06:12:00.000Z'],
  ['summer', '2026-07-15T10:00:00Z', -1, '08:12', '2026-07-14T05:12:00.000Z'],
  ['from summer back into winter', '2026-04-01T10:00:00Z', -10, '08:00', '2026-03-22T06:00:00.000Z'],
  ['just after midnight in Jerusalem', '2026-07-14T22:30:00Z', 0, '00:10', '2026-07-14T21:10:00.000Z'],
  ['the hour that is skipped', '2026-03-27T10:00:00Z', 0, '02:30', '2026-03-27T00:30:00.000Z'],
  ['the first of two equal times', '2026-10-25T10:00:00Z', 0, '01:30', '2026-10-24T22:30:00.000Z'],
])('times are those of Jerusalem: %s', (_name, now, days, time, expected) => {
  expect(jerusalemTime(new Date(now), days, time).toISOString()).toBe(expected);
});
