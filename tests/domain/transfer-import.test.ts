import { beforeEach, describe, expect, test } from 'vitest';
import { setClock } from '#app/domain/clock';
import { refreshThread } from '#app/domain/threads/counts.server';
import { testDatabase } from '#tests/support/database';
import { makeMember } from '#tests/support/factories-members';
import { ask, makeTopic } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';
import { author, exportLines, importLines, postLine, threadLine } from '#tests/support/transfer';

const database = withDatabase(await testDatabase());

beforeEach(async () => {
  setClock();
  await makeTopic();
});

function threadOf(externalId = 't-1') {
  return database.thread.findUniqueOrThrow({
    where: { externalId },
    include: { posts: { orderBy: { id: 'asc' }, include: { revisions: true } }, tags: { include: { tag: true } } },
  });
}

describe('a new thread', () => {
  test('goes in with its posts, their first revisions, tags, authors and a word to the search index', async () => {
    const result = await importLines(database, [threadLine(1)]);
    expect(result).toMatchObject({ read: 1, created: 1, updated: 0, unchanged: 0, failed: 0, posts: 4, errors: [] });
    const thread = await threadOf();
    expect(thread.posts.map((post) => [post.kind, post.label, post.revisions.length])).toEqual([
      ['opening', 'GREEN', 1],
      ['answer', 'GREEN', 1],
      ['comment', 'GREEN', 1],
      ['answer', 'AMBER', 1],
    ]);
    expect(thread.posts[2]?.parentId).toBe(thread.posts[1]?.id);
    expect(thread.acceptedPostId).toBe(thread.posts[1]?.id);
    expect(thread.tags.map((row) => row.tag.slug).sort()).toEqual(['backup', 'גיבוי']);
    expect(thread.posts[0]?.revisions[0]).toMatchObject({ number: 1, title: 'שאלה מספר 1', body: 'גוף השאלה 1' });
    expect(await database.outbox.count({ where: { queue: 'search', entityId: String(thread.id) } })).toBe(1);
  });

  test('has the counts that refreshThread would find: only posts with its own label count', async () => {
    await importLines(database, [
      threadLine(1),
      threadLine(2, { posts: [] }),
      threadLine(3, { kind: 'discussion', label: 'TLP:AMBER+STRICT', posts: [postLine(1)] }),
      threadLine(4, { posts: [postLine(1, { label: 'TLP:RED', accepted: true }), postLine(2, { kind: 'comment' })] }),
      threadLine(5, { deleted: { at: '2026-03-09T00:00:00Z', by: author(9), reason: 'כפול' }, posts: [] }),
      threadLine(6, { votes: [{ by: author(3), at: '2026-03-05T00:00:00Z' }] }),
    ]);
    const imported = await database.thread.findMany({ orderBy: { id: 'asc' } });
    for (const thread of imported) {
      await refreshThread(database, thread.id);
    }
    const refreshed = await database.thread.findMany({ orderBy: { id: 'asc' } });
    expect(imported).toEqual(refreshed.map((thread) => ({ ...thread, revision: 1 })));
    expect(imported.map((thread) => [thread.answerCount, thread.answered, thread.score])).toEqual([
      [1, true, 0],
      [0, false, 0],
      [1, false, 0],
      [0, false, 0],
      [0, false, 0],
      [1, true, 1],
    ]);
  });

  test('makes unknown authors members who cannot sign in, and knows the others by id or address', async () => {
    const known = await makeMember({ email: 'writer.2@example.org' });
    await importLines(database, [threadLine(1, { author: author(1, { email: null, authority: 'עיר חדשה' }) })]);
    const thread = await threadOf();
    const writer = await database.member.findUniqueOrThrow({
      where: { id: thread.authorId },
      include: { credentials: true, authorities: { include: { authority: true } } },
    });
    expect(writer).toMatchObject({ externalId: 'u-1', status: 'pending', emailVerified: false, credentials: [] });
    expect(writer.email).toMatch(/@import\.invalid$/);
    expect(writer.authorities[0]?.authority.nameHe).toBe('עיר חדשה');
    expect(thread.authorityId).toBe(writer.authorities[0]?.authorityId);
    expect(thread.posts[1]?.authorId).toBe(known.id);
  });

  test('authors whose address gives the same handle get one each', async () => {
    const same = (number: number) => author(number, { email: `dana@town${number}.example` });
    await importLines(
      database,
      [1, 2, 3].map((number) => threadLine(number, { author: same(number), posts: [] })),
    );
    const handles = (await database.member.findMany()).map((member) => member.handle);
    expect(new Set(handles).size).toBe(3);
    expect(handles).toContain('dana');
  });

  test('post ids need to differ within their thread only', async () => {
    expect(await importLines(database, [threadLine(1), threadLine(2)])).toMatchObject({ created: 2, failed: 0 });
    expect(await database.post.count()).toBe(8);
  });
});

