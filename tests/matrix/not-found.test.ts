import { beforeAll, describe, expect, test } from 'vitest';
import { setClock } from '#app/domain/clock';
import { paths } from '#app/paths';
import { type Planted, plant } from '#tests/matrix/plant';
import { makeReaders, mayReadThread, THREAD_READERS, type ThreadReader } from '#tests/matrix/readers';
import { SURFACES } from '#tests/matrix/surfaces';
import { testApp } from '#tests/support/app';
import { createTestDatabase } from '#tests/support/database';
import { plan } from '#tests/support/factories-sessions';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';

const { database } = await createTestDatabase();
/** Kept in memory for some seconds, whatever is asked for: read again at any moment. */
const KEPT_FOR_A_WHILE = ['Topic', 'Authority', 'Setting'];
let statements = 0;
const counting = database.$extends({
  query: {
    $allOperations({ model, args, query }) {
      statements += KEPT_FOR_A_WHILE.includes(model ?? '') ? 0 : 1;
      return query(args);
    },
  },
});
// The extended client has the same models and methods; only its type differs.
withDatabase(counting as unknown as typeof database);
const app = testApp();

/** So far above every number there is that nothing stands there. */
const ABSENT = 7_000_000;

let readers: Record<ThreadReader, string | undefined>;
let planted: Planted[];
let redSessionId: number;

beforeAll(async () => {
  readers = await makeReaders();
  const author = await viewerFor(readers.author ?? '');
  planted = await plant(author, readers.recipient ?? '');
  const at = Date.now();
  setClock(() => at);
  redSessionId = await plan({ ...author, role: 'host' }, { label: 'RED', title: 'A session for nobody else' });
});

/** The same addresses and forms for a thread that is not there. */
function absent({ threadId, openingId, answerId, deletedId, fileId, ...rest }: Planted): Planted {
  const far = (id: number): number => id + ABSENT;
  return {
    ...rest,
    threadId: far(threadId),
    openingId: far(openingId),
    answerId: far(answerId),
    deletedId: far(deletedId),
    fileId: far(fileId),
  };
}

interface Asked {
  path: string;
  form?: Record<string, string>;
}

function everyWay(one: Planted): Asked[] {
  const page = paths.thread(one.threadId);
  const post = String(one.answerId);
  return [
    ...Object.values(SURFACES)
      .flatMap((surface) => surface.thread?.(one) ?? [])
      .map((path) => ({ path })),
    { path: paths.post(one.threadId, one.answerId).replace(/#.*/, '') },
    ...['answer', 'vote', 'accept', 'delete', 'follow', 'bookmark', 'same'].map((intent) => ({
      path: page,
      form: { intent, postId: post, body: 'x', label: 'GREEN' },
    })),
    { path: page, form: { intent: 'outsider', name: 'Ruth', email: 'r@example.org', body: 'x', rules: 'on' } },
    { path: page, form: { intent: 'outsider' } },
    { path: page, form: { intent: 'outsidersClose' } },
    { path: page, form: { intent: 'outsiderRemove', id: '1', reason: 'x' } },
    { path: paths.editPost(one.answerId), form: { body: 'x', revision: '1' } },
    { path: paths.postLabel(one.openingId), form: { intent: 'request', label: 'CLEAR', reason: 'x' } },
  ];
}

/** Of two tries the second: the first may find nothing in memory. All that comes back, without what differs between any two requests: their own numbers, and the address asked for. */
async function answer(reader: ThreadReader, { path, form }: Asked) {
  const as = readers[reader];
  const send = () => app.send(path, { ...(as === undefined ? {} : { as }), ...(form && { form }) });
  await send();
  statements = 0;
  const response = await send();
  const headers = [...response.headers].filter(([name]) => !['x-request-id', 'set-cookie'].includes(name)).sort();
  const plain = (text: string): string =>
    text
      .replaceAll(/test-\d+/g, 'REQUEST')
      .replaceAll(path, 'ADDRESS')
      .replaceAll(encodeURIComponent(path), 'ADDRESS');
  return {
    status: response.status,
    headers: plain(JSON.stringify(headers)),
    body: plain(await response.text()),
    statements,
  };
}

/** In what two answers differ, in few words: a failure that prints whole pages helps nobody. */
async function differences(reader: ThreadReader, hidden: Asked, gone: Asked): Promise<string[]> {
  const [one, other] = [await answer(reader, hidden), await answer(reader, gone)];
  const what = `${hidden.path} ${hidden.form?.intent ?? ''}`;
  return [
    ...(one.status === other.status ? [] : [`${what}: ${one.status}, not ${other.status}`]),
    ...(one.headers === other.headers ? [] : [`${what}: ${one.headers}, not ${other.headers}`]),
    ...(one.body === other.body ? [] : [`${what}: another body`]),
    ...(one.statements === other.statements ? [] : [`${what}: ${one.statements} statements, not ${other.statements}`]),
  ];
}

describe.each(THREAD_READERS)('%s', (reader) => {
  test('is answered of what they may not see exactly as of what is not there, with as many statements', async () => {
    const found: string[] = [];
    for (const one of planted.filter(({ label }) => !mayReadThread(reader, label))) {
      const gone = everyWay(absent(one));
      for (const [index, hidden] of everyWay(one).entries()) {
        found.push(...(await differences(reader, hidden, gone[index] ?? hidden)));
      }
    }
    expect(found).toEqual([]);
  });
});

describe.each(THREAD_READERS.filter((reader) => reader !== 'author'))('%s', (reader) => {
  test('the same of a session', async () => {
    const found: string[] = [];
    for (const make of [
      paths.session,
      paths.sessionCalendar,
      paths.sessionSummary,
      paths.editSession,
      paths.editSummary,
      paths.sessionAttendance,
      paths.attendanceFile,
    ]) {
      found.push(...(await differences(reader, { path: make(redSessionId) }, { path: make(redSessionId + ABSENT) })));
    }
    expect(found).toEqual([]);
  });
});
