import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { setClock } from '#app/domain/clock';
import { switchLimitsOff } from '#app/domain/limits/counts.server';
import { raiseFlag } from '#app/domain/moderation/flags.server';
import { moveThread, setLocked, setPinned } from '#app/domain/moderation/thread-acts.server';
import { getThread } from '#app/domain/posts/thread-view.server';
import { listThreads } from '#app/domain/threads/list.server';
import { GUEST, type MemberViewer, type Viewer } from '#app/domain/viewer';
import { testDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { answer, ask, makeTopic, openingOf } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';
import { refusal, refusalCode } from '#tests/support/refusal';

// One author opens more threads here than anybody may in an hour.
switchLimitsOff();

const database = withDatabase(await testDatabase());
const WHY = 'הדיון מיצה את עצמו';
const ALL = { view: 'all', sort: 'active' } as const;

let asker: MemberViewer;
let reader: MemberViewer;
let moderator: MemberViewer;

async function member(values: Parameters<typeof makeMember>[0] = {}): Promise<MemberViewer> {
  const authority = await makeAuthority();
  return viewerFor((await makeMember({ authorityIds: [authority.id], ...values })).id);
}

beforeEach(async () => {
  asker = await member();
  reader = await member();
  moderator = await member({ role: 'moderator' });
});
afterEach(() => setClock());

async function revisionOf(threadId: number): Promise<number> {
  return (await database.thread.findUniqueOrThrow({ where: { id: threadId } })).revision;
}

describe('refused', () => {
  test('to members, to the author, on what one may not see, and on what is deleted', async () => {
    const threadId = await ask(asker);
    const closed = await ask(asker, { label: 'RED' });
    for (const act of [
      (who: Viewer, id: number) => setLocked(who, id, true, WHY),
      (who: Viewer, id: number) => setPinned(who, id, true, WHY),
      (who: Viewer, id: number) => moveThread(who, id, { topic: 'cyber', reason: WHY }),
    ]) {
      expect(await refusalCode(act(GUEST, threadId))).toBe('forbidden');
      expect(await refusalCode(act(asker, threadId))).toBe('forbidden');
      expect(await refusalCode(act(moderator, closed))).toBe('not_found');
    }
    expect(await database.threadAct.count()).toBe(0);
  });

  test('where something flagged in the thread concerns the moderator; another may', async () => {
    const second = await member({ role: 'administrator' });
    const mine = await ask(moderator);
    await setLocked(moderator, mine, true, WHY);
    await setLocked(moderator, mine, false, '');
    await raiseFlag(reader, await openingOf(mine), { reason: 'coarse', text: '' });
    expect(await refusal(setLocked(moderator, mine, true, WHY))).toBe('conflict ownCaseDecides');
    const theirs = await ask(asker);
    await raiseFlag(moderator, await answer(reader, theirs), { reason: 'coarse', text: '' });
    expect(await refusal(setPinned(moderator, theirs, true, ''))).toBe('conflict ownCaseDecides');
    await setLocked(second, mine, true, WHY);
    await setPinned(second, theirs, true, '');
  });
});

describe('locking', () => {
  test('closes the thread to members, with a line by role, a log entry and a row for the search index', async () => {
    const threadId = await ask(asker);
    const before = await revisionOf(threadId);
    await setLocked(moderator, threadId, true, WHY);
    expect(await refusal(answer(reader, threadId))).toBe('forbidden locked');
    await answer(moderator, threadId);
    const view = await getThread(reader, threadId);
    expect(view.locked).toBe(true);
    expect(view.acts).toMatchObject([{ kind: 'lock', role: 'moderator', reason: WHY }]);
    expect(JSON.stringify(view.acts)).not.toContain(moderator.memberId);
    expect(await revisionOf(threadId)).toBeGreaterThan(before);
    const entry = await database.auditEntry.findFirstOrThrow({
      where: { action: 'thread.lock' },
      orderBy: { id: 'desc' },
    });
    expect(entry).toMatchObject({ memberId: moderator.memberId, subjectId: String(threadId) });
    expect(await database.outbox.count({ where: { queue: 'search', entityId: String(threadId) } })).toBeGreaterThan(0);
    expect(await refusalCode(setLocked(moderator, threadId, true, WHY))).toBe('conflict');
    await setLocked(moderator, threadId, false, '');
    await answer(reader, threadId);
  });

  test('by two at once is done once', async () => {
    const threadId = await ask(asker);
    const second = await member({ role: 'moderator' });
    const done = await Promise.allSettled([
      setLocked(moderator, threadId, true, WHY),
      setLocked(second, threadId, true, WHY),
    ]);
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await database.threadAct.count({ where: { threadId } })).toBe(1);
  });
});

