import { beforeAll, describe, expect, test } from 'vitest';
import { resetCalendarFeed } from '#app/domain/sessions/calendar-feed.server';
import { isoDay } from '#app/i18n/format';
import { getDb } from '#app/instances.server';
import { paths } from '#app/paths';
import routes from '#app/routes';
import {
  type Attendee,
  isHidden,
  makeAttendee,
  type PlantedSession,
  plantSessions,
} from '#tests/matrix/plant-sessions';
import { makeReaders, mayRead, READERS, type Reader } from '#tests/matrix/readers';
import { testApp } from '#tests/support/app';
import { createTestDatabase } from '#tests/support/database';
import { ask } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';
import { indexNow } from '#tests/support/search';

const { database } = await createTestDatabase();
withDatabase(database);
const app = testApp();

/** The readers of threads, and two that only sessions have: somebody who comes, and a colleague of theirs. */
const ALL = [...READERS, 'attendee', 'attendeeColleague'] as const;
type Anyone = (typeof ALL)[number];

/** On the thread that all sessions are linked to. */
const TAG = 'spoken-of';

let ids: Record<Anyone, string | undefined>;
let planted: PlantedSession[];
let attendee: Attendee;
let threadId: number;

beforeAll(async () => {
  const readers = await makeReaders();
  attendee = await makeAttendee();
  ids = { ...readers, attendee: attendee.viewer.memberId, attendeeColleague: attendee.colleagueId };
  const author = await viewerFor(readers.author ?? '');
  threadId = await ask(author, { label: 'CLEAR', title: 'A thread that everybody sees', tags: [TAG] });
  planted = await plantSessions({ ...author, role: 'host' }, attendee, threadId);
  await indexNow();
  // As if everybody had been told of every session before it became stricter.
  for (const memberId of Object.values(ids)) {
    for (const { id } of memberId ? planted : []) {
      const data = { memberId: memberId ?? '', kind: 'session_changed' as const, sessionId: id, createdAt: new Date() };
      await getDb().notification.create({ data });
    }
  }
});

/** Who may see what, written out from the rules (DOMAIN 3 and 4), not taken from the policy. */
function maySee(reader: Anyone, { label, over }: PlantedSession, place: string): boolean {
  // Everything hidden here is for the author and the attendee alone, whatever the label; names for whoever was there.
  if (isHidden(place)) {
    return reader === 'author' || (reader === 'attendee' && (over || place === 'video'));
  }
  if (reader === 'attendee') {
    return true;
  }
  if (reader === 'attendeeColleague') {
    return label !== 'RED';
  }
  return mayRead(reader satisfies Reader, label);
}

async function read(reader: Anyone, path: string): Promise<{ status: number; text: string }> {
  const as = ids[reader];
  const response = await app.send(path, as === undefined ? {} : { as });
  return { status: response.status, text: await response.text() };
}

function loaderId(pattern: string): string {
  return (routes.find((route) => `/${route.path ?? ''}` === pattern)?.file ?? '').replace(/\.tsx?$/, '');
}

/** Route → addresses on which a session could come out. */
function addresses(): [pattern: string, paths: string[]][] {
  const month = (days: number) => isoDay(Date.now() + days * 86_400_000).slice(0, 7);
  const each = (make: (id: number) => string) => planted.map(({ id }) => make(id));
  return [
    ['/', [paths.home()]],
    ['/topics/:slug', [paths.topic('cloud')]],
    ['/threads/:id', [paths.thread(threadId)]],
    ['/notifications', [paths.notifications()]],
    [
      '/sessions',
      [
        paths.sessions(),
        paths.sessions({ view: 'past' }),
        paths.sessions({ topic: 'cloud' }),
        ...['upcoming', 'past'].map((view) => paths.sessions({ view, tag: TAG })),
        ...[3, -27].map((days) => paths.sessions({ month: month(days) })),
      ],
    ],
    ['/sessions/:id', each((id) => paths.session(id))],
    ['/sessions/:id/edit', each((id) => paths.editSession(id))],
    ['/sessions/new', each((id) => paths.newSession({ from: id }))],
    ['/sessions/:id/attendance', each((id) => paths.sessionAttendance(id))],
    ['/sessions/:id/attendance.csv', each((id) => paths.attendanceFile(id))],
    ['/sessions/:id/calendar.ics', each((id) => paths.sessionCalendar(id))],
    ['/search', planted.map(({ canaries }) => paths.search({ q: canaries.purpose }))],
    ['/resources/suggest', planted.map(({ canaries }) => paths.suggest({ q: canaries.title.slice(0, -2) }))],
  ];
}

/** Canaries in a text that this reader must not see. What stands in the address was brought by the reader. */
function leaks(reader: Anyone, path: string, text: string): string[] {
  return planted.flatMap((one) =>
    Object.entries(one.canaries)
      .filter(([place, word]) => !maySee(reader, one, place) && text.includes(word) && !path.includes(word))
      // Somebody's own name and authority are no secret to them and their colleagues.
      .filter(([place]) => reader !== 'attendeeColleague' || place !== 'authority')
      .filter(([place]) => reader !== 'attendee' || (place !== 'authority' && place !== 'attendee'))
      .map(([, word]) => word),
  );
}

