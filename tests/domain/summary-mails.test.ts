import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { now, setClock } from '#app/domain/clock';
import { markNoticesRead } from '#app/domain/notifications/commands.server';
import { startSummary } from '#app/domain/summaries/commands.server';
import { answerConsent, askConsent, listOwnConsents } from '#app/domain/summaries/comments.server';
import { remindOfActions } from '#app/domain/summaries/due.server';
import { amendSummary, openComments, publishSummary } from '#app/domain/summaries/publish.server';
import type { MemberViewer } from '#app/domain/viewer';
import type { MailMessage } from '#app/mail/message';
import { testDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { holdSession, publish, SUMMARY_TEXT } from '#tests/support/factories-summaries';
import { testEnv, withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';
import { mailsAfter } from '#tests/support/mails';

const database = withDatabase(await testDatabase());
const { appUrl } = testEnv();
const TITLE = 'שולחן עגול: גיבוי בענן';
const DAY_MS = 86_400_000;

let host: MemberViewer;
let owner: MemberViewer;

async function member(values: Parameters<typeof makeMember>[0] = {}): Promise<MemberViewer> {
  const authority = await makeAuthority();
  return viewerFor((await makeMember({ authorityIds: [authority.id], ...values })).id);
}

beforeEach(async () => {
  setClock(() => Date.parse('2026-02-15T08:00:00Z'));
  host = await member({ role: 'host' });
  owner = await member();
});
afterEach(() => setClock());

const subjects = (mails: MailMessage[]) => mails.map((mail) => mail.subject);

describe('no mail', () => {
  test('of a summary whose own label is stricter than the reader may see', async () => {
    const stranger = await member();
    const id = await holdSession(host, {});
    await database.sessionReply.create({
      data: { sessionId: id, memberId: stranger.memberId, state: 'going', since: now(), repliedAt: now() },
    });
    await startSummary(host, id, { locale: 'he', markdown: SUMMARY_TEXT });
    await publishSummary(host, id, { revision: 1, label: 'GREEN', confirmed: true });
    await database.summary.updateMany({ where: { sessionId: id }, data: { label: 'RED' } });
    expect(await mailsAfter()).toEqual([]);
  });

  test('of an action that is done meanwhile', async () => {
    await publish(host, { there: [owner], owner });
    await markNoticesRead(owner);
    await mailsAfter();
    setClock(() => Date.parse('2026-02-27T08:00:00Z'));
    await remindOfActions();
    await database.summaryRecord.updateMany({ where: { ownerId: owner.memberId }, data: { done: true } });
    expect(await mailsAfter()).toEqual([]);
  });

  test('of comments when the window is closed, or the summary published', async () => {
    const id = await holdSession(host, { there: [owner] });
    await startSummary(host, id, { locale: 'he', markdown: '# סיכום\n' });
    await openComments(host, id, '2026-02-16');
    await database.summary.updateMany({ where: { sessionId: id }, data: { commentsUntil: now() } });
    expect(await mailsAfter()).toEqual([]);
  });

  test('of a quote that was answered meanwhile', async () => {
    const id = await asked();
    const { rows } = await listOwnConsents(owner, id);
    await answerConsent(owner, rows[0]?.id ?? 0, 'granted');
    expect(await mailsAfter()).toEqual([]);
  });

  test('again of a reminder that was left unread', async () => {
    await publish(host, { there: [owner], owner });
    await markNoticesRead(owner);
    await mailsAfter();
    setClock(() => Date.parse('2026-02-27T08:00:00Z'));
    await remindOfActions();
    expect(await mailsAfter()).toHaveLength(1);
    await remindOfActions();
    expect(await mailsAfter(DAY_MS)).toEqual([]);
    await remindOfActions();
    expect(await mailsAfter()).toEqual([]);
  });
});

async function asked(): Promise<number> {
  const id = await holdSession(host, { there: [owner], chatham: true });
  await startSummary(host, id, { locale: 'he', markdown: '# סיכום\n\nמישהו אמר: השחזור נכשל פעמיים.\n' });
  await askConsent(host, id, { handle: owner.handle, quote: 'השחזור נכשל פעמיים' });
  return id;
}

describe('a summary', () => {
  test('published under GREEN: with the title, and what is to be done', async () => {
    const id = await publish(host, { there: [owner], owner });
    const [mail, ...more] = await mailsAfter();
    expect(more).toEqual([]);
    expect(mail?.subject).toBe(`שני עדכונים חדשים · TLP:GREEN · ${TITLE}`);
    expect(mail?.text).toContain('סיכום המפגש פורסם');
    expect(mail?.text).toContain('משימה שלך, עד 1 במרץ 2026:\n> לאסוף מחירים מהספקים');
    expect(mail?.text).not.toContain('נוסח למכרז');
    expect(mail?.text).toContain(`${appUrl}/sessions/${id}/summary`);
    expect(mail?.attachments).toBeUndefined();
  });

  test('under a stricter label than its session: silent, though the session is not', async () => {
    await publish(host, { there: [owner], owner, summaryLabel: 'AMBER' });
    const [mail] = await mailsAfter();
    expect(mail?.subject).toBe('משהו חדש מחכה לך · TLP:AMBER');
    expect(JSON.stringify(mail)).not.toMatch(/גיבוי|מחירים|סיכום המפגש פורסם/);
  });

  test('open for comments: a draft is AMBER, so that there is something, and a link', async () => {
    const id = await holdSession(host, { there: [owner] });
    await startSummary(host, id, { locale: 'he', markdown: SUMMARY_TEXT });
    await openComments(host, id, '2026-02-18');
    const [mail] = await mailsAfter();
    expect(mail?.subject).toBe('משהו חדש מחכה לך · TLP:AMBER');
    expect(mail?.text).toContain(`${appUrl}/sessions/${id}/summary`);
  });

  test('open for comments under GREEN: until when', async () => {
    const id = await holdSession(host, { there: [owner] });
    await startSummary(host, id, { locale: 'he', markdown: SUMMARY_TEXT });
    await database.summary.updateMany({ where: { sessionId: id }, data: { label: 'GREEN' } });
    await openComments(host, id, '2026-02-18');
    const [mail] = await mailsAfter();
    expect(mail?.subject).toBe(`טיוטת הסיכום פתוחה להערות · TLP:GREEN · ${TITLE}`);
    expect(mail?.text).toContain('עד סוף היום 18 בפברואר 2026');
  });

  test('a new action item in a published one, and one that falls due: its own alone', async () => {
    const id = await publish(host, { there: [owner] });
    await mailsAfter();
    await markNoticesRead(owner);
    await amendSummary(host, id, {
      body: SUMMARY_TEXT.replace('OWNER', owner.handle).replace('מחירים', 'מחירים ולוח זמנים'),
      revision: 1,
      reason: 'נמצא מי לוקחים את זה',
      label: 'GREEN',
      confirmed: true,
    });
    expect(subjects(await mailsAfter())).toEqual([`משימה שלך מהמפגש · TLP:GREEN · ${TITLE}`]);
    await markNoticesRead(owner);
    setClock(() => Date.parse('2026-02-27T08:00:00Z'));
    await remindOfActions();
    const [mail] = await mailsAfter();
    expect(mail?.subject).toBe(`משימה שמועדה מגיע · TLP:GREEN · ${TITLE}`);
    expect(mail?.text).toContain('> לאסוף מחירים ולוח זמנים מהספקים');
  });

  test('somebody who is asked to be quoted is asked without the quote', async () => {
    const id = await asked();
    await database.summary.updateMany({ where: { sessionId: id }, data: { label: 'GREEN' } });
    const [mail] = await mailsAfter();
    expect(mail?.subject).toBe(`בקשת הסכמה לציטוט · TLP:GREEN · ${TITLE}`);
    expect(mail?.text).toContain(`${appUrl}/sessions/${id}/summary/consent`);
    expect(JSON.stringify(mail)).not.toContain('נכשל');
  });
});
