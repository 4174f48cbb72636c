import { beforeEach, expect, test } from 'vitest';
import { raiseFlag } from '#app/domain/moderation/flags.server';
import { setOutsiderComments } from '#app/domain/outsider-comments/setting.server';
import { ALL_GROUPS } from '#app/domain/own-data/queries.server';
import { readSessionCalendar } from '#app/domain/sessions/calendar-feed.server';
import { linkThread } from '#app/domain/sessions/commands.server';
import { replyToSession } from '#app/domain/sessions/replies.server';
import { setBookmark } from '#app/domain/threads/marks.server';
import type { MemberViewer } from '#app/domain/viewer';
import { paths } from '#app/paths';
import { testApp } from '#tests/support/app';
import { testDatabase } from '#tests/support/database';
import { administrator, makeAuthority, makeMember } from '#tests/support/factories-members';
import { plan } from '#tests/support/factories-sessions';
import { holdSession } from '#tests/support/factories-summaries';
import { answer, ask, comment } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';

let operations = 0;
const plain = await testDatabase();
const counting = plain.$extends({
  query: {
    $allOperations({ args, query }) {
      operations += 1;
      return query(args);
    },
  },
});
// The extended client has the same models and methods; only its type differs.
withDatabase(counting as unknown as typeof plain);
const app = testApp();
let reader: MemberViewer;

beforeEach(async () => {
  reader = await member();
});

async function member(): Promise<MemberViewer> {
  const authority = await makeAuthority();
  return viewerFor((await makeMember({ authorityIds: [authority.id] })).id);
}

/** Threads by different members of different authorities, with answers, comments, tags and marks. */
async function fill(threads: number): Promise<number> {
  const asker = await member();
  let last = 0;
  for (let number = 0; number < threads; number += 1) {
    const other = await member();
    last = await ask(asker, { title: `שאלה מספר ${number} לבדיקה`, tags: [`tag${number}`, 'dr'] });
    await comment(other, await answer(other, last), 'הערה');
    await setBookmark(reader, last, true);
    const host: MemberViewer = { ...asker, role: 'host' };
    await replyToSession(other, await plan(host, { title: `מפגש ${number}` }), 'going');
    await linkThread(host, await holdSession(host), last);
  }
  return last;
}

async function operationsFor(path: string): Promise<number> {
  await app.send(path, { as: reader.memberId });
  operations = 0;
  const response = await app.send(path, { as: reader.memberId });
  expect(response.status, path).toBe(200);
  return operations;
}

const LISTS = [
  paths.home(),
  paths.threads(),
  paths.threads({ view: 'mine' }),
  paths.threads({ tag: 'dr' }),
  paths.topics(),
  paths.topic('cloud'),
  paths.tags(),
  paths.bookmarks(),
  paths.sessions(),
  paths.sessions({ view: 'past', tag: 'dr' }),
  paths.notifications(),
  paths.members(),
  paths.search({ q: 'שאלה' }),
];

test.each(LISTS)('%s asks the database as often for many rows as for few', async (path) => {
  await fill(2);
  const few = await operationsFor(path);
  await fill(8);
  expect(await operationsFor(path)).toBe(few);
  expect(few).toBeLessThanOrEqual(22);
});

test('the queue of flags asks as often for many posts as for few', async () => {
  reader = { ...(await member()), role: 'moderator' };
  await plain.member.update({ where: { id: reader.memberId }, data: { role: 'moderator' } });
  const flag = { reason: 'coarse', text: '' } as const;
  const flagOne = async () => {
    const postId = await comment(await member(), await answer(await member(), await ask(await member())));
    await raiseFlag(await member(), postId, flag);
    await raiseFlag(await member(), postId, flag);
  };
  await flagOne();
  const few = await operationsFor(paths.moderation());
  for (let number = 0; number < 6; number += 1) {
    await flagOne();
  }
  expect(await operationsFor(paths.moderation())).toBe(few);
  expect(few).toBeLessThanOrEqual(22);
});

test('one’s own data asks once for each group, however much there is of it', async () => {
  await fill(1);
  const few = await operationsFor(paths.accountData());
  await fill(4);
  expect(await operationsFor(paths.accountData())).toBe(few);
  expect(few).toBeLessThanOrEqual(ALL_GROUPS.length + 6);
});

test('a thread with many answers asks as often as one with few', async () => {
  const id = await fill(1);
  const few = await operationsFor(paths.thread(id));
  for (let number = 0; number < 8; number += 1) {
    const other = await member();
    await comment(other, await answer(other, id), 'עוד הערה');
  }
  expect(await operationsFor(paths.thread(id))).toBe(few);
  expect(few).toBeLessThanOrEqual(16);
});

test('comments of outsiders cost a thread’s page nothing where none can stand, and one statement where they do', async () => {
  const author = await member();
  const green = await ask(author);
  const clear = await ask(author, { label: 'CLEAR' });
  /** As after a change to the thread: nothing of it is in memory. */
  const coldOperationsFor = async (id: number): Promise<number> => {
    await app.send(paths.thread(id), { as: reader.memberId });
    await plain.thread.update({ where: { id }, data: { revision: { increment: 1 } } });
    operations = 0;
    await app.send(paths.thread(id), { as: reader.memberId });
    return operations;
  };
  const counts = async () => ({
    green: [await operationsFor(paths.thread(green)), await coldOperationsFor(green)],
    clear: [await operationsFor(paths.thread(clear)), await coldOperationsFor(clear)],
  });
  const off = await counts();
  await setOutsiderComments(await administrator(), true);
  const one = { name: 'רות', email: 'r@example.org', body: 'תגובה', createdAt: new Date() };
  for (const threadId of [green, clear, clear, clear]) {
    await plain.outsiderComment.create({ data: { ...one, threadId, state: 'approved' } });
  }
  const on = await counts();
  expect(on.green).toEqual(off.green);
  expect(on.clear).toEqual([off.clear[0], (off.clear[1] ?? 0) + 1]);
});

test('a calendar file, which goes along with each mail, does not read the whole page of its session', async () => {
  const host = await viewerFor((await makeMember({ role: 'host' })).id);
  const id = await plan(host, { videoUrl: 'https://video.example/room' });
  await replyToSession(reader, id, 'going');
  await readSessionCalendar(reader, id, 'he');
  operations = 0;
  expect((await readSessionCalendar(reader, id, 'he')).text).toContain('video.example');
  expect(operations).toBe(3);
});
