import { beforeAll, describe, expect, test } from 'vitest';
import { LABELS } from '#app/domain/labels';
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

let readers: Record<ThreadReader, string | undefined>;
let planted: Planted[];
let authorHandle: string;

beforeAll(async () => {
  readers = await makeReaders();
  const viewer = await viewerFor(readers.author ?? '');
  planted = await plant(viewer, readers.recipient ?? '');
  await plantLinkedSession(viewer, planted);
  await indexNow();
  const author = await getDb().member.findUniqueOrThrow({ where: { id: readers.author ?? '' } });
  authorHandle = author.handle;
  for (const { answerId, openingId, canaries } of planted) {
    for (const [postId, text] of [
      [openingId, canaries.title],
      [answerId, canaries.comment],
    ] as const) {
      const flag = { postId, memberId: readers.recipient ?? '', reason: 'other', text, createdAt: new Date() } as const;
      await getDb().flag.create({ data: flag });
    }
  }
  // Every reader in force follows and bookmarks everything, as if a label had been raised after they did.
  for (const memberId of Object.values(readers)) {
    if (memberId) {
      for (const { threadId, answerId } of planted) {
        const at = new Date();
        await getDb().bookmark.create({ data: { memberId, threadId, createdAt: at } });
        await getDb().notification.create({
          data: {
            memberId,
            kind: 'mention',
            threadId,
            postId: answerId,
            actorId: readers.author ?? null,
            createdAt: at,
          },
        });
      }
    }
  }
});

async function read(reader: ThreadReader, path: string): Promise<{ status: number; text: string }> {
  const as = readers[reader];
  const response = await app.send(path, as === undefined ? {} : { as });
  // What the page itself was asked for comes back in it (a search box, an address): that gives nothing away.
  const text = await response.text();
  return { status: response.status, text };
}

/** The canaries in a text that this reader must not see. What stands in the address was brought by the reader. */
function leaks(reader: ThreadReader, path: string, text: string): string[] {
  return planted.flatMap(({ label, canaries }) =>
    Object.entries(canaries)
      .filter(([place]) => !mayReadThread(reader, label) || (place === 'deleted' && !seesDeleted(reader, label)))
      .map(([, word]) => word)
      .filter((word) => text.includes(word) && !path.includes(word)),
  );
}

function seesDeleted(reader: ThreadReader, label: Planted['label']): boolean {
  return mayReadThread(reader, label) && ['author', 'moderator', 'administrator'].includes(reader);
}

/** The id Remix gives the route of a pattern, for reading its loader alone. */
function loaderId(pattern: string): string {
  const route = routes.find((one) => `/${one.path ?? ''}` === pattern);
  return (route?.file ?? '').replace(/\.tsx?$/, '');
}

const patterns = routes.map((route) => `/${route.path ?? ''}`);

test('every route has a row in the matrix, and every row a route', () => {
  expect(Object.keys(SURFACES).sort()).toEqual([...patterns].sort());
});

