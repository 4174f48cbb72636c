import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { setClock } from '#app/domain/clock';
import { saveAttendance } from '#app/domain/sessions/attendance.server';
import { exportAttendance } from '#app/domain/sessions/attendance-files.server';
import {
  cancelSession,
  changeSession,
  deleteSession,
  linkThread,
  markHeld,
} from '#app/domain/sessions/commands.server';
import { getSessionForm } from '#app/domain/sessions/form-values.server';
import { SessionInput } from '#app/domain/sessions/input';
import { replyToSession } from '#app/domain/sessions/replies.server';
import { getSession } from '#app/domain/sessions/session-view.server';
import { startSummary } from '#app/domain/summaries/commands.server';
import type { MemberViewer } from '#app/domain/viewer';
import { testDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { dayFromNow, plan, sessionForm } from '#tests/support/factories-sessions';
import { ask } from '#tests/support/factories-threads';
import { expectEqual, indexerOf, makeIndex, settle } from '#tests/support/indexing';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';
import { refusal } from '#tests/support/refusal';

const database = withDatabase(await testDatabase());

let host: MemberViewer;
let otherHost: MemberViewer;
let dina: MemberViewer;

async function member(values: Parameters<typeof makeMember>[0] = {}): Promise<MemberViewer> {
  const authority = await makeAuthority();
  return viewerFor((await makeMember({ authorityIds: [authority.id], ...values })).id);
}

function input(values: Parameters<typeof sessionForm>[0] = {}): SessionInput {
  return SessionInput.parse(sessionForm(values));
}

beforeEach(async () => {
  host = await member({ role: 'host' });
  otherHost = await member({ role: 'host' });
  dina = await member();
});
afterEach(() => setClock());

describe('two who change one session', () => {
  const opened = async (id: number) => String((await getSessionForm(host, id)).revision);

  test('what others do to it while its form is open is no conflict: replies, attendance, threads, a summary', async () => {
    const past = { date: dayFromNow(-1) };
    const id = await plan(host);
    const upcoming = await opened(id);
    await replyToSession(dina, id, 'going');
    await linkThread(host, id, await ask(host));
    await changeSession(host, id, input({ title: 'נשמר', revision: upcoming }));
    const held = await plan(host, past);
    const started = await opened(held);
    await saveAttendance(host, held, { shown: [`m-${host.handle}`], was: [], there: [`m-${host.handle}`] });
    await startSummary(host, held, { locale: 'he' });
    await changeSession(host, held, input({ ...past, title: 'נשמר', revision: started }));
    expect([(await getSession(host, id)).title, (await getSession(host, held)).title]).toEqual(['נשמר', 'נשמר']);
  });

  test('what its hosts do to it by its form or its buttons is one', async () => {
    const acts = [
      (id: number) => changeSession(otherHost, id, input({ purpose: 'מטרה אחרת', hosts: otherHost.handle })),
      (id: number) => cancelSession(otherHost, id, 'חג'),
      async (id: number) => {
        setClock(() => Date.now() + 40 * 86_400_000);
        await markHeld(otherHost, id);
      },
    ];
    for (const act of acts) {
      const id = await plan(host, { hosts: otherHost.handle });
      const revision = await opened(id);
      await act(id);
      expect(await refusal(changeSession(host, id, input({ revision })))).toBe('conflict editConflict');
      setClock();
    }
  });

  test('a number that cannot be read is refused, not taken for none', () => {
    for (const revision of ['x', '', '-1', '1.5', '1e3', ['1', '2']]) {
      const read = SessionInput.safeParse(sessionForm({ revision }));
      expect([revision, read.success]).toEqual([revision, false]);
    }
    expect(SessionInput.parse(sessionForm()).revision).toBeUndefined();
    expect(SessionInput.parse(sessionForm({ revision: '0' })).revision).toBe(0);
  });
});

test('replies and links leave nothing for the sweep to put right in the search index', async () => {
  const index = makeIndex();
  const indexer = indexerOf(index);
  const id = await plan(host);
  const threadId = await ask(host);
  await settle(indexer);
  await replyToSession(dina, id, 'going');
  await linkThread(host, id, threadId);
  await settle(indexer);
  await expectEqual(index);
  await index.engine.close();
  expect(await database.sessionThread.count()).toBe(1);
});

describe('whom a session is for no longer', () => {
  const video = { videoUrl: 'https://video.example/room' };

  test('whoever is not invited any more loses their place to who waits; the way in goes with it', async () => {
    const uri = await member();
    const form = { ...video, audience: 'invited', capacity: '1' };
    const id = await plan(host, { ...form, invited: [dina.handle, uri.handle].join('\n') });
    await replyToSession(dina, id, 'going');
    expect(await replyToSession(uri, id, 'going')).toBe('waiting');
    await changeSession(host, id, input({ ...form, invited: uri.handle }));
    expect(await getSession(dina, id)).toMatchObject({ mine: null, videoUrl: null, can: { reply: false } });
    expect(await getSession(uri, id)).toMatchObject({ mine: 'going', going: 1, waiting: 0 });
  });

  test('nor do those stay whose role it is not for, or who no longer see it; hosts do', async () => {
    const security = await member({ itRole: 'security_manager' });
    const id = await plan(host, { hosts: otherHost.handle });
    for (const viewer of [dina, security, otherHost]) {
      await replyToSession(viewer, id, 'going');
    }
    const form = { hosts: otherHost.handle, audience: 'roles', roles: ['security_manager'] };
    await changeSession(host, id, input(form));
    const going = async () =>
      (await database.sessionReply.findMany({ where: { sessionId: id } })).map(({ memberId }) => memberId).sort();
    expect(await going()).toEqual([security.memberId, otherHost.memberId].sort());
    await changeSession(host, id, input({ ...form, label: 'RED' }));
    expect(await going()).toEqual([otherHost.memberId]);
  });

  test('of one that is over the replies stay as they were', async () => {
    const id = await plan(host, { date: dayFromNow(1) });
    await replyToSession(dina, id, 'going');
    const at = Date.now() + 3 * 86_400_000;
    setClock(() => at);
    await changeSession(host, id, input({ date: dayFromNow(-2), audience: 'invited', invited: '' }));
    expect((await getSession(dina, id)).mine).toBe('going');
  });

  test('once it is over the way in is for those who came, not for whoever said no', async () => {
    const id = await plan(host, { ...video, date: dayFromNow(1) });
    const uri = await member();
    await replyToSession(dina, id, 'maybe');
    await replyToSession(uri, id, 'no');
    const at = Date.now() + 3 * 86_400_000;
    setClock(() => at);
    expect((await getSession(dina, id)).videoUrl).toBe(video.videoUrl);
    expect((await getSession(uri, id)).videoUrl).toBeNull();
  });
});

test('a membership that ended blocks no edit: who is invited or hosts already stays; nobody new comes so', async () => {
  const form = { audience: 'invited', invited: dina.handle, hosts: otherHost.handle };
  const id = await plan(host, form);
  const uri = await member();
  for (const { memberId } of [dina, otherHost, uri]) {
    await database.member.update({ where: { id: memberId }, data: { validUntil: new Date(0) } });
  }
  await changeSession(host, id, input({ ...form, title: 'כותרת חדשה' }));
  expect((await getSession(host, id)).title).toBe('כותרת חדשה');
  expect((await getSessionForm(host, id)).invited).toBe(dina.handle);
  const more = input({ ...form, invited: [dina.handle, uri.handle].join('\n') });
  expect(await refusal(changeSession(host, id, more))).toBe('invalid handle_unknown invited');
});

test('label, rule, deletion and the list handed out are in the audit log; an edit that changes neither is not', async () => {
  const id = await plan(host, { label: 'GREEN' });
  await changeSession(host, id, input({ label: 'GREEN', title: 'שם אחר' }));
  expect(await database.auditEntry.count({ where: { subjectType: 'session' } })).toBe(0);
  await changeSession(host, id, input({ label: 'AMBER', chatham: 'on' }));
  await exportAttendance(host, id, 'he');
  await deleteSession(host, id);
  const entries = await database.auditEntry.findMany({ where: { subjectType: 'session' }, orderBy: { id: 'asc' } });
  expect(entries.map(({ memberId, action, detail }) => [memberId, action, JSON.parse(detail)])).toEqual([
    [host.memberId, 'session.label', { from: 'TLP:GREEN', to: 'TLP:AMBER' }],
    [host.memberId, 'session.chatham', { on: true }],
    [host.memberId, 'session.attendance_export', { lines: 1 }],
    [host.memberId, 'session.delete', {}],
  ]);
});
