import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LABELS, labelsFrom, labelText } from '#app/domain/labels';
import { editPost } from '#app/domain/posts/commands.server';
import { deletePost, setAccepted, setVote } from '#app/domain/posts/verdicts.server';
import { setSameQuestion } from '#app/domain/threads/marks.server';
import { seedDemo } from '#prisma/seed';
import { ownDatabase, testProvider } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { answer, ask, comment } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';
import { exportLines, importLines } from '#tests/support/transfer';

const own = await ownDatabase();
const database = withDatabase(own.database);

/** Exports, empties, imports, exports: both texts. */
async function aroundTrip(): Promise<{ first: string[]; second: string[] }> {
  const first = await exportLines(database);
  await own.empty();
  const result = await importLines(database, first);
  expect(result).toMatchObject({ created: first.length, failed: 0, errors: [] });
  return { first, second: await exportLines(database) };
}

describe('an export into an empty forum gives an equal forum', () => {
  test('the demo forum', async () => {
    await seedDemo(database, { hashPassword: async () => 'x', now: new Date(), provider: testProvider() });
    const { first, second } = await aroundTrip();
    expect(first.length).toBeGreaterThan(40);
    expect(second).toEqual(first);
    expect(await importLines(database, first)).toMatchObject({ unchanged: first.length, created: 0, updated: 0 });
  });

  test('what members did here: edits, deletions, votes, accepting, same question, comments', async () => {
    const people = await Promise.all(
      [1, 2, 3].map(async () => viewerFor((await makeMember({ authorityIds: [(await makeAuthority()).id] })).id)),
    );
    const [asker, helper, third] = people;
    if (!asker || !helper || !third) {
      throw new Error('three people');
    }
    const threadId = await ask(asker, { tags: ['dr', 'ענן'], label: 'CLEAR' });
    const answerId = await answer(helper, threadId, 'תשובה\r\nבשתי שורות', 'GREEN');
    await comment(third, answerId);
    await editPost(helper, answerId, { body: 'תשובה מתוקנת', reason: 'טעות', revision: 1 });
    await setVote(third, answerId, true);
    await setVote(asker, answerId, true);
    await setAccepted(asker, answerId, true);
    await setSameQuestion(third, threadId, true);
    await deletePost(helper, await answer(helper, threadId, 'למחוק'), 'כפול');
    await deletePost(asker, (await database.post.findFirstOrThrow({ where: { threadId: await ask(asker) } })).id, '');
    const unread = await exportLines(database);
    expect(await importLines(database, unread)).toMatchObject({ unchanged: 2 });
    const { first, second } = await aroundTrip();
    expect(first).toEqual(unread);
    expect(second).toEqual(first);
    const thread = await database.thread.findFirstOrThrow({ orderBy: { id: 'asc' } });
    expect(thread).toMatchObject({ answerCount: 0, answered: false, sameCount: 1 });
    expect(await database.vote.count()).toBe(2);
    expect(await database.postRevision.count()).toBe(6);
  });

  test('any text, label, person and place', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(threads, { minLength: 1, maxLength: 6 }), async (list) => {
        await own.empty();
        const lines = list.map((thread, index) => ({ ...thread, externalId: `${thread.externalId}-${index}` }));
        expect(await importLines(database, lines, { startingTopics: TOPICS })).toMatchObject({ failed: 0, errors: [] });
        const bodies = (await database.post.findMany({ where: { kind: 'opening' }, orderBy: { id: 'asc' } })).map(
          (post) => post.body,
        );
        expect(bodies).toEqual(lines.map((line) => line.body));
        const { first, second } = await aroundTrip();
        expect(second).toEqual(first);
        expect(await importLines(database, first)).toMatchObject({ unchanged: lines.length });
        expect(await importLines(database, lines)).toMatchObject({ created: 0, updated: 0 });
      }),
      { numRuns: 15 },
    );
  });
});

const TEXT = {
  descriptionHe: '',
  descriptionEn: '',
  guideHe: '',
  guideEn: '',
  hue: 'cloud',
  defaultLabel: 'GREEN',
} as const;
const TOPICS = ['cloud', 'cyber'].map((slug, position) => ({ ...TEXT, slug, nameHe: slug, nameEn: slug, position }));

/** Pieces that have gone wrong elsewhere: marks of direction, joined emoji, line ends, long runs, JSON's and SQL's own signs. */
const piece = fc.oneof(
  fc.constantFrom(
    'שלום',
    'مرحبا',
    '\u202eabc\u202c',
    '\u2067א\u2069',
    '👩‍👩‍👧',
    '🇮🇱',
    '\r\n',
    '\n',
    '\t',
    "'",
    '"',
    '\\',
    '$1',
    '?',
    '%',
    '\u2028',
    '```',
  ),
  fc.constant('ארוך '.repeat(20_000)),
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const body = fc.array(piece, { minLength: 1, maxLength: 8 }).map(
  (pieces) =>
    `א${pieces
      .join('')
      .replaceAll('\u0000', '')
      .replace(/\p{Cs}/gu, '')}`,
);
const instant = fc.integer({ min: 0, max: 2_000_000_000_000 }).map((time) => new Date(time).toISOString());
const person = fc.integer({ min: 1, max: 8 }).chain((number) =>
  fc.record({
    externalId: fc.constant(`u-${number}`),
    name: fc.constantFrom('נגה פרלמן', "Seán O'Brien", 'מנמ"ר', 'محمد'),
    email: fc.constant(`writer.${number}@example.org`),
    authority: fc.constantFrom('נחלת אורן', 'Tel Arugot', null),
  }),
);
const label = fc.constantFrom(...LABELS);
const threads = fc
  .record({
    externalId: fc.constantFrom('a', 'ש', 'x/1', 'q"'),
    topic: fc.constantFrom('cloud', 'cyber'),
    kind: fc.constantFrom('question', 'discussion'),
    title: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }).map((text) => `כותרת ${text}`),
    body,
    label,
    tags: fc.array(fc.constantFrom('DR', 'גיבוי', 'C++', 'a b', '#x'), { maxLength: 4 }),
    createdAt: instant,
    author: person,
    posts: fc.array(
      fc.record({
        kind: fc.constantFrom('answer', 'comment'),
        body,
        createdAt: instant,
        author: person,
        strict: fc.boolean(),
      }),
      { maxLength: 5 },
    ),
  })
  .map(({ posts, ...thread }) => ({
    ...thread,
    label: labelText(thread.label),
    posts: posts.map(({ strict, ...post }, index) => ({
      ...post,
      externalId: `p${index}`,
      ...(strict && { label: labelText(labelsFrom(thread.label).at(-1) ?? 'RED') }),
    })),
  }));
