import { beforeAll, describe, expect, test } from 'vitest';
import { viewerOfToken } from '#app/domain/login/queries.server';
import { suspendMember } from '#app/domain/members/administration.server';
import { deletePost } from '#app/domain/posts/verdicts.server';
import { searchForum } from '#app/domain/search/queries.server';
import { readSearchRequest } from '#app/domain/search/request';
import { listSimilar } from '#app/domain/search/similar.server';
import { suggestWhileTyping } from '#app/domain/search/suggest.server';
import { queueThread } from '#app/domain/threads/counts.server';
import { GUEST, type Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';
import { type Planted, plant } from '#tests/matrix/plant';
import { makeReaders, mayReadThread, THREAD_READERS, type ThreadReader } from '#tests/matrix/readers';
import { createTestDatabase } from '#tests/support/database';
import { makeMember } from '#tests/support/factories-members';
import { answer, ask } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { loginTokenFor, viewerFor } from '#tests/support/login';
import { indexNow } from '#tests/support/search';

const { database } = await createTestDatabase();
withDatabase(database);

let readers: Record<ThreadReader, string | undefined>;
let planted: Planted[];

async function viewerOf(reader: ThreadReader): Promise<Viewer> {
  const id = readers[reader];
  return viewerOfToken(id === undefined ? null : await loginTokenFor(id));
}

function search(viewer: Viewer, query: Record<string, string>) {
  return searchForum(viewer, readSearchRequest(new URLSearchParams(query)));
}

beforeAll(async () => {
  readers = await makeReaders();
  planted = await plant(await viewerFor(readers.author ?? ''), readers.recipient ?? '');
  await indexNow();
});

describe.each(THREAD_READERS)('%s', (reader) => {
  test('counts, facets, suggestions, similar and corrections tell no more than the hits may', async () => {
    const viewer = await viewerOf(reader);
    for (const { label, threadId, canaries } of planted) {
      const visible = mayReadThread(reader, label);
      for (const place of ['title', 'body', 'tag', 'answer', 'comment', 'file'] as const) {
        const { hits, total, facets, didYouMean } = await search(viewer, { q: `"${canaries[place]}"` });
        // A tag is no text of a thread: it is a facet.
        const expected = visible && place !== 'tag' ? 1 : 0;
        expect({ label, place, hits: hits.length, total: total.value }).toEqual({
          label,
          place,
          hits: expected,
          total: expected,
        });
        expect(facets.label.filter((option) => option.value === label && !visible)).toEqual([]);
        expect(didYouMean === null || visible).toBe(true);
      }
      for (const place of ['revision', 'deleted'] as const) {
        expect((await search(viewer, { q: `"${canaries[place]}"` })).total.value).toBe(0);
      }
      const byTag = await search(viewer, { tag: canaries.tag });
      expect(byTag.total.value).toBe(visible ? 1 : 0);
      expect(byTag.facets.topic.reduce((sum, { count }) => sum + count, 0)).toBe(visible ? 1 : 0);
      const suggested = await suggestWhileTyping(viewer, canaries.title);
      expect(suggested.length).toBe(visible ? 1 : 0);
      const similar = await listSimilar(viewer, canaries.title);
      expect(similar.map(({ id }) => id).includes(threadId)).toBe(visible);
    }
  });
});

describe('at once, before the indexer has come round', () => {
  test('a raised label takes a thread out of hits, counts and facets of whoever may not see it now', async () => {
    const author = await viewerFor(readers.author ?? '');
    const other = await viewerFor((await makeMember()).id);
    const id = await ask(author, { label: 'CLEAR', title: 'Shortly public pelican' });
    await indexNow();
    expect((await search(GUEST, { q: 'pelican' })).total.value).toBe(1);
    await getDb().$transaction(async (tx) => {
      await tx.thread.update({ where: { id }, data: { label: 'RED', revision: { increment: 1 } } });
      await tx.post.updateMany({ where: { threadId: id }, data: { label: 'RED' } });
      await queueThread(tx, id, new Date(), { hides: true });
    });
    for (const viewer of [GUEST, other]) {
      const { hits, total, facets } = await search(viewer, { q: 'pelican' });
      expect({ hits, total: total.value, labels: facets.label }).toEqual({ hits: [], total: 0, labels: [] });
      expect(await suggestWhileTyping(viewer, 'pelic')).toEqual([]);
      expect(await listSimilar(viewer, 'public pelican')).toEqual([]);
    }
    await indexNow();
    expect((await search(other, { q: 'pelican' })).total.value).toBe(0);
    expect((await search(author, { q: 'pelican' })).total.value).toBe(1);
  });

  test('even when nothing told the index at all, hits are read again and left out', async () => {
    const author = await viewerFor(readers.author ?? '');
    const id = await ask(author, { label: 'CLEAR', title: 'Unannounced flamingo' });
    await indexNow();
    await getDb().thread.update({ where: { id }, data: { label: 'RED' } });
    expect(await search(GUEST, { q: 'flamingo' })).toMatchObject({ hits: [], total: { value: 0 } });
    expect(await suggestWhileTyping(GUEST, 'flamin')).toEqual([]);
    expect(await listSimilar(GUEST, 'Unannounced flamingo')).toEqual([]);
  });

  test('a deleted answer and a suspended member are found no more', async () => {
    const [author, administrator] = [
      await viewerFor(readers.author ?? ''),
      await viewerFor((await makeMember({ role: 'administrator' })).id),
    ];
    const id = await ask(author, { title: 'Holding question' });
    const answerId = await answer(author, id, 'Only here: cassowary.', 'GREEN');
    const member = await makeMember({ name: 'Zerubavel Quickly' });
    await getDb().outbox.create({
      data: {
        queue: 'search',
        entityType: 'member',
        entityId: member.id,
        createdAt: new Date(),
        availableAt: new Date(),
      },
    });
    await indexNow();
    expect((await search(author, { q: 'cassowary' })).total.value).toBe(1);
    expect((await search(author, { q: 'Zerubavel' })).total.value).toBe(1);
    await deletePost(author, answerId, '');
    await suspendMember(administrator, member.handle, 'test');
    expect((await search(author, { q: 'cassowary' })).total.value).toBe(0);
    expect((await search(author, { q: 'Zerubavel' })).total.value).toBe(0);
  });
});
