import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { setClock } from '#app/domain/clock';
import { DomainError } from '#app/domain/errors';
import { saveSummary, startSummary } from '#app/domain/summaries/commands.server';
import { commentOnSummary } from '#app/domain/summaries/comments.server';
import { editRecord, removeRecord } from '#app/domain/summaries/edit-record.server';
import { getSummaryHistory } from '#app/domain/summaries/history.server';
import { hasConflict } from '#app/domain/summaries/merge';
import { amendSummary, openComments, publishSummary } from '#app/domain/summaries/publish.server';
import { getSummary } from '#app/domain/summaries/summary-view.server';
import { GUEST, type MemberViewer } from '#app/domain/viewer';
import { testDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { holdSession, publish, SUMMARY_TEXT } from '#tests/support/factories-summaries';
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

async function refusal(act: Promise<unknown>): Promise<string> {
  const error = await act.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof DomainError ? `${error.code} ${error.messageKey}` : `no refusal: ${String(error)}`;
}

const noticesOf = async ({ memberId }: MemberViewer) =>
  (await database.notification.findMany({ where: { memberId }, orderBy: { id: 'asc' } })).map(({ kind }) => kind);

const recordsOf = async (viewer: MemberViewer, id: number) =>
  (await getSummary(viewer, id)).records.map(({ kind, text }) => [kind, text]);

beforeEach(async () => {
  setClock(() => Date.parse('2026-02-15T08:00:00Z'));
  host = await member({ role: 'host' });
  attendee = await member();
  other = await member();
});
afterEach(() => setClock());

describe('who reads and writes', () => {
  test('a draft is its hosts’ alone; nobody else starts, saves or finds it', async () => {
    const id = await holdSession(host, { there: [attendee] });
    expect(await refusal(startSummary(attendee, id, { locale: 'he' }))).toBe('forbidden forbidden');
    expect(await refusal(startSummary(GUEST, id, { locale: 'he' }))).toMatch(/^forbidden/);
    expect(await refusal(getSummary(host, id))).toBe('not_found not_found');
    await startSummary(host, id, { locale: 'he' });
    expect(await refusal(startSummary(host, id, { locale: 'he' }))).toBe('conflict summary_exists');
    const administrator = await member({ role: 'administrator' });
    for (const viewer of [attendee, other, administrator, GUEST]) {
      expect(await refusal(getSummary(viewer, id))).toBe('not_found not_found');
      expect(await refusal(saveSummary(viewer, id, { body: 'x', revision: 1 }))).toMatch(/^(not_found|forbidden)/);
    }
    expect(await getSummary(host, id)).toMatchObject({ state: 'draft', label: 'AMBER', revision: 1 });
  });

  test('participants read it while they may comment; others once it is published, under the stricter label', async () => {
    const id = await holdSession(host, { there: [attendee] });
    await startSummary(host, id, { locale: 'he', markdown: SUMMARY_TEXT });
    expect(await refusal(commentOnSummary(attendee, id, { body: 'הערה', anonymous: false }))).toMatch(/^not_found/);
    expect(await refusal(openComments(host, id, '2026-02-10'))).toBe('invalid window_invalid');
    await openComments(host, id, '2026-02-20');
    expect((await getSummary(attendee, id)).can).toMatchObject({ comment: true, manage: false });
    expect(await refusal(getSummary(other, id))).toMatch(/^not_found/);
    expect(await noticesOf(attendee)).toContain('summary_comments');
    await publishSummary(host, id, { revision: 1, label: 'AMBER', confirmed: false });
    expect((await getSummary(attendee, id)).label).toBe('AMBER');
    expect(await refusal(getSummary(other, id))).toMatch(/^not_found/);
    await amendSummary(host, id, {
      body: SUMMARY_TEXT,
      revision: 1,
      reason: 'לכולם',
      label: 'GREEN',
      confirmed: false,
    });
    expect((await getSummary(other, id)).label).toBe('GREEN');
    expect(await refusal(getSummary(GUEST, id))).toMatch(/^not_found/);
  });

  test('a summary never opens what its session closes', async () => {
    const id = await publish(host, { label: 'RED', summaryLabel: 'CLEAR', there: [attendee] });
    expect((await getSummary(attendee, id)).label).toBe('RED');
    expect(await refusal(getSummary(other, id))).toMatch(/^not_found/);
    expect(await refusal(getSummary(await member({ role: 'administrator' }), id))).toMatch(/^not_found/);
  });
});

describe('writing', () => {
  test('two hosts lose nothing: apart they are joined, on one line both stand and it is not published', async () => {
    const id = await holdSession(host);
    const second = await member({ role: 'host' });
    await database.sessionHost.create({ data: { sessionId: id, memberId: second.memberId } });
    await startSummary(host, id, { locale: 'he', markdown: '# ת\n\n## החלטות\n\n- אחת\n\n## משימות\n\n- [ ] שתיים\n' });
    const text = (await getSummary(host, id)).markdown;
    await saveSummary(host, id, { body: text.replace('אחת', 'אחת של המארח'), revision: 1 });
    const saved = await saveSummary(second, id, { body: text.replace('שתיים', 'שתיים של השני'), revision: 1 });
    expect(saved).toMatchObject({ revision: 3, merged: true, conflicts: 0 });
    expect((await getSummary(host, id)).markdown).toContain('אחת של המארח');
    expect((await getSummary(host, id)).markdown).toContain('שתיים של השני');
    const clash = await saveSummary(second, id, { body: text.replace('אחת', 'אחת אחרת לגמרי'), revision: 1 });
    expect(clash.conflicts).toBe(1);
    const both = (await getSummary(host, id)).markdown;
    expect(both).toContain('אחת של המארח');
    expect(both).toContain('אחת אחרת לגמרי');
    expect(hasConflict(both)).toBe(true);
    const publishing = { revision: clash.revision, label: 'GREEN' as const, confirmed: true };
    expect(await refusal(publishSummary(host, id, publishing))).toBe('invalid summary_conflict');
    expect(await refusal(saveSummary(host, id, { body: 'x', revision: 99 }))).toBe('conflict editConflict');
    expect((await getSummaryHistory(host, id)).revisions.map((row) => row.number)).toEqual([4, 3, 2, 1]);
  });

  test('the template names the participants, but not under the Chatham House Rule', async () => {
    const open = await holdSession(host, { there: [attendee] });
    await startSummary(host, open, { locale: 'he' });
    expect((await getSummary(host, open)).markdown).toContain(attendee.name);
    const closed = await holdSession(host, { there: [attendee], chatham: true });
    await startSummary(host, closed, { locale: 'en' });
    const { markdown } = await getSummary(host, closed);
    expect(markdown).not.toContain(attendee.name);
    expect(markdown).toContain('Number of participants: 1');
  });
});

describe('records', () => {
  test('others do not change them, and words of a published one only by an amendment', async () => {
    const id = await publish(host, { owner: attendee, there: [attendee] });
    const [, decision] = (await getSummary(host, id)).records;
    const action = (await getSummary(host, id)).records.find(({ kind }) => kind === 'action');
    const actionId = action?.id ?? 0;
    expect(await refusal(editRecord(other, { id: actionId, done: 'yes' }))).toBe('forbidden forbidden');
    expect(await refusal(editRecord(attendee, { id: actionId, owner: '@x' }))).toBe('forbidden forbidden');
    expect(await refusal(editRecord(GUEST, { id: actionId, done: 'yes' }))).toMatch(/^forbidden/);
    expect(await refusal(editRecord(host, { id: decision?.id ?? 0, text: 'אחר' }))).toBe(
      'conflict summary_amend_instead',
    );
    expect(await refusal(removeRecord(host, actionId))).toBe('conflict summary_amend_instead');
    await editRecord(attendee, { id: actionId, done: 'yes' });
    const view = await getSummary(host, id);
    expect(view.markdown).toContain('- [x] לאסוף מחירים');
    expect(view.records.find((record) => record.id === actionId)).toMatchObject({ done: true });
    expect(view.html).toContain('checked');
  });

  test('either side moves the other, and an id survives whatever its words become', async () => {
    const id = await holdSession(host, { there: [attendee] });
    await startSummary(host, id, { locale: 'he', markdown: SUMMARY_TEXT.replace('OWNER', attendee.handle) });
    const before = (await getSummary(host, id)).records;
    const action = before.find(({ kind }) => kind === 'action');
    expect(action).toMatchObject({ due: '2026-03-01', owner: { handle: attendee.handle } });
    await editRecord(host, { id: action?.id ?? 0, text: 'משהו שונה מכל וכל', due: '2026-04-05', owner: '' });
    const view = await getSummary(host, id);
    expect(view.markdown).toContain('משהו שונה מכל וכל');
    expect(view.markdown).not.toContain(`@${attendee.handle}`);
    expect(view.records.map((record) => record.id)).toEqual(before.map((record) => record.id));
    expect(view.records.find((record) => record.id === action?.id)).toMatchObject({ due: '2026-04-05', owner: null });
    await saveSummary(host, id, {
      body: view.markdown.replace('בודקים שחזור פעם ברבעון', 'בודקים שחזור פעם בחודש'),
      revision: view.revision,
    });
    const reworded = (await getSummary(host, id)).records;
    expect(reworded.map((record) => record.id)).toEqual(before.map((record) => record.id));
    const gone = before[0]?.id ?? 0;
    await removeRecord(host, gone);
    expect((await recordsOf(host, id)).map(([kind]) => kind)).not.toContain('insight');
  });

  test('whoever gets an action is told at publishing and at reassigning, if the label lets them see it', async () => {
    const id = await publish(host, { owner: attendee, there: [attendee], label: 'AMBER' });
    expect(await noticesOf(attendee)).toEqual(expect.arrayContaining(['summary_published', 'action_assigned']));
    const action = (await getSummary(host, id)).records.find(({ kind }) => kind === 'action');
    await editRecord(host, { id: action?.id ?? 0, owner: `@${other.handle}` });
    expect(await noticesOf(other)).toEqual([]);
  });
});
