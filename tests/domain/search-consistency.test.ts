import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { setClock } from '#app/domain/clock';
import { deletePost } from '#app/domain/posts/verdicts.server';
import type { Indexer } from '#app/domain/search/indexer.server';
import { queueSearch } from '#app/domain/search/queue.server';
import { editThread } from '#app/domain/threads/commands.server';
import type { MemberViewer } from '#app/domain/viewer';
import type { NamedIndex } from '#search/engines';
import { type SearchDocument, SearchUnavailable } from '#search/port';
import { testDatabase, testProvider } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { ask } from '#tests/support/factories-threads';
import { besides, expectEqual, find, indexerOf, makeIndex, openingOf, settle } from '#tests/support/indexing';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';

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

describe('index and database are equal after', () => {
  test('a crash between commit and send', async () => {
    await ask(author);
    // Nothing of the first process is left but what it committed.
    await settle(indexerOf(index, 'one'));
    await expectEqual(index);
  });

  test('a crash between send and acknowledgement', async () => {
    await ask(author, { title: 'לפני הנפילה' });
    const dying = besides(index, {
      upsert: async (documents) => {
        await index.engine.upsert(documents);
        throw new SearchUnavailable('killed');
      },
    });
    await expect(indexerOf(dying).tick()).rejects.toThrow('killed');
    expect(await database.searchIndex.findUnique({ where: { id: index.id } })).toMatchObject({ lastError: 'killed' });
    await settle(indexerOf(index));
    await expectEqual(index);
  });

  test('the same row taken twice, and rows taken in the wrong order', async () => {
    const id = await ask(author, { title: 'ראשונה' });
    const opening = await openingOf(id);
    await editThread(author, id, { title: 'שנייה', body: 'ב', tags: [], revision: 1, reason: '' });
    await deletePost(author, opening, '');
    await settle(indexer);
    // All again, the oldest last: an update that arrives after the deletion.
    const rows = await database.outbox.findMany({ where: { queue: 'search' }, orderBy: { id: 'desc' } });
    await queueSearch(
      database,
      rows.flatMap((row) => (row.entityType === 'thread' ? [{ entity: 'thread' as const, id: row.entityId }] : [])),
      new Date(time),
    );
    await settle(indexer);
    expect(await find(index, 'ראשונה שנייה')).toEqual([]);
    await expectEqual(index);
  });

  test('a number that commits after a higher one', async () => {
    const id = await ask(author, { title: 'מאוחרת' });
    const rows = await database.outbox.findMany({ where: { queue: 'search', entityType: 'thread' } });
    const late = rows.at(-1);
    await database.outbox.delete({ where: { id: late?.id ?? 0 } });
    await ask(author, { title: 'מוקדמת' });
    await settle(indexer);
    expect(await find(index, 'מאוחרת')).toEqual([]);
    if (late && testProvider() === 'postgresql') {
      await database.outbox.create({ data: late });
      time += 6_000;
      await settle(indexer);
      expect(await find(index, 'מאוחרת')).toEqual([`thread:${id}`]);
    } else {
      // SQLite has one writer, so it cannot happen; the sweep would find it all the same.
      time += 7 * 60 * 60 * 1000;
      await settle(indexer);
      expect(await find(index, 'מאוחרת')).toEqual([`thread:${id}`]);
    }
    await expectEqual(index);
  });

  test('a rebuild while others write', async () => {
    let writer = author;
    for (let each = 0; each < 150; each += 1) {
      // Nobody may open that many threads in an hour.
      writer = each > 0 && each % 15 === 0 ? await viewerFor((await makeMember()).id) : writer;
      await ask(writer, { title: `שאלה ${each}` });
    }
    const busy = besides(index, {
      rebuild: (documents, options) =>
        index.engine.rebuild(
          (async function* (): AsyncGenerator<SearchDocument> {
            let read = 0;
            for await (const document of documents) {
              read += 1;
              if (read === 50) {
                // Another process: already read here, changed now.
                await editThread(author, 1, { title: 'השתנתה', body: 'ב', tags: [], revision: 1, reason: '' });
                await ask(author, { title: 'חדשה' });
                await deletePost(author, await openingOf(2), '');
              }
              yield document;
            }
          })(),
          options,
        ),
    });
    await database.searchIndex.update({ where: { id: index.id }, data: { rebuildRequestedAt: new Date(time) } });
    await settle(indexerOf(busy));
    expect(await find(index, 'השתנתה')).toEqual(['thread:1']);
    expect(await find(index, 'חדשה')).toHaveLength(1);
    await expectEqual(index);
    expect((await database.searchIndex.findUnique({ where: { id: index.id } }))?.rebuildRequestedAt).toBeNull();
  });

  test('an outage of ten minutes: posting goes on, and everything is there when it ends', async () => {
    let down = true;
    const flaky = besides(index, {
      upsert: (documents) =>
        down ? Promise.reject(new SearchUnavailable('no answer')) : index.engine.upsert(documents),
      remove: (ids) => (down ? Promise.reject(new SearchUnavailable('no answer')) : index.engine.remove(ids)),
    });
    const patient = indexerOf(flaky);
    for (let minute = 0; minute < 10; minute += 1) {
      await ask(author, { title: `דקה ${minute}` });
      time += 60_000;
      await expect(patient.tick()).rejects.toThrow('no answer');
    }
    down = false;
    await settle(patient);
    await expectEqual(index);
    expect(await database.searchIndex.findUnique({ where: { id: index.id } })).toMatchObject({ lastError: null });
  });

  test('two processes that share the database, each with an index of its own and one that both write to', async () => {
    const mine = makeIndex();
    const [one, other] = [indexerOf(index, 'one'), indexerOf(index, 'two')];
    const own = indexerOf(mine, 'two');
    for (let each = 0; each < 5; each += 1) {
      await ask(author, { title: `שאלה ${each}` });
      await Promise.all([one.tick(), other.tick(), own.tick()]);
    }
    await Promise.all([settle(one), settle(other), settle(own)]);
    await expectEqual(index);
    await expectEqual(mine);
    // Whoever held the lease dies; after it has run out the other goes on.
    await ask(author, { title: 'אחרי הנפילה' });
    time += 31_000;
    await settle(other);
    await expectEqual(index);
    await mine.engine.close();
  });
});
