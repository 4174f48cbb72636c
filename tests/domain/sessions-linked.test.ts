import { beforeEach, expect, test } from 'vitest';
import { importMinutes } from '#app/domain/minutes/import.server';
import { readSessionCalendar } from '#app/domain/sessions/calendar-feed.server';
import { linkThread, unlinkThread } from '#app/domain/sessions/commands.server';
import { LinkThreadInput } from '#app/domain/sessions/input';
import { getSession } from '#app/domain/sessions/session-view.server';
import { editRecord } from '#app/domain/summaries/edit-record.server';
import { getSummary } from '#app/domain/summaries/summary-view.server';
import { BreakGlassInput } from '#app/domain/threads/label-input';
import { GUEST, type MemberViewer, type Viewer } from '#app/domain/viewer';
import { paths } from '#app/paths';
import { testDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { plan } from '#tests/support/factories-sessions';
import { holdSession } from '#tests/support/factories-summaries';
import { ask, makeTopic } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';
import { refusal } from '#tests/support/refusal';

const database = withDatabase(await testDatabase());

let host: MemberViewer;
let other: MemberViewer;

async function member(values: Parameters<typeof makeMember>[0] = {}): Promise<MemberViewer> {
  const authority = await makeAuthority();
  return viewerFor((await makeMember({ authorityIds: [authority.id], ...values })).id);
}

beforeEach(async () => {
  host = await member({ role: 'host' });
  other = await member();
});

test('a thread is named by its number or by an address, of a post in it too', () => {
  for (const thread of [
    '12',
    ' #12 ',
    paths.thread(12),
    paths.post(12, 345),
    `https://forum.example${paths.post(12, 345)}`,
  ]) {
    expect(LinkThreadInput.parse({ thread }).thread, thread).toBe(12);
    expect(BreakGlassInput.parse({ thread, reason: 'סיבה ארוכה דיה לפתיחה' }).thread, thread).toBe(12);
  }
  for (const thread of ['', 'x', '/topics/7', '/threads/', '12345678901']) {
    expect(LinkThreadInput.safeParse({ thread }).success, thread).toBe(false);
  }
});

test('a link is taken back by whoever manages the session, and by nobody else', async () => {
  const id = await holdSession(host);
  const threadId = await ask(host);
  const hidden = await ask(other, { label: 'RED' });
  await database.sessionThread.create({ data: { sessionId: id, threadId: hidden } });
  await linkThread(host, id, threadId);
  expect(await refusal(unlinkThread(other, id, threadId))).toBe('forbidden forbidden');
  expect(await refusal(unlinkThread(host, id, hidden))).toBe('not_found not_found');
  expect(await refusal(unlinkThread(host, id, 999))).toBe('not_found not_found');
  await unlinkThread(host, id, threadId);
  expect(await refusal(unlinkThread(host, id, threadId))).toBe('not_found not_found');
  expect((await getSession(host, id)).threads).toEqual([]);
  expect(await database.sessionThread.count()).toBe(1);
});

test('handles in imported minutes stay words when somebody ticks an action; one that a host gives is a member', async () => {
  const topic = await makeTopic();
  const day = '# שולחן\n\n## משימות\n\n- [ ] לבדוק מחירים @HANDLE\n- [ ] לכתוב\n'.replace('HANDLE', other.handle);
  const wanted = {
    topic: { id: topic.id, slug: topic.slug },
    host: { memberId: host.memberId, authorityId: null },
    ...{ label: 'GREEN' as const, kind: null, dryRun: false },
  };
  const bring = (text: string) =>
    importMinutes(database, { name: '2026-02-10-backup.md', bytes: new TextEncoder().encode(text) }, wanted);
  const { sessionId } = await bring(day);
  const id = sessionId ?? 0;
  const owners = async () =>
    (await getSummary(host, id)).records.map(({ owner, ownerName }) => owner?.handle ?? ownerName);
  const [first, second] = (await getSummary(host, id)).records;
  await editRecord(host, { id: second?.id ?? 0, done: 'yes' });
  expect(await owners()).toEqual([`@${other.handle}`, '']);
  expect(await database.notification.count({ where: { memberId: other.memberId } })).toBe(0);
  await editRecord(host, { id: second?.id ?? 0, done: 'no', owner: `@${other.handle}`, due: null });
  expect(await owners()).toEqual([`@${other.handle}`, other.handle]);
  await editRecord(host, { id: first?.id ?? 0, done: 'yes' });
  expect(await owners()).toEqual([`@${other.handle}`, other.handle]);
});

test('minutes that are imported anew leave nothing of the old page behind', async () => {
  const topic = await makeTopic();
  const wanted = {
    topic: { id: topic.id, slug: topic.slug },
    host: { memberId: host.memberId, authorityId: null },
    ...{ label: 'GREEN' as const, kind: null, dryRun: false },
  };
  const bring = (text: string) =>
    importMinutes(database, { name: '2026-02-10-backup.md', bytes: new TextEncoder().encode(text) }, wanted);
  await bring('# שולחן\n\n## משימות\n\n- [ ] @noga.perlman לבדוק\n');
  await bring('# שולחן\n\n## משימות\n\n- [ ] @dana.levi לבדוק\n');
  const { body, html, ownersAsText } = await database.summary.findFirstOrThrow();
  expect([body.includes('dana'), html.includes('dana'), html.includes('noga'), ownersAsText]).toEqual([
    ...[true, true, false, true],
  ]);
});

test('a calendar file has the way in for those who come or may, and nobody else finds the session under its label', async () => {
  const values = { label: 'AMBER', audience: 'invited', videoUrl: 'https://video.example/room' };
  const id = await plan(host, { ...values, invited: other.handle });
  const colleague = await member({ authorityIds: other.authorityIds });
  const stranger = await member();
  const wayIn = async (viewer: MemberViewer) =>
    (await readSessionCalendar(viewer, id, 'he')).text.includes('video.example');
  expect([await wayIn(host), await wayIn(other), await wayIn(colleague)]).toEqual([true, true, false]);
  expect(await refusal(readSessionCalendar(stranger, id, 'he'))).toBe('not_found not_found');
  const open = await plan(host, { ...values, label: 'CLEAR', audience: 'members' });
  const clear = async (viewer: Viewer) =>
    (await readSessionCalendar(viewer, open, 'he')).text.includes('video.example');
  expect([await clear(stranger), await clear(GUEST)]).toEqual([true, false]);
});
