import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { signInWithPassword } from '#app/domain/login/commands.server';
import { hashPassword } from '#app/domain/login/credentials.server';
import { refreshThread } from '#app/domain/threads/counts.server';
import { GUEST } from '#app/domain/viewer';
import { DEMO_PASSWORD, NotEmptyError, seedDemo } from '#prisma/seed';
import { CONTENT_FOLDER } from '#prisma/seed/content';
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

test('what is above GREEN is talked about within one authority: whoever takes part sees all of it', async () => {
  await seed();
  const taking = { author: { select: { handle: true, authorities: { select: { authorityId: true } } } } } as const;
  const member = { member: taking.author } as const;
  const strict = await database.thread.findMany({
    where: { label: { notIn: ['CLEAR', 'GREEN'] } },
    include: { ...taking, same: { include: member }, posts: { include: { ...taking, votes: { include: member } } } },
  });
  expect(new Set(strict.map((thread) => thread.label))).toEqual(new Set(['AMBER', 'AMBER_STRICT']));
  for (const { title, authorityId, author, same, posts } of strict) {
    const others = [...same, ...posts.flatMap((post) => post.votes)].map((mark) => mark.member);
    const people = [author, ...posts.map((post) => post.author), ...others];
    const strangers = people.filter((one) => !one.authorities.some((served) => served.authorityId === authorityId));
    expect(strangers, title).toEqual([]);
    expect(
      posts.map((post) => post.authorityId),
      title,
    ).toEqual(posts.map(() => authorityId));
    expect(new Set(posts.map((post) => post.author.handle)).size, title).toBeGreaterThan(1);
  }
});

test('nobody writes in the name of an authority that they do not serve', async () => {
  await seed();
  const posts = await database.post.findMany({ include: { author: { include: { authorities: true } } } });
  const wrong = posts.filter(
    ({ author, authorityId }) => !author.authorities.some((served) => served.authorityId === authorityId),
  );
  expect(wrong.map((post) => post.id)).toEqual([]);
});

test('its sessions lie before and after the day of the seed, on days on which people meet', async () => {
  const now = new Date();
  const { sessions } = await seed(now);
  const rows = await database.session.findMany({ include: { replies: true, attendance: true, threads: true } });
  expect(rows.length).toBe(sessions);
  expect(rows.filter((row) => row.state === 'held').every((row) => row.endsAt < now && row.attendance.length > 0)).toBe(
    true,
  );
  expect(rows.filter((row) => row.state === 'planned' && row.startsAt > now).length).toBeGreaterThan(3);
  expect(rows.filter((row) => row.state === 'cancelled').length).toBe(1);
  expect(rows.filter((row) => [5, 6].includes(row.startsAt.getUTCDay()))).toEqual([]);
  for (const row of rows) {
    const going = row.replies.filter(({ state }) => state === 'going').length;
    expect(going).toBeLessThanOrEqual(row.capacity ?? going);
    expect(row.replies.every(({ repliedAt }) => repliedAt < now && repliedAt < row.startsAt)).toBe(true);
  }
  const next = await database.session.create({ data: { ...plain(rows[0] ?? never()), title: 'one more' } });
  expect(next.id).toBe(sessions + 1);
});

test('its sessions are of every kind, with a hybrid course and a conference; its summaries are of sessions that were held', async () => {
  await seed();
  const programmes = await database.programme.findMany({ include: { sessions: true }, orderBy: { id: 'asc' } });
  expect(programmes.map(({ kind }) => kind)).toEqual(['course', 'conference']);
  const [course, conference] = programmes.map(({ sessions }) => sessions);
  expect(course?.length).toBeGreaterThan(2);
  expect(course?.every(({ place, videoUrl }) => place !== '' && videoUrl !== '')).toBe(true);
  expect(new Set(conference?.map(({ kind }) => kind))).toEqual(new Set(['lecture', 'panel']));
  expect(new Set(conference?.map(({ startsAt }) => startsAt.toISOString().slice(0, 10))).size).toBe(1);
  const summed = readdirSync(join(CONTENT_FOLDER, 'summaries')).map((file) => Number.parseInt(file, 10));
  const held = await database.session.findMany({ where: { id: { in: summed }, state: 'held' } });
  expect(held.map(({ kind }) => kind)).toEqual(['round_table', 'exercise', 'course']);
});

function never(): never {
  throw new Error('The seed made no session.');
}

/** The columns of a row alone, without its id. */
function plain(row: Awaited<ReturnType<typeof database.session.findFirst>> & object) {
  const { topicId, kind, label, startsAt, endsAt, authorId, createdAt, updatedAt } = row;
  return { topicId, kind, label, startsAt, endsAt, authorId, createdAt, updatedAt };
}

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
  // The login's, and the one by which this browser is known from now on.
  expect(login.cookies).toHaveLength(2);
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
