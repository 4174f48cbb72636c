import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { setClock } from '#app/domain/clock';
import { DomainError } from '#app/domain/errors';
import { getThread } from '#app/domain/posts/thread-view.server';
import { setAccepted } from '#app/domain/posts/verdicts.server';
import { getSession } from '#app/domain/sessions/session-view.server';
import { startSummary } from '#app/domain/summaries/commands.server';
import { remindOfActions } from '#app/domain/summaries/due.server';
import { editRecord, supersedeDecision } from '#app/domain/summaries/edit-record.server';
import { openQuestionThread } from '#app/domain/summaries/question-thread.server';
import {
  listActions,
  listDecisions,
  listQuestions,
  type RegisterFilter,
  type RegisterPage,
} from '#app/domain/summaries/registers.server';
import { getSummary } from '#app/domain/summaries/summary-view.server';
import { GUEST, type MemberViewer, type Viewer } from '#app/domain/viewer';
import { testDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { holdSession, publish } from '#tests/support/factories-summaries';
import { answer } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';

const database = withDatabase(await testDatabase());

let host: MemberViewer;
let owner: MemberViewer;
let other: MemberViewer;

async function member(values: Parameters<typeof makeMember>[0] = {}): Promise<MemberViewer> {
  const authority = await makeAuthority();
  return viewerFor((await makeMember({ authorityIds: [authority.id], ...values })).id);
}

async function refusal(act: Promise<unknown>): Promise<string> {
  const error = await act.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof DomainError ? `${error.code} ${error.messageKey}` : `no refusal: ${String(error)}`;
}

type Lister = (viewer: Viewer, filter: RegisterFilter) => Promise<RegisterPage>;
const texts = async (list: Lister, viewer: Viewer, filter: RegisterFilter = {}) =>
  (await list(viewer, filter)).rows.map((row) => row.text);

async function allPages(list: Lister, viewer: Viewer): Promise<string[]> {
  const found: string[] = [];
  let after: RegisterPage['next'] = null;
  do {
    const page: RegisterPage = await list(viewer, { limit: 2, ...(after ? { after } : {}) });
    expect(page.rows.length).toBeLessThanOrEqual(2);
    found.push(...page.rows.map((row) => row.text));
    after = page.next;
  } while (after);
  return found;
}

async function questionOf(viewer: MemberViewer, sessionId: number): Promise<number> {
  return (await getSummary(viewer, sessionId)).records.find(({ kind }) => kind === 'question')?.id ?? 0;
}

beforeEach(async () => {
  setClock(() => Date.parse('2026-02-15T08:00:00Z'));
  host = await member({ role: 'host' });
  owner = await member();
  other = await member();
});
afterEach(() => setClock());

test('a register shows nothing of drafts, and of labels only what the reader may see', async () => {
  const draft = await holdSession(host);
  await startSummary(host, draft, { locale: 'he', markdown: '## החלטות\n\n- טיוטה\n' });
  await publish(host, { label: 'RED', body: '## החלטות\n\n- אדומה\n', there: [owner] });
  await publish(host, { label: 'AMBER', body: '## החלטות\n\n- כתומה\n', there: [owner] });
  await publish(host, { label: 'CLEAR', summaryLabel: 'GREEN', body: '## החלטות\n\n- ירוקה\n' });
  await publish(host, { label: 'CLEAR', body: '## החלטות\n\n- גלויה\n' });
  expect(await texts(listDecisions, GUEST)).toEqual(['גלויה']);
  expect((await texts(listDecisions, other)).sort()).toEqual(['גלויה', 'ירוקה']);
  expect((await texts(listDecisions, owner)).sort()).toEqual(['אדומה', 'גלויה', 'ירוקה', 'כתומה']);
  const colleague = await viewerFor((await makeMember({ authorityIds: owner.authorityIds, role: 'administrator' })).id);
  expect((await texts(listDecisions, colleague)).sort()).toEqual(['גלויה', 'ירוקה', 'כתומה']);
});

test('pages join without gap or repeat, by session and by due day', async () => {
  const actions = ['ללא', 'א עד 2026-03-03', 'ב עד 2026-03-01', 'עוד', 'ג עד 2026-03-01', 'סוף'];
  const body = (day: number) =>
    `## החלטות\n\n- ${day} א\n- ${day} ב\n- ${day} ג\n\n## משימות\n\n${actions.map((text) => `- [ ] ${text}`).join('\n')}\n`;
  await publish(host, { date: '2026-01-05', body: body(5) });
  await publish(host, { date: '2026-01-06', body: body(6) });
  expect(await allPages(listDecisions, other)).toEqual(['6 א', '6 ב', '6 ג', '5 א', '5 ב', '5 ג']);
  const due = await allPages(listActions, other);
  expect(due).toHaveLength(12);
  expect(due.slice(0, 6)).toEqual(['ב', 'ג', 'ב', 'ג', 'א', 'א']);
});

test('actions: mine, overdue, by session; a guest has none of their own', async () => {
  expect(await refusal(listActions(GUEST, { view: 'mine' }))).toMatch(/^forbidden/);
  const first = await publish(host, { owner });
  await publish(host, { owner: other });
  expect(await texts(listActions, owner, { view: 'mine' })).toEqual(['לאסוף מחירים מהספקים']);
  expect(await texts(listActions, owner, { view: 'overdue' })).toEqual([]);
  setClock(() => Date.parse('2026-03-02T08:00:00Z'));
  expect(await texts(listActions, owner, { view: 'overdue', sessionId: first })).toEqual(['לאסוף מחירים מהספקים']);
  const [mine] = (await listActions(owner, { view: 'mine' })).rows;
  await editRecord(owner, { id: mine?.id ?? 0, done: 'yes' });
  expect(await texts(listActions, owner, { view: 'mine' })).toEqual([]);
  expect(await texts(listActions, owner, { view: 'done' })).toEqual(['לאסוף מחירים מהספקים']);
});

test('a decision is superseded by a later one, never in a ring, and only by its own hosts', async () => {
  const first = await publish(host, { date: '2026-01-05', body: '## החלטות\n\n- ישנה\n' });
  const second = await publish(host, { date: '2026-01-06', body: '## החלטות\n\n- חדשה\n' });
  const secret = await publish(host, { label: 'RED', body: '## החלטות\n\n- סודית\n' });
  const idOf = async (id: number) => (await getSummary(host, id)).records[0]?.id ?? 0;
  const [old, fresh] = [await idOf(first), await idOf(second)];
  expect(await refusal(supersedeDecision(other, old, fresh))).toBe('forbidden forbidden');
  await supersedeDecision(host, old, fresh);
  expect(await refusal(supersedeDecision(host, fresh, old))).toBe('invalid supersede_invalid');
  expect(await refusal(supersedeDecision(host, old, old))).toBe('invalid supersede_invalid');
  expect(await texts(listDecisions, other)).toEqual(['חדשה']);
  const [, shown] = (await listDecisions(other, { view: 'all' })).rows;
  expect(shown?.supersededBy).toMatchObject({ text: 'חדשה', sessionId: second });
  await supersedeDecision(host, old, await idOf(secret));
  expect((await getSummary(other, first)).records[0]?.supersededBy).toBeNull();
  expect(await texts(listDecisions, other)).toEqual(['חדשה', 'ישנה']);
  expect(await texts(listDecisions, host)).toEqual(['סודית', 'חדשה']);
});

describe('an open question', () => {
  test('becomes a thread once, under the label of the summary; its answer flows back', async () => {
    const id = await publish(host, { label: 'CLEAR', summaryLabel: 'GREEN' });
    const question = await questionOf(host, id);
    expect(await refusal(openQuestionThread(GUEST, question))).toMatch(/^forbidden/);
    const results = await Promise.allSettled([openQuestionThread(other, question), openQuestionThread(host, question)]);
    expect(results.some(({ status }) => status === 'fulfilled')).toBe(true);
    expect(await database.thread.count()).toBe(1);
    // Pressed again it leads there.
    const { id: there } = await database.thread.findFirstOrThrow();
    expect(await openQuestionThread(other, question)).toBe(there);
    const thread = await database.thread.findFirstOrThrow();
    expect(thread).toMatchObject({ label: 'GREEN', title: 'מי משלם על האחסון השני?' });
    const asker = thread.authorId === other.memberId ? other : host;
    expect((await getSession(other, id)).threads).toMatchObject([{ id: thread.id, answered: false }]);
    expect(await texts(listQuestions, other, { view: 'answered' })).toEqual([]);
    await setAccepted(asker, await answer(owner, thread.id, 'הגזברות', 'GREEN'), true);
    expect(await texts(listQuestions, other)).toEqual([]);
    expect((await getThread(other, thread.id)).state).toBe('answered');
    const [row] = (await listQuestions(other, { view: 'answered' })).rows;
    expect(row).toMatchObject({ done: true, thread: { id: thread.id, answered: true } });
  });

  test('of a summary one does not see is not found', async () => {
    const id = await publish(host, { label: 'RED' });
    expect(await refusal(openQuestionThread(other, await questionOf(host, id)))).toBe('not_found not_found');
    expect(await database.thread.count()).toBe(0);
  });
});

test('an owner is reminded within three days and when overdue, once a day, as long as they see it', async () => {
  const notices = ({ memberId }: MemberViewer) =>
    database.notification.count({ where: { memberId, kind: 'action_due' } });
  await publish(host, { owner });
  await publish(host, { owner: other, label: 'RED' });
  expect(await remindOfActions()).toBe(0);
  setClock(() => Date.parse('2026-02-26T08:00:00Z'));
  expect(await remindOfActions()).toBe(2);
  expect(await remindOfActions()).toBe(0);
  expect([await notices(owner), await notices(other)]).toEqual([1, 0]);
  await database.notification.updateMany({ data: { readAt: new Date('2026-02-26T09:00:00Z') } });
  setClock(() => Date.parse('2026-03-05T08:00:00Z'));
  expect(await remindOfActions()).toBe(2);
  expect(await notices(owner)).toBe(2);
});