describe('pinning', () => {
  test('stands above the first page alone, and the pages by key have everything once', async () => {
    const topic = await makeTopic('cyber');
    const ids: number[] = [];
    let at = Date.parse('2026-01-01T10:00:00Z');
    setClock(() => at);
    for (let number = 0; number < 7; number += 1) {
      at += 60_000;
      ids.push(await ask(asker, { topic: 'cyber', title: `שאלה נעוצה מספר ${number}` }));
    }
    const [oldest = 0, second = 0, third = 0, fourth = 0] = ids;
    for (const id of [oldest, second, third]) {
      at += 60_000;
      await setPinned(moderator, id, true, '');
    }
    expect(await refusal(setPinned(moderator, fourth, true, ''))).toBe('conflict tooManyPinned');
    const filter = { ...ALL, topicId: topic.id };
    const first = await listThreads(reader, filter, null, 2);
    expect(first.rows.map(({ id, pinned = false }) => [id, pinned])).toEqual([
      [third, true],
      [second, true],
      [oldest, true],
      [ids[6], false],
      [ids[5], false],
    ]);
    const next = await listThreads(reader, filter, first.next, 2);
    expect(next.rows.map(({ id }) => id)).toEqual([ids[4], ids[3]]);
    expect(next.next).toBe(null);
    const back = await listThreads(reader, filter, next.previous, 2);
    expect(back.rows.map(({ id }) => id)).toEqual(first.rows.map(({ id }) => id));
    expect((await listThreads(reader, ALL)).rows.map(({ id }) => id).slice(0, 3)).toEqual([third, second, oldest]);
    const narrowed = await listThreads(reader, { ...filter, kind: 'question' }, null, 2);
    expect(
      narrowed.rows.map(({ id }) => id),
      'a narrowed list has its own order',
    ).toEqual([ids[6], ids[5]]);
    await setPinned(moderator, third, false, '');
    expect((await listThreads(reader, filter, null, 1)).rows.map(({ id }) => id)).toEqual([second, oldest, ids[6]]);
  });

  test('shows nothing to whoever may not see the thread', async () => {
    const near = await member({ role: 'moderator', authorityIds: asker.authorityIds });
    const threadId = await ask(asker, { label: 'AMBER' });
    await setPinned(near, threadId, true, '');
    expect((await listThreads(asker, ALL)).rows.map(({ id }) => id)).toContain(threadId);
    expect((await listThreads(reader, ALL)).rows.map(({ id }) => id)).not.toContain(threadId);
  });
});

describe('moving', () => {
  test('goes to another topic that exists, is not pinned there, and says so', async () => {
    await makeTopic('digital');
    const threadId = await ask(asker);
    await setPinned(moderator, threadId, true, '');
    expect(await refusal(moveThread(moderator, threadId, { topic: 'none', reason: WHY }))).toBe(
      'invalid topicMissing topic',
    );
    expect(await refusal(moveThread(moderator, threadId, { topic: 'cloud', reason: WHY }))).toBe(
      'invalid topicSame topic',
    );
    await moveThread(moderator, threadId, { topic: 'digital', reason: WHY });
    const view = await getThread(reader, threadId);
    expect([view.topic.slug, view.pinned]).toEqual(['digital', false]);
    expect(view.acts.map(({ kind }) => kind)).toEqual(['pin', 'move']);
    const entry = await database.auditEntry.findFirstOrThrow({ where: { action: 'thread.move' } });
    expect(JSON.parse(entry.detail)).toEqual({ from: 'cloud', to: 'digital', reason: WHY });
  });
});
