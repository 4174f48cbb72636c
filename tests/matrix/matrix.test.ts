import { beforeAll, describe, expect, test } from 'vitest';
import { LABELS } from '#app/domain/labels';
import { getDb } from '#app/instances.server';
import { paths } from '#app/paths';
import routes from '#app/routes';
import { type Planted, plant } from '#tests/matrix/plant';
import { makeReaders, mayRead, READERS, type Reader } from '#tests/matrix/readers';
import { SURFACES } from '#tests/matrix/surfaces';
import { testApp } from '#tests/support/app';
import { createTestDatabase } from '#tests/support/database';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';

const { database } = await createTestDatabase();
withDatabase(database);
const app = testApp();

let readers: Record<Reader, string | undefined>;
let planted: Planted[];
let authorHandle: string;

beforeAll(async () => {
  readers = await makeReaders();
  planted = await plant(await viewerFor(readers.author ?? ''));
  const author = await getDb().member.findUniqueOrThrow({ where: { id: readers.author ?? '' } });
  authorHandle = author.handle;
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

async function read(reader: Reader, path: string): Promise<{ status: number; text: string }> {
  const as = readers[reader];
  const response = await app.send(path, as === undefined ? {} : { as });
  // What the page itself was asked for comes back in it (a search box, an address): that gives nothing away.
  const text = await response.text();
  return { status: response.status, text };
}

/** The canaries in a text that this reader must not see. What stands in the address was brought by the reader. */
function leaks(reader: Reader, path: string, text: string): string[] {
  return planted.flatMap(({ label, canaries }) =>
    Object.entries(canaries)
      .filter(([place]) => !mayRead(reader, label) || (place === 'deleted' && !seesDeleted(reader, label)))
      .map(([, word]) => word)
      .filter((word) => text.includes(word) && !path.includes(word)),
  );
}

function seesDeleted(reader: Reader, label: Planted['label']): boolean {
  return mayRead(reader, label) && ['author', 'moderator', 'administrator'].includes(reader);
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

describe.each(READERS)('%s', (reader) => {
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
      expect(status, `${reader} ${one.label}`).toBe(mayRead(reader, one.label) ? 200 : 404);
    }
  });

  test('what a reader may see is shown: no surface passes by being empty', async () => {
    for (const [pattern, surface] of Object.entries(SURFACES)) {
      const visible = planted.filter(({ label }) => mayRead(reader, label));
      if (!surface.shows || (surface.membersOnly && !mayRead(reader, 'GREEN'))) {
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

  test('acting on what one may not see is not found, and changes nothing', async () => {
    const as = readers[reader];
    const hidden = planted.filter(({ label }) => !mayRead(reader, label));
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
      ];
      for (const [path, form] of forms) {
        const { status } = await app.send(path, { ...(as === undefined ? {} : { as }), form });
        expect([403, 404], `${reader} ${path} ${form.intent}: ${status}`).toContain(status);
      }
    }
    expect(await counts()).toEqual(before);
  });
});

async function counts() {
  const db = getDb();
  return {
    posts: await db.post.count(),
    votes: await db.vote.count(),
    same: await db.sameQuestion.count(),
    bookmarks: await db.bookmark.count(),
    follows: await db.threadFollow.count(),
    revisions: await db.postRevision.count(),
    labels: LABELS.length,
  };
}
