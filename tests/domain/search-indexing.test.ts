import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { setClock } from '#app/domain/clock';
import { switchLimitsOff } from '#app/domain/limits/counts.server';
import { suspendMember } from '#app/domain/members/administration.server';
import { deletePost, restorePost } from '#app/domain/posts/verdicts.server';
import type { Indexer } from '#app/domain/search/indexer.server';
import { queueSearch } from '#app/domain/search/queue.server';
import { editThread } from '#app/domain/threads/commands.server';
import { changeLabel } from '#app/domain/threads/label.server';
import type { MemberViewer } from '#app/domain/viewer';
import type { NamedIndex } from '#search/engines';
import { testDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { answer, ask } from '#tests/support/factories-threads';
import { besides, expectEqual, find, indexerOf, makeIndex, openingOf, settle } from '#tests/support/indexing';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';

// One author opens more threads here than anybody may in an hour.
switchLimitsOff();

const database = withDatabase(await testDatabase());

let author: MemberViewer;
let index: NamedIndex;
let indexer: Indexer;
let time = 0;

beforeEach(async () => {
  time = Date.parse('2026-03-01T08:00:00Z');
  setClock(() => time);
  const authority = await makeAuthority();
  author = await viewerFor((await makeMember({ authorityIds: [authority.id] })).id);
  index = makeIndex();
  indexer = indexerOf(index);
  await settle(indexer);
});
afterEach(async () => {
  setClock();
  await index.engine.close();
});

describe('the index follows the database', () => {
  test('through asking, answering, editing, deleting and restoring', async () => {
    const id = await ask(author, { title: 'נוהל גיבוי לענן', body: 'כל לילה.' });
    await settle(indexer);
    expect(await find(index, 'גיבויים')).toEqual([`thread:${id}`]);
    await answer(author, id, 'אנחנו עם קרמבולה.', 'GREEN');
    await settle(indexer);
    expect(await find(index, 'קרמבולה')).toEqual([`thread:${id}`]);
    const opening = await openingOf(id);
    await editThread(author, id, { title: 'נוהל שחזור', body: 'כל בוקר.', tags: [], revision: 1, reason: '' });
    await settle(indexer);
    expect(await find(index, 'שחזור')).toEqual([`thread:${id}`]);
    expect(await find(index, 'לילה')).toEqual([]);
    await deletePost(author, opening, '');
    await settle(indexer);
    expect(await find(index, 'שחזור')).toEqual([]);
    await restorePost(author, opening);
    await settle(indexer);
    expect(await find(index, 'שחזור')).toEqual([`thread:${id}`]);
    await expectEqual(index);
  });

  test('with many long threads at once: more posts than a query takes parameters', async () => {
    const ids = [];
    for (let each = 0; each < 30; each += 1) {
      ids.push(await ask(author, { title: `ארוכה ${each}` }));
    }
    const by = {
      authorId: author.memberId,
      label: 'GREEN',
      html: '',
      rendererVersion: 0,
      createdAt: new Date(time),
    } as const;
    await database.post.createMany({
      data: ids.flatMap((threadId) =>
        Array.from({ length: 60 }, (_, post) => ({ ...by, threadId, kind: 'answer' as const, body: `פוסט ${post}` })),
      ),
    });
    await settle(indexer);
    await expectEqual(index);
    expect(await find(index, 'פוסט 59')).toHaveLength(20);
  });

  test('a suspended member is taken out', async () => {
    const administrator = await viewerFor((await makeMember({ role: 'administrator' })).id);
    const other = await makeMember({ name: 'דקלה אלמגור' });
    await queueSearch(database, [{ entity: 'member', id: other.id }], new Date(time));
    await settle(indexer);
    expect(await find(index, 'אלמגור')).toEqual([`member:${other.id}`]);
    await suspendMember(administrator, other.handle, 'בדיקה');
    await settle(indexer);
    expect(await find(index, 'אלמגור')).toEqual([]);
  });

  test("a new size of an authority reaches its threads' facet", async () => {
    const authorityId = author.authorityIds[0] ?? 0;
    await ask(author, { title: 'שאלה של רשות' });
    await settle(indexer);
    await database.authority.update({ where: { id: authorityId }, data: { size: 'large' } });
    await queueSearch(database, [{ entity: 'authority', id: authorityId }], new Date(time));
    await settle(indexer);
    const { facets } = await index.engine.search({ text: 'שאלה', viewer: ['members'] });
    expect(facets.authoritySize).toEqual([{ value: 'large', count: 1 }]);
  });
});

describe('what cannot be indexed', () => {
  test('holds up nothing, is tried again later, and is given up after five attempts', async () => {
    let poison = true;
    const picky = besides(index, {
      upsert: async (documents) => {
        const bad = documents.filter(({ title }) => poison && title === 'מורעלת');
        const { indexed } = await index.engine.upsert(documents.filter((each) => !bad.includes(each)));
        return { indexed, rejected: bad.map(({ id }) => ({ id, reason: 'too strange' })) };
      },
    });
    const patient = indexerOf(picky);
    await settle(patient);
    const poisoned = await ask(author, { title: 'מורעלת' });
    await ask(author, { title: 'בריאה' });
    await settle(patient);
    expect(await find(index, 'בריאה')).toHaveLength(1);
    for (let attempt = 1; attempt < 5; attempt += 1) {
      expect(await database.searchFailure.findMany()).toMatchObject([
        { entityId: String(poisoned), reason: 'too strange', attempts: attempt },
      ]);
      time += 60_000 * 2 ** (attempt - 1);
      await settle(patient);
    }
    expect(await database.searchFailure.findMany()).toMatchObject([{ attempts: 5, retryAt: null }]);
    poison = false;
    await answer(author, poisoned, 'עכשיו בסדר.', 'GREEN');
    await settle(patient);
    expect(await database.searchFailure.count()).toBe(0);
    await expectEqual(index);
  });

  test('is not found by what it was before, which more people might see', async () => {
    let poison = false;
    const picky = besides(index, {
      upsert: async (documents) =>
        poison
          ? { indexed: 0, rejected: documents.map(({ id }) => ({ id, reason: 'too strange' })) }
          : index.engine.upsert(documents),
    });
    const patient = indexerOf(picky);
    const id = await ask(author, { title: 'גלויה' });
    await settle(patient);
    expect(await find(index, 'גלויה')).toEqual([`thread:${id}`]);
    poison = true;
    await changeLabel(author, await openingOf(id), { label: 'RED', reason: 'כך' });
    await settle(patient);
    expect(await find(index, 'גלויה')).toEqual([]);
    expect(await database.searchFailure.findMany()).toMatchObject([{ entityId: String(id) }]);
    poison = false;
    time += 600_000;
    await settle(patient);
    await expectEqual(index);
  });
});

describe('the sweep', () => {
  test('finds what is missing, older, newer or should not be there', async () => {
    const [gone, old] = [await ask(author, { title: 'חסרה' }), await ask(author, { title: 'ישנה' })];
    await settle(indexer);
    await index.engine.remove([`thread:${gone}`]);
    await database.thread.update({ where: { id: old }, data: { title: 'מעודכנת', revision: { increment: 1 } } });
    const extra = { kind: 'question', passages: [], audience: ['public'], revision: 9, date: 0 };
    await index.engine.upsert([
      { ...extra, id: 'thread:9999', title: 'עודפת' },
      { ...extra, id: `member:${author.memberId}`, title: 'מגיבוי', revision: 99 },
    ]);
    time += 7 * 60 * 60 * 1000;
    await settle(indexer);
    await expectEqual(index);
    expect(await find(index, 'עודפת')).toEqual([]);
    expect(await find(index, 'מעודכנת')).toEqual([`thread:${old}`]);
    expect(await database.searchIndex.findUnique({ where: { id: index.id } })).toMatchObject({ repaired: 4 });
  });

  test('rows that every index has taken in are deleted', async () => {
    await ask(author);
    await settle(indexer);
    time += 400_000;
    await ask(author);
    await settle(indexer);
    time += 400_000;
    await settle(indexer);
    expect(await database.outbox.count({ where: { queue: 'search' } })).toBe(0);
  });
});