describe.each(ALL)('%s', (reader) => {
  test('no page, no loader and no file tells of a session more than it may', async () => {
    const found: string[] = [];
    for (const [pattern, list] of addresses()) {
      for (const path of list) {
        const data = `${path}${path.includes('?') ? '&' : '?'}_data=${encodeURIComponent(loaderId(pattern))}`;
        for (const address of /\.(csv|ics)$/.test(pattern) ? [path] : [path, data]) {
          const { status, text } = await read(reader, address);
          expect(status, `${reader} ${address}`).toBeLessThan(500);
          // The directory of members names people; who finds them there learns nothing of a session.
          const shown = pattern === '/search' ? text.replaceAll(/kanariall(attendee|authority)/g, '') : text;
          found.push(...leaks(reader, path, shown).map((word) => `${address}: ${word}`));
        }
      }
    }
    expect(found).toEqual([]);
  });

  test('a page is there for whoever may see it, with all of it; for everybody else it is not found', async () => {
    for (const one of planted) {
      const visible = maySee(reader, one, 'title');
      const { status, text } = await read(reader, paths.session(one.id));
      expect(status, `${reader} ${one.label}`).toBe(visible ? 200 : 404);
      const calendar = await read(reader, paths.sessionCalendar(one.id));
      expect(calendar.status).toBe(visible && one.label !== 'RED' ? 200 : 404);
      const open = ['title', 'purpose', 'agenda', 'place'] as const;
      expect(open.every((place) => text.includes(one.canaries[place]))).toBe(visible);
      const names = ['presenter', 'attendee'] as const;
      const toldNames = names.every((place) => text.includes(one.canaries[place]));
      expect(toldNames).toBe(maySee(reader, one, 'attendee'));
      expect(text.includes(one.canaries.walkin)).toBe(one.over && maySee(reader, one, 'walkin'));
    }
  });

  test('search and suggestions find what may be seen, and count no more', async () => {
    for (const one of planted) {
      const visible = maySee(reader, one, 'title');
      for (const place of ['title', 'purpose', 'agenda', 'place'] as const) {
        const query = `${paths.search({ q: `"${one.canaries[place]}"` })}&_data=${encodeURIComponent('routes/search/search')}`;
        const { hits, total } = JSON.parse((await read(reader, query)).text);
        expect([place, hits.length, total.value]).toEqual([place, visible ? 1 : 0, visible ? 1 : 0]);
      }
      for (const place of ['presenter', 'walkin', 'video'] as const) {
        const { text } = await read(
          reader,
          `${paths.search({ q: `"${one.canaries[place]}"` })}&_data=${encodeURIComponent('routes/search/search')}`,
        );
        expect(JSON.parse(text).total.value).toBe(0);
      }
      const suggested = await read(reader, paths.suggest({ q: one.canaries.title }));
      expect(suggested.text.includes(paths.session(one.id))).toBe(visible);
    }
  });

  test('"discussed in" counts what may be seen, and leads to as many', async () => {
    const visible = planted.filter((one) => one.over && maySee(reader, one, 'title')).length;
    const data = async (pattern: string, path: string) => {
      const separator = path.includes('?') ? '&' : '?';
      return JSON.parse((await read(reader, `${path}${separator}_data=${encodeURIComponent(loaderId(pattern))}`)).text);
    };
    expect((await data('/topics/:slug', paths.topic('cloud'))).discussed).toBe(visible);
    expect((await data('/topics', paths.topics())).topics[0].sessionCount).toBe(visible);
    expect((await data('/threads', paths.threads({ tag: TAG }))).list.tagSessions).toBe(visible);
    for (const narrowed of [{ tag: TAG }, { topic: 'cloud' }]) {
      const { list } = await data('/sessions', paths.sessions({ view: 'past', ...narrowed }));
      expect(list.rows).toHaveLength(visible);
    }
  });

  test('a personal feed holds CLEAR and GREEN alone, and nobody’s name', async () => {
    const id = ids[reader];
    const inForce = !['guest', 'pending', 'suspended', 'expired'].includes(reader);
    if (id === undefined || !inForce) {
      return;
    }
    const { pathname } = new URL(paths.calendarFeed(await resetCalendarFeed(await viewerFor(id))), 'http://x');
    const text = (await (await app.send(pathname)).text()).replaceAll('\r\n ', '');
    for (const { label, canaries } of planted) {
      expect(text.includes(canaries.title)).toBe(label === 'CLEAR' || label === 'GREEN');
      for (const place of ['presenter', 'attendee', 'authority', 'walkin'] as const) {
        expect(text.includes(canaries[place])).toBe(false);
      }
    }
    expect(text.includes('video.example')).toBe(['author', 'attendee'].includes(reader));
  });

  test('acting on what one may not see is not found, on what one may not change refused', async () => {
    const as = ids[reader];
    const before = await counts();
    for (const one of planted.filter(() => reader !== 'author' && reader !== 'attendee')) {
      const forms = ['cancel', 'held', 'delete', 'link', 'reply'].map((intent) => ({
        ...{ intent, reason: 'x', thread: String(threadId), wish: 'going' },
      }));
      for (const form of forms) {
        const { status } = await app.send(paths.session(one.id), { ...(as === undefined ? {} : { as }), form });
        expect([403, 404], `${reader} ${one.label} ${form.intent}`).toContain(status);
        expect(maySee(reader, one, 'title') || status === 404 || as === undefined || status === 403).toBe(true);
      }
    }
    expect(await counts()).toEqual(before);
  });
});

async function counts() {
  const db = getDb();
  return {
    replies: await db.sessionReply.count(),
    planned: await db.session.count({ where: { state: 'planned', deletedAt: null } }),
    links: await db.sessionThread.count(),
  };
}
