import { beforeAll, describe, expect, test } from 'vitest';
import { decideOutsider } from '#app/domain/outsider-comments/decisions.server';
import { setOutsiderComments } from '#app/domain/outsider-comments/setting.server';
import { unsafeExportThreads } from '#app/domain/transfer/export.server';
import { getDb } from '#app/instances.server';
import { paths } from '#app/paths';
import routes from '#app/routes';
import { type Planted, plant, plantLinkedSession } from '#tests/matrix/plant';
import { makeReaders, mayReadThread, THREAD_READERS, type ThreadReader } from '#tests/matrix/readers';
import { SURFACES } from '#tests/matrix/surfaces';
import { testApp } from '#tests/support/app';
import { createTestDatabase } from '#tests/support/database';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';
import { indexNow } from '#tests/support/search';

const { database } = await createTestDatabase();
withDatabase(database);
const app = testApp();

const STATES = ['waiting', 'approved', 'declined', 'removed'] as const;
type State = (typeof STATES)[number];
type Place = 'name' | 'mail' | 'text';
const MODERATORS: ThreadReader[] = ['moderator', 'administrator'];

let readers: Record<ThreadReader, string | undefined>;
let planted: Planted[];
let authorHandle: string;

/** A word that stands in one place of one comment, and nowhere else. */
const word = (label: string, state: State, place: Place) =>
  `zulat${label.replace('_', '')}${state}${place}`.toLowerCase();

/** Under each thread a comment in each state, as if every label had been raised since. */
beforeAll(async () => {
  readers = await makeReaders();
  const author = await viewerFor(readers.author ?? '');
  planted = await plant(author, readers.recipient ?? '');
  await plantLinkedSession(author, planted);
  const moderator = await viewerFor(readers.moderator ?? '');
  await setOutsiderComments(await viewerFor(readers.administrator ?? ''), true);
  const createdAt = new Date();
  for (const { label, threadId } of planted) {
    for (const state of STATES) {
      const email = `${word(label, state, 'mail')}@example.org`;
      const written = { name: word(label, state, 'name'), email, body: `Said ${word(label, state, 'text')}` };
      const first = label === 'CLEAR' && state === 'approved' ? 'waiting' : state;
      const { id } = await getDb().outsiderComment.create({ data: { threadId, ...written, state: first, createdAt } });
      if (first !== state) {
        await decideOutsider(moderator, { id, outcome: 'approved', reason: '' });
      }
    }
  }
  await indexNow();
  authorHandle = (await getDb().member.findUniqueOrThrow({ where: { id: author.memberId } })).handle;
});

/** What a page may show: the approved text and name under TLP:CLEAR, and in the queue what waits there. */
function allowed(reader: ThreadReader, pattern: string): string[] {
  const ofClear = (state: State, places: Place[]) => places.map((place) => word('CLEAR', state, place));
  if (pattern === '/threads/:id') {
    return ofClear('approved', ['name', 'text']);
  }
  const moderates = pattern === '/moderation/visitors' && MODERATORS.includes(reader);
  return moderates ? ofClear('waiting', ['name', 'mail', 'text']) : [];
}

function wordsIn(text: string): string[] {
  return [...new Set(text.match(/zulat[a-z]+/g) ?? [])];
}

const loaderOf = (pattern: string) =>
  (routes.find((one) => `/${one.path ?? ''}` === pattern)?.file ?? '').replace(/\.tsx?$/, '');

async function read(reader: ThreadReader, path: string): Promise<string> {
  const as = readers[reader];
  return (await app.send(path, as === undefined ? {} : { as })).text();
}

describe.each(THREAD_READERS)('%s', (reader) => {
  test('reads of comments by outsiders what was approved under TLP:CLEAR, there alone, and no e-mail', async () => {
    const found: string[] = [];
    for (const [pattern, surface] of Object.entries(SURFACES)) {
      const searched = pattern === '/search' ? planted.map(({ label }) => word(label, 'approved', 'text')) : [];
      const addresses = [
        ...(surface.pages?.(planted, authorHandle) ?? []),
        ...planted.flatMap((one) => surface.thread?.(one) ?? []),
        ...searched.map((q) => paths.search({ q })),
      ];
      for (const path of addresses) {
        const bare = path.replace(/#.*$/, '');
        const data = `${bare}${bare.includes('?') ? '&' : '?'}_data=${encodeURIComponent(loaderOf(pattern))}`;
        for (const address of [bare, data]) {
          const leaked = wordsIn(await read(reader, address)).filter(
            (one) => !allowed(reader, pattern).includes(one) && !path.includes(one),
          );
          found.push(...leaked.map((one) => `${address}: ${one}`));
        }
      }
    }
    expect(found).toEqual([]);
  });

  test('does read that, so that nothing passes by being empty', async () => {
    for (const { label, threadId } of planted.filter((one) => mayReadThread(reader, one.label))) {
      const words = label === 'CLEAR' ? allowed(reader, '/threads/:id') : [];
      expect(wordsIn(await read(reader, paths.thread(threadId))).sort(), label).toEqual([...words].sort());
    }
    const queue = wordsIn(await read(reader, paths.moderationVisitors()));
    expect(queue.sort()).toEqual(allowed(reader, '/moderation/visitors').sort());
  });
});

test('an export of threads has no comment of an outsider, and no address', async () => {
  const lines: string[] = [];
  for await (const line of unsafeExportThreads(getDb(), { withRed: true })) {
    lines.push(line);
  }
  expect(lines.length).toBe(planted.length);
  expect(wordsIn(lines.join('\n'))).toEqual([]);
});
