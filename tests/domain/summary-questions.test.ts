import { afterEach, beforeEach, expect, test } from 'vitest';
import { setClock } from '#app/domain/clock';
import { getThread } from '#app/domain/posts/thread-view.server';
import { deletePost } from '#app/domain/posts/verdicts.server';
import { openQuestionThread } from '#app/domain/summaries/question-thread.server';
import { getSummary } from '#app/domain/summaries/summary-view.server';
import type { MemberViewer, Viewer } from '#app/domain/viewer';
import { testDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { publish } from '#tests/support/factories-summaries';
import { openingOf } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';
import { refusal } from '#tests/support/refusal';

const database = withDatabase(await testDatabase());

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

async function question(viewer: Viewer, sessionId: number) {
  const found = (await getSummary(viewer, sessionId)).records.find(({ kind }) => kind === 'question');
  return { id: found?.id ?? 0, ask: found?.can.ask ?? null };
}

test('above TLP:GREEN a host asks, and all whom the session was for read the answer', async () => {
  for (const label of ['AMBER', 'RED'] as const) {
    const id = await publish(host, { label, there: [attendee, other] });
    const { id: record, ask } = await question(attendee, id);
    expect(ask).toBe(false);
    expect(await refusal(openQuestionThread(attendee, record))).toBe('forbidden forbidden');
    expect((await question(host, id)).ask).toBe(true);
    const threadId = await openQuestionThread(host, record);
    for (const viewer of [attendee, other]) {
      expect((await getThread(viewer, threadId)).label).toBe(label);
      expect(await openQuestionThread(viewer, record)).toBe(threadId);
    }
    const shared = { kind: 'thread_shared' as const, threadId };
    expect(await database.notification.count({ where: shared })).toBe(2);
  }
});

test('under the Chatham House Rule no list of recipients says who was there', async () => {
  const id = await publish(host, { label: 'AMBER', chatham: true, there: [attendee] });
  const { id: record, ask } = await question(host, id);
  expect(ask).toBe(false);
  expect(await refusal(openQuestionThread(host, record))).toBe('forbidden forbidden');
  const open = await publish(host, { label: 'GREEN', chatham: true, there: [attendee] });
  const threadId = await openQuestionThread(other, (await question(other, open)).id);
  expect(await database.threadRecipient.count({ where: { threadId } })).toBe(0);
});

test('where its thread was deleted a host asks the question anew, nobody else', async () => {
  const id = await publish(host, { label: 'GREEN' });
  const { id: record } = await question(other, id);
  const first = await openQuestionThread(other, record);
  await deletePost(other, await openingOf(first), '');
  expect((await question(other, id)).ask).toBe(false);
  expect(await refusal(openQuestionThread(attendee, record))).toBe('conflict question_asked');
  expect((await question(host, id)).ask).toBe(true);
  const second = await openQuestionThread(host, record);
  expect(second).not.toBe(first);
  expect(await openQuestionThread(attendee, record)).toBe(second);
});