describe.each(THREAD_READERS)('%s', (reader) => {
  test.each(Object.entries(SURFACES))('%s leaks nothing', async (pattern, surface) => {
    const addresses = [
      ...(surface.pages?.(planted, authorHandle) ?? []),
      ...planted.flatMap((one) => surface.thread?.(one) ?? []),
    ];
    const found: string[] = [];
    for (const path of addresses) {
      const query = path.includes('?') ? '&' : '?';
      const bare = path.replace(/#.*$/, '');
      for (const address of [path, `${bare}${query}_data=${encodeURIComponent(loaderId(pattern))}`]) {
        const { status, text } = await read(reader, address);
        expect(status, `${reader} ${address}`).toBeLessThan(500);
        found.push(...leaks(reader, path, text).map((word) => `${address}: ${word}`));
      }
    }
    expect(found).toEqual([]);
  });

  test('a thread is there for whoever may read it and not found for everybody else', async () => {
    for (const one of planted) {
      const { status } = await read(reader, paths.thread(one.threadId));
      expect(status, `${reader} ${one.label}`).toBe(mayReadThread(reader, one.label) ? 200 : 404);
    }
  });

  test('what a reader may see is shown: no surface passes by being empty', async () => {
    for (const [pattern, surface] of Object.entries(SURFACES)) {
      const visible = planted.filter(({ label }) => mayReadThread(reader, label));
      if (!surface.shows || (surface.membersOnly && !mayReadThread(reader, 'GREEN'))) {
        continue;
      }
      const pages = surface.pages?.(planted, authorHandle) ?? [];
      const texts = await Promise.all(pages.map((path) => read(reader, path)));
      for (const one of visible) {
        const own = await Promise.all((surface.thread?.(one) ?? []).map((path) => read(reader, path)));
        const all = [...texts, ...own].map(({ text }) => text).join('\n');
        const missing = surface.shows.filter((place) => !all.includes(one.canaries[place]));
        expect(missing, `${reader} ${pattern} ${one.label}`).toEqual([]);
      }
    }
  });

  test('what was flagged is shown to moderators who may read it', async () => {
    const { status, text } = await read(reader, paths.moderation());
    const moderates = reader === 'moderator' || reader === 'administrator';
    expect(status === 200).toBe(moderates);
    const shown = planted.filter(({ canaries }) => text.includes(canaries.title) && text.includes(canaries.answer));
    expect(shown.map(({ label }) => label)).toEqual(moderates ? ['CLEAR', 'GREEN'] : []);
  });

  test('acting on what one may not see is not found, and changes nothing', async () => {
    const as = readers[reader];
    const hidden = planted.filter(({ label }) => !mayReadThread(reader, label));
    const before = await counts();
    for (const { threadId, answerId, openingId } of hidden) {
      const page = paths.thread(threadId);
      const forms: [string, Record<string, string>][] = [
        [page, { intent: 'answer', body: 'x', label: 'CLEAR' }],
        [page, { intent: 'comment', postId: String(openingId), body: 'x' }],
        ...['vote', 'unvote', 'accept', 'unaccept', 'delete', 'restore'].map(
          (intent): [string, Record<string, string>] => [page, { intent, postId: String(answerId) }],
        ),
        ...['same', 'unsame', 'bookmark', 'unbookmark', 'follow', 'unfollow'].map(
          (intent): [string, Record<string, string>] => [page, { intent }],
        ),
        [paths.editPost(answerId), { body: 'x', revision: '2' }],
        // Others are sent to sign in, whatever the number.
        ...(mayReadThread(reader, 'GREEN') ? [...labelForms(openingId), ...flagForms(threadId, answerId)] : []),
      ];
      for (const [path, form] of forms) {
        const { status } = await app.send(path, { ...(as === undefined ? {} : { as }), form });
        expect([403, 404], `${reader} ${path} ${form.intent}: ${status}`).toContain(status);
      }
    }
    expect(await counts()).toEqual(before);
  });
});

function labelForms(postId: number): [string, Record<string, string>][] {
  const page = paths.postLabel(postId);
  return [
    [page, { intent: 'label', label: 'CLEAR', reason: 'x' }],
    [page, { intent: 'recipients', recipients: '' }],
    [page, { intent: 'request', label: 'CLEAR', reason: 'x' }],
    [page, { intent: 'answer', request: '1', granted: 'yes' }],
  ];
}

function flagForms(threadId: number, postId: number): [string, Record<string, string>][] {
  const acts = ['lock', 'unlock', 'pin', 'unpin', 'move', 'split', 'merge'];
  return [
    ...acts.map((intent): [string, Record<string, string>] => [
      paths.moderateThread(threadId),
      { intent, reason: 'x', topic: 'cyber', title: 'A title of its own', posts: String(postId), target: '1' },
    ]),
    [paths.postHistory(postId), { intent: 'remove', number: '1', reason: 'x' }],
    [paths.postHistory(postId), { intent: 'ask', number: '1', reason: 'x' }],
    [paths.flagPost(postId), { reason: 'coarse', text: '' }],
    [paths.moderation(), { postId: String(postId), upTo: '99', outcome: 'hidden', note: 'x' }],
  ];
}

async function counts() {
  const db = getDb();
  return {
    posts: await db.post.count(),
    votes: await db.vote.count(),
    same: await db.sameQuestion.count(),
    bookmarks: await db.bookmark.count(),
    follows: await db.threadFollow.count(),
    revisions: await db.postRevision.count(),
    recipients: await db.threadRecipient.count(),
    requests: await db.labelRequest.count(),
    flags: await db.flag.count(),
    acts: await db.threadAct.count(),
    decisions: await db.flagDecision.count(),
    labels: LABELS.length,
  };
}
