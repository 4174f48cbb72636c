import { beforeAll, describe, expect, test } from 'vitest';
import { LABELS, type Label } from '#app/domain/labels';
import { searchForum } from '#app/domain/search/queries.server';
import { readSearchRequest } from '#app/domain/search/request';
import { saveSummary, startSummary } from '#app/domain/summaries/commands.server';
import { commentOnSummary } from '#app/domain/summaries/comments.server';
import { amendSummary, openComments, publishSummary } from '#app/domain/summaries/publish.server';
import type { MemberViewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';
import { paths } from '#app/paths';
import routes from '#app/routes';
import { makeReaders, mayRead, READERS, type Reader } from '#tests/matrix/readers';
import { testApp } from '#tests/support/app';
import { createTestDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { holdSession } from '#tests/support/factories-summaries';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';
import { indexNow } from '#tests/support/search';

const { database } = await createTestDatabase();
withDatabase(database);
const app = testApp();

/** Whoever may read a published summary reads these; what was there before, and what participants said, only its hosts. */
const PUBLISHED = ['title', 'body', 'decision', 'action', 'question', 'reason'] as const;
const HOSTS_ONLY = ['draft', 'comment'] as const;

interface Planted {
  label: Label;
  sessionId: number;
  words: Record<(typeof PUBLISHED)[number] | (typeof HOSTS_ONLY)[number], string>;
}

let readers: Record<Reader, string | undefined>;
let planted: Planted[];
/** Under the Chatham House Rule nobody who was not there learns these: who was there, from where, and which host wrote. */
const SECRET_NAMES = ['kanarinoochim', 'kanarirashut', 'kanariorech'];
let attendee: MemberViewer;

async function plantOne(label: Label, author: MemberViewer, editor: MemberViewer): Promise<Planted> {
  const word = (place: string): string => `kanari${label.toLowerCase().replace('_', '')}${place}`;
  const words = {
    ...{ title: word('title'), body: word('body'), decision: word('decision'), action: word('action') },
    ...{ question: word('question'), reason: word('reason'), draft: word('draft'), comment: word('comment') },
  };
  const sessionId = await holdSession(author, { label, chatham: true, there: [attendee], title: 'מפגש סגור' });
  await getDb().sessionHost.create({ data: { sessionId, memberId: editor.memberId } });
  await getDb().sessionRecipient.create({ data: { sessionId, memberId: editor.memberId } });
  const text = (body: string) =>
    `# ${words.title}\n\n## רקע\n\n${body}\n\n## החלטות\n\n- ${words.decision}\n\n## שאלות פתוחות\n\n- ${words.question}\n\n` +
    `## משימות\n\n- [ ] ${words.action} עד 2026-01-01\n`;
  await startSummary(author, sessionId, { locale: 'he', markdown: text(words.draft) });
  const until = new Date(Date.now() + 5 * 86_400_000).toISOString().slice(0, 10);
  await openComments(author, sessionId, until);
  await commentOnSummary(attendee, sessionId, { body: words.comment, anonymous: false });
  await saveSummary(editor, sessionId, { body: text('טקסט'), revision: 1 });
  await publishSummary(author, sessionId, { revision: 2, label, confirmed: true });
  const amendment = { body: text(words.body), revision: 2, reason: words.reason, label, confirmed: true };
  await amendSummary(editor, sessionId, amendment);
  return { label, sessionId, words };
}

beforeAll(async () => {
  readers = await makeReaders();
  await getDb().member.update({ where: { id: readers.author ?? '' }, data: { role: 'host' } });
  const far = await makeAuthority({ nameHe: SECRET_NAMES[1] ?? '', nameEn: SECRET_NAMES[1] ?? '' });
  const name = { name: SECRET_NAMES[0] ?? '', nameEn: SECRET_NAMES[0] ?? '' };
  attendee = await viewerFor((await makeMember({ ...name, authorityIds: [far.id] })).id);
  const editorName = { name: SECRET_NAMES[2] ?? '', nameEn: SECRET_NAMES[2] ?? '' };
  const editor = await viewerFor((await makeMember({ ...editorName, role: 'host' })).id);
  const author = await viewerFor(readers.author ?? '');
  planted = [];
  for (const label of LABELS) {
    planted.push(await plantOne(label, author, editor));
  }
  for (const memberId of Object.values(readers)) {
    for (const { sessionId } of memberId ? planted : []) {
      const notice = { kind: 'summary_published' as const, sessionId, createdAt: new Date() };
      await getDb().notification.create({ data: { memberId: memberId ?? '', ...notice } });
    }
  }
  await indexNow();
});

/** The route of an address, by the name Remix has for it: for reading its loader alone. */
function loaderOf(path: string): string {
  const bare = path.replace(/\?.*/, '');
  const route = routes.find((one) =>
    new RegExp(`^/${(one.path ?? '').replace(/:\w+/g, '[^/]+').replace('*', '.*')}$`).test(bare),
  );
  return (route?.file ?? '').replace(/\.tsx?$/, '');
}

const perSession = ({ sessionId }: Planted): string[] => [
  paths.sessionSummary(sessionId),
  paths.editSummary(sessionId),
  paths.summaryHistory(sessionId),
  paths.summaryConsent(sessionId),
];

const forAll = (): string[] => [
  ...['standing', 'all'].map((view) => paths.decisions({ view })),
  ...['open', 'mine', 'overdue', 'done'].map((view) => paths.actions({ view })),
  ...planted.map(({ sessionId }) => paths.actions({ session: sessionId })),
  ...['open', 'answered'].map((view) => paths.questions({ view, topic: 'cloud' })),
  paths.notifications(),
  paths.home(),
  ...planted.flatMap(({ words }) => Object.values(words).map((word) => paths.search({ q: word }))),
];

async function read(reader: Reader, path: string): Promise<{ status: number; text: string }> {
  const as = readers[reader];
  const response = await app.send(path, as === undefined ? {} : { as });
  return { status: response.status, text: await response.text() };
}

function leaks(reader: Reader, path: string, text: string): string[] {
  const hidden = planted.flatMap(({ label, words }) =>
    Object.entries(words)
      .filter(([place]) => !mayRead(reader, label) || (place in { draft: 0, comment: 0 } && reader !== 'author'))
      .map(([, word]) => word),
  );
  const names = reader === 'author' ? [] : SECRET_NAMES;
  return [...hidden, ...names].filter((word) => text.includes(word) && !path.includes(word));
}

describe.each(READERS)('%s', (reader) => {
  test('nothing of a summary that they may not see, and no name under the Chatham House Rule', async () => {
    const found: string[] = [];
    for (const path of [...planted.flatMap(perSession), ...forAll()]) {
      const data = `${path}${path.includes('?') ? '&' : '?'}_data=${encodeURIComponent(loaderOf(path))}`;
      for (const address of [path, data]) {
        const { status, text } = await read(reader, address);
        expect(status, `${reader} ${address}`).toBeLessThan(500);
        found.push(...leaks(reader, path, text).map((word) => `${address}: ${word}`));
      }
    }
    expect(found).toEqual([]);
  });

  test('there for whoever may read it, not found for everybody else', async () => {
    for (const one of planted) {
      const { status, text } = await read(reader, paths.sessionSummary(one.sessionId));
      const history = await read(reader, paths.summaryHistory(one.sessionId));
      const expected = mayRead(reader, one.label) ? 200 : 404;
      expect([one.label, status, history.status]).toEqual([one.label, expected, expected]);
      if (mayRead(reader, one.label)) {
        const all = text + history.text;
        expect(PUBLISHED.filter((place) => !all.includes(one.words[place]))).toEqual([]);
        const register = await read(reader, paths.decisions());
        expect(register.text).toContain(one.words.decision);
        const anchor = `${paths.sessionSummary(one.sessionId)}#record-`;
        expect((await read(reader, paths.search({ q: one.words.decision }))).text).toContain(anchor);
      }
    }
  });

  test('who was there is found by no search but the directory’s own', async () => {
    const id = readers[reader];
    if (id === undefined || !mayRead(reader, 'GREEN')) {
      return;
    }
    for (const name of SECRET_NAMES) {
      const { hits } = await searchForum(await viewerFor(id), readSearchRequest(new URLSearchParams({ q: name })));
      expect(hits.filter(({ kind }) => kind !== 'member' && kind !== 'authority')).toEqual([]);
    }
  });

  test('acting on what one may not see is refused and changes nothing', async () => {
    const as = readers[reader];
    const before = await counts();
    for (const { sessionId } of planted.filter(({ label }) => !mayRead(reader, label))) {
      const records = await getDb().summaryRecord.findMany({ where: { summary: { sessionId } }, select: { id: true } });
      const edit = paths.editSummary(sessionId);
      const read = paths.sessionSummary(sessionId);
      const forms: [string, Record<string, string>][] = [
        [edit, { intent: 'save', body: 'x', revision: '3' }],
        [edit, { intent: 'amend', body: 'x', revision: '3', reason: 'x', label: 'CLEAR', confirmed: 'on' }],
        [edit, { intent: 'publish', revision: '3', label: 'CLEAR', confirmed: 'on' }],
        [edit, { intent: 'start', locale: 'he' }],
        [read, { intent: 'comment', body: 'x' }],
        ...records.flatMap(({ id }) =>
          ['close', 'thread', 'remove', 'supersede', 'assign'].map((intent): [string, Record<string, string>] => [
            paths.actions(),
            { intent, id: String(id), owner: 'x', due: '', by: '' },
          ]),
        ),
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
  return [
    await db.summaryRevision.count(),
    await db.summaryComment.count(),
    await db.thread.count(),
    await db.summaryRecord.count({ where: { done: true } }),
    await db.summary.count(),
  ];
}
