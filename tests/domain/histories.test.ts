import { afterEach, beforeEach, expect, test } from 'vitest';
import { setClock } from '#app/domain/clock';
import { editPost } from '#app/domain/posts/commands.server';
import { getPostHistory } from '#app/domain/posts/history.server';
import { changeSession } from '#app/domain/sessions/commands.server';
import { getSessionForm } from '#app/domain/sessions/form-values.server';
import { SessionInput } from '#app/domain/sessions/input';
import { getSummaryHistory } from '#app/domain/summaries/history.server';
import { amendSummary } from '#app/domain/summaries/publish.server';
import { changeLabel } from '#app/domain/threads/label.server';
import { GUEST, type MemberViewer, type Viewer } from '#app/domain/viewer';
import { testDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { publish } from '#tests/support/factories-summaries';
import { answer, ask, openingOf } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';
import { exportLines } from '#tests/support/transfer';

const database = withDatabase(await testDatabase());

const SECRET = 'הספק דלף';

let host: MemberViewer;
let attendee: MemberViewer;
let other: MemberViewer;

async function member(values: Parameters<typeof makeMember>[0] = {}): Promise<MemberViewer> {
  const authority = await makeAuthority();
  return viewerFor((await makeMember({ authorityIds: [authority.id], ...values })).id);
}

beforeEach(async () => {
  setClock(() => Date.parse('2026-02-15T08:00:00Z'));
  host = await member({ role: 'host' });
  attendee = await member();
  other = await member();
});
afterEach(() => setClock());

const withSecret = `# סיכום\n\n## תובנות\n\n- ${SECRET}\n`;
const amendment = { reason: 'הוסר פרט', confirmed: true };

async function seen(viewer: Viewer, id: number): Promise<{ numbers: number[]; secret: boolean; label: string }> {
  const history = await getSummaryHistory(viewer, id);
  const numbers = history.revisions.map(({ number }) => number);
  return { numbers, secret: JSON.stringify(history).includes(SECRET), label: history.label };
}

test('a summary whose label was lowered shows its stricter texts to its hosts alone', async () => {
  const id = await publish(host, { label: 'CLEAR', summaryLabel: 'AMBER', body: withSecret, there: [attendee] });
  await amendSummary(host, id, { ...amendment, body: '# סיכום\n\nבלי\n', revision: 1, label: 'CLEAR' });
  await amendSummary(host, id, { ...amendment, body: '# סיכום\n\nועוד\n', revision: 2, label: 'CLEAR' });
  expect(await seen(GUEST, id)).toEqual({ numbers: [3, 2], secret: false, label: 'CLEAR' });
  expect(await seen(attendee, id)).toEqual({ numbers: [3, 2], secret: false, label: 'CLEAR' });
  // The page of whoever sees the stricter text carries its label.
  expect(await seen(host, id)).toEqual({ numbers: [3, 2, 1], secret: true, label: 'AMBER' });
});

test('raised because of what it says, cut, and lowered again: the text it was raised for stays closed', async () => {
  const id = await publish(host, { label: 'CLEAR', body: withSecret });
  await amendSummary(host, id, { ...amendment, body: withSecret, revision: 1, label: 'RED' });
  await amendSummary(host, id, { ...amendment, body: '# סיכום\n\nבלי\n', revision: 1, label: 'CLEAR' });
  expect(await seen(GUEST, id)).toEqual({ numbers: [2], secret: false, label: 'CLEAR' });
});

test('the same where the session was the stricter one and its label was lowered', async () => {
  const id = await publish(host, { label: 'GREEN', summaryLabel: 'CLEAR', body: withSecret });
  await amendSummary(host, id, { ...amendment, body: '# סיכום\n\nבלי\n', revision: 1, label: 'GREEN' });
  const form = await getSessionForm(host, id);
  await changeSession(host, id, SessionInput.parse({ ...form, label: 'CLEAR' }));
  await amendSummary(host, id, { ...amendment, body: '# סיכום\n\nבלי\n', revision: 2, label: 'CLEAR' });
  expect(await seen(GUEST, id)).toEqual({ numbers: [2], secret: false, label: 'CLEAR' });
});

test('a text that did not change with its label is shown, and nothing before it', async () => {
  const id = await publish(host, { label: 'CLEAR', summaryLabel: 'AMBER', body: withSecret });
  await amendSummary(host, id, { ...amendment, body: '# סיכום\n\nבלי\n', revision: 1, label: 'AMBER' });
  await amendSummary(host, id, { ...amendment, body: '# סיכום\n\nבלי\n', revision: 2, label: 'CLEAR' });
  expect(await seen(GUEST, id)).toEqual({ numbers: [2], secret: false, label: 'CLEAR' });
});

test('under the Chatham House Rule a text that was taken back is for those who were there', async () => {
  const id = await publish(host, { chatham: true, body: withSecret, there: [attendee] });
  await amendSummary(host, id, { ...amendment, body: '# סיכום\n\nבלי\n', revision: 1, label: 'GREEN' });
  expect(await seen(other, id)).toEqual({ numbers: [2], secret: false, label: 'GREEN' });
  expect(await seen(attendee, id)).toMatchObject({ numbers: [2, 1], secret: true });
  expect(await seen(host, id)).toMatchObject({ numbers: [2, 1], secret: true });
});

test('a post whose label was lowered shows its stricter texts to its author alone', async () => {
  const threadId = await ask(host, { label: 'CLEAR' });
  const postId = await answer(attendee, threadId, SECRET, 'AMBER');
  await editPost(attendee, postId, { body: 'בלי', reason: '', revision: 1 });
  await changeLabel(attendee, postId, { label: 'CLEAR', reason: '' });
  await editPost(attendee, postId, { body: 'ועוד', reason: '', revision: 2 });
  const shown = async (viewer: Viewer) => {
    const { revisions, label } = await getPostHistory(viewer, postId);
    const secret = JSON.stringify(revisions).includes(SECRET);
    return { numbers: revisions.map(({ number }) => number), secret, label };
  };
  expect(await shown(GUEST)).toEqual({ numbers: [3], secret: false, label: 'CLEAR' });
  expect(await shown(host)).toEqual({ numbers: [3], secret: false, label: 'CLEAR' });
  expect(await shown(attendee)).toEqual({ numbers: [3, 2, 1], secret: true, label: 'AMBER' });
  // A file has one label for a post: it takes along what that one lets out.
  expect((await exportLines(database)).join()).not.toContain(SECRET);
});

test('an opening and its thread are lowered as one', async () => {
  const threadId = await ask(host, { label: 'AMBER', body: SECRET });
  const opening = await openingOf(threadId);
  await changeLabel(host, opening, { label: 'CLEAR', reason: '' });
  const { revisions } = await getPostHistory(GUEST, opening);
  expect(revisions.map(({ number }) => number)).toEqual([1]);
});