describe('the same file again', () => {
  test('changes nothing, in one run or two', async () => {
    const file = [threadLine(1), threadLine(2)];
    await importLines(database, file);
    const before = await exportLines(database);
    expect(await importLines(database, [...file, threadLine(1)])).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: 3,
    });
    expect(await exportLines(database)).toEqual(before);
    expect(await database.post.count()).toBe(8);
  });

  test('with changes updates title, text, label and tags, adds new posts, and keeps what it does not name', async () => {
    await importLines(database, [threadLine(1)]);
    const viewer = await viewerFor((await makeMember()).id);
    const other = await ask(viewer);
    const changed = threadLine(1, {
      title: 'כותרת אחרת',
      label: 'TLP:AMBER',
      tags: ['dr'],
      posts: [postLine(1, { body: 'תשובה מתוקנת' }), postLine(4, { accepted: true })],
    });
    expect(await importLines(database, [changed])).toMatchObject({ created: 0, updated: 1 });
    const thread = await threadOf();
    expect(thread).toMatchObject({ title: 'כותרת אחרת', label: 'AMBER', answerCount: 3, answered: true });
    expect(thread.tags.map((row) => row.tag.slug)).toEqual(['dr']);
    expect(thread.posts).toHaveLength(5);
    expect(thread.posts[1]).toMatchObject({ body: 'תשובה מתוקנת', revision: 2, rendererVersion: 0 });
    expect(thread.posts[1]?.revisions).toHaveLength(2);
    expect(thread.acceptedPostId).toBe(thread.posts[4]?.id);
    // A comment the file does not name may not stay below the label of its thread.
    expect(thread.posts.every((post) => post.label === 'AMBER')).toBe(true);
    expect(await importLines(database, [changed])).toMatchObject({ unchanged: 1 });
    expect(await database.thread.count({ where: { id: other } })).toBe(1);
  });
});

describe('a bad line', () => {
  test.each([
    ['not JSON', '{"externalId": ', /^not JSON/],
    ['not an object', '[]', /the line/],
    ['an unknown topic', threadLine(1, { topic: 'cooking' }), /topic: there is no topic "cooking"/],
    ['TLP:WHITE', threadLine(1, { label: 'TLP:WHITE' }), /label: .*TLP:CLEAR/],
    ['an unknown label', threadLine(1, { label: 'secret' }), /label: .*"secret"/],
    ['no label', threadLine(1, { label: undefined }), /label/],
    ['an empty title', threadLine(1, { title: ' \u202e ' }), /title: is empty/],
    ['a time without a zone', threadLine(1, { createdAt: '2026-03-01 09:30' }), /createdAt: is not an ISO/],
    ['an author without id and address', threadLine(1, { author: { name: 'x' } }), /author: has neither/],
    [
      'a post less strict than its thread',
      threadLine(1, { posts: [postLine(1, { label: 'CLEAR' })] }),
      /posts\.0\.label/,
    ],
    ['two posts of one id', threadLine(1, { posts: [postLine(1), postLine(1)] }), /same externalId/],
    [
      'two accepted answers',
      threadLine(1, { posts: [postLine(1, { accepted: true }), postLine(2, { accepted: true })] }),
      /accepted/,
    ],
    [
      'a comment under nothing',
      threadLine(1, { posts: [postLine(1, { kind: 'comment', parent: 'p-9' })] }),
      /posts\.0\.parent/,
    ],
  ])('%s is reported with its number, and the rest goes in', async (_name, line, reason) => {
    const result = await importLines(database, [threadLine(8), '', line, threadLine(9)]);
    expect(result).toMatchObject({ read: 3, created: 2, failed: 1 });
    expect(result.errors).toEqual([{ line: 3, reason: expect.stringMatching(reason) }]);
    expect(await database.thread.count()).toBe(2);
  });

  test('labels are read as people write them', async () => {
    const labels = ['clear', 'TLP:GREEN', 'Amber', 'TLP:AMBER+STRICT', 'AMBER_STRICT', 'tlp:red'];
    const result = await importLines(
      database,
      labels.map((label, index) => threadLine(index, { label, posts: [] })),
    );
    expect(result).toMatchObject({ created: 6, failed: 0 });
    const threads = await database.thread.findMany({ orderBy: { id: 'asc' } });
    expect(threads.map((thread) => thread.label)).toEqual([
      'CLEAR',
      'GREEN',
      'AMBER',
      'AMBER_STRICT',
      'AMBER_STRICT',
      'RED',
    ]);
  });
});

test('a dry run tells the same and changes nothing', async () => {
  await importLines(database, [threadLine(1)]);
  const before = await exportLines(database);
  const file = [
    threadLine(1),
    threadLine(1, { title: 'כותרת אחרת' }),
    threadLine(2, { author: author(77, { authority: 'חדשה' }) }),
    'x',
  ];
  const result = await importLines(database, file, { dryRun: true });
  expect(result).toMatchObject({ created: 1, updated: 1, unchanged: 1, failed: 1 });
  expect(await exportLines(database)).toEqual(before);
  expect(await database.member.count({ where: { externalId: 'u-77' } })).toBe(0);
  expect(await database.authority.count({ where: { nameHe: 'חדשה' } })).toBe(0);
});

test('progress is told after each batch of many lines', async () => {
  const seen: number[] = [];
  const file = Array.from({ length: 600 }, (_, index) => threadLine(index, { posts: [] }));
  await importLines(database, file, { onProgress: (soFar) => seen.push(soFar.created) });
  expect(seen).toEqual([250, 500, 600]);
});

test('a forum without topics gets all those it begins with, once a line names one', async () => {
  await database.topic.deleteMany();
  const text = {
    descriptionHe: '',
    descriptionEn: '',
    guideHe: '',
    guideEn: '',
    hue: 'cloud',
    defaultLabel: 'GREEN',
  } as const;
  const startingTopics = ['cloud', 'cyber'].map((slug, position) => ({
    ...text,
    slug,
    nameHe: slug,
    nameEn: slug,
    position,
  }));
  expect(await importLines(database, [threadLine(1)], { startingTopics })).toMatchObject({ created: 1 });
  const later = [threadLine(2, { topic: 'cyber' }), threadLine(3, { topic: 'cooking' })];
  expect(await importLines(database, later, { startingTopics })).toMatchObject({ created: 1, failed: 1 });
});
