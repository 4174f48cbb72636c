import { afterEach, beforeEach, expect, test } from 'vitest';
import { setClock } from '#app/domain/clock';
import { countUnreadNotices, listNotices } from '#app/domain/notifications/queries.server';
import { sessionsOfThread } from '#app/domain/sessions/linked.server';
import { listSessions } from '#app/domain/sessions/queries.server';
import { getSession } from '#app/domain/sessions/session-view.server';
import { GUEST, type MemberViewer, type Viewer } from '#app/domain/viewer';
import { testDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { holdSession, publish } from '#tests/support/factories-summaries';
import { ask } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';

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

test('a session is summarised for those who may read the summary: to others it says nothing of it', async () => {
  const id = await publish(host, { label: 'CLEAR', summaryLabel: 'AMBER', there: [attendee] });
  const threadId = await ask(host, { label: 'CLEAR' });
  await database.sessionThread.create({ data: { sessionId: id, threadId } });
  const seenBy = async (viewer: Viewer) => [
    (await getSession(viewer, id)).summarised,
    (await listSessions(viewer, { view: 'past' })).rows[0]?.summarised,
    (await sessionsOfThread(viewer, threadId))[0]?.summarised,
  ];
  expect(await seenBy(GUEST)).toEqual([false, false, false]);
  expect(await seenBy(other)).toEqual([false, false, false]);
  expect(await seenBy(attendee)).toEqual([true, true, true]);
  expect(await seenBy(host)).toEqual([true, true, true]);
});

test('a draft does not make a session summarised, not for its hosts either', async () => {
  const id = await holdSession(host);
  const data = { label: 'GREEN' as const, body: '# סיכום', authorId: host.memberId };
  await database.summary.create({ data: { ...data, sessionId: id, createdAt: new Date(), updatedAt: new Date() } });
  expect((await getSession(host, id)).summarised).toBe(false);
});

test('a notice about a summary stands only while its reader may see the summary', async () => {
  const id = await publish(host, { label: 'GREEN', summaryLabel: 'AMBER', there: [attendee] });
  await database.notification.deleteMany();
  const kinds = ['session_changed', 'summary_published', 'action_assigned', 'action_due'] as const;
  for (const { memberId } of [attendee, other]) {
    await database.notification.createMany({
      data: kinds.map((kind) => ({ memberId, kind, sessionId: id, createdAt: new Date() })),
    });
  }
  const told = async (viewer: MemberViewer) => (await listNotices(viewer)).rows.map(({ kind }) => kind).reverse();
  expect(await told(attendee)).toEqual(kinds);
  expect(await told(other)).toEqual(['session_changed']);
  expect(await countUnreadNotices(other)).toBe(1);
});
