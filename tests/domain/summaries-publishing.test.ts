import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { setClock } from '#app/domain/clock';
import { DomainError } from '#app/domain/errors';
import { saveSummary, startSummary } from '#app/domain/summaries/commands.server';
import { answerConsent, askConsent, commentOnSummary, listOwnConsents } from '#app/domain/summaries/comments.server';
import { checkSummary, getSummaryHistory } from '#app/domain/summaries/history.server';
import { amendSummary, openComments, publishSummary } from '#app/domain/summaries/publish.server';
import { getSummary } from '#app/domain/summaries/summary-view.server';
import type { MemberViewer } from '#app/domain/viewer';
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

beforeEach(async () => {
  setClock(() => Date.parse('2026-02-15T08:00:00Z'));
  host = await member({ role: 'host' });
  attendee = await member();
  other = await member();
});
afterEach(() => setClock());

describe('under the Chatham House Rule', () => {
  test('names refuse publishing until somebody looked; the check says the lines', async () => {
    const id = await holdSession(host, { chatham: true, there: [attendee] });
    const body = `# סיכום\n\n## תובנות\n\n- ${attendee.name} סיפר על שחזור\n`;
    await startSummary(host, id, { locale: 'he', markdown: body });
    const input = { revision: 1, label: 'GREEN' as const };
    expect(await refusal(publishSummary(host, id, { ...input, confirmed: false }))).toBe('invalid chatham_confirm');
    const { findings } = await checkSummary(host, id);
    expect(findings[0]).toMatchObject({ line: 5, words: attendee.name });
    await publishSummary(host, id, { ...input, confirmed: true });
    const { revisions } = await getSummaryHistory(other, id);
    expect(revisions.map(({ editor }) => editor)).toEqual([null]);
  });

  test('a quote waits for consent; only whoever was asked answers; agreed, the name is no finding', async () => {
    const id = await holdSession(host, { chatham: true, there: [attendee] });
    const quote = `"בדקנו ונכשלנו", ${attendee.name}`;
    await startSummary(host, id, { locale: 'he', markdown: `# סיכום\n\n## תובנות\n\n- ${quote}\n` });
    const ask = { handle: attendee.handle, quote };
    expect(await refusal(askConsent(host, id, { ...ask, quote: 'לא נאמר' }))).toBe('invalid quote_absent');
    expect(await refusal(askConsent(host, id, { ...ask, handle: other.handle }))).toBe('invalid consent_not_there');
    await askConsent(host, id, ask);
    expect(await noticesOf(attendee)).toContain('quote_consent');
    const input = { revision: 1, label: 'GREEN' as const, confirmed: true };
    expect(await refusal(publishSummary(host, id, input))).toBe('invalid quote_without_consent');
    const [asked] = (await listOwnConsents(attendee, id)).rows;
    expect(await refusal(answerConsent(other, asked?.id ?? 0, 'granted'))).toMatch(/^not_found/);
    expect(await refusal(listOwnConsents(other, id))).toMatch(/^not_found/);
    await answerConsent(attendee, asked?.id ?? 0, 'granted');
    await publishSummary(host, id, { ...input, confirmed: false });
    expect((await getSummary(other, id)).state).toBe('published');
  });

  test('a comment signed "participant" names nobody, to the hosts neither', async () => {
    const id = await holdSession(host, { there: [attendee] });
    await startSummary(host, id, { locale: 'he', markdown: SUMMARY_TEXT });
    await openComments(host, id, '2026-02-20');
    await commentOnSummary(attendee, id, { body: 'הערה בעילום שם', anonymous: true });
    const view = await getSummary(host, id);
    expect(view.comments).toMatchObject([{ author: null, body: 'הערה בעילום שם' }]);
    expect(JSON.stringify(view.comments)).not.toContain(attendee.memberId);
    setClock(() => Date.parse('2026-02-21T08:00:00Z'));
    expect(await refusal(commentOnSummary(attendee, id, { body: 'מאוחר', anonymous: false }))).toBe(
      'forbidden window_closed',
    );
  });
});

describe('amending', () => {
  test('with a reason and what changed; only published texts are shown to readers', async () => {
    const id = await holdSession(host);
    await startSummary(host, id, { locale: 'he', markdown: SUMMARY_TEXT });
    await saveSummary(host, id, { body: `${SUMMARY_TEXT}\nטיוטה`, revision: 1 });
    await publishSummary(host, id, { revision: 2, label: 'GREEN', confirmed: false });
    const amendment = { reason: 'תיקון שם הספק', label: 'GREEN' as const, confirmed: false };
    const body = `${SUMMARY_TEXT}\nנוסח מתוקן`;
    expect(await refusal(amendSummary(host, id, { ...amendment, body, revision: 1 }))).toBe('conflict editConflict');
    expect(await refusal(amendSummary(other, id, { ...amendment, body, revision: 2 }))).toMatch(/^forbidden/);
    expect(await refusal(saveSummary(host, id, { body, revision: 2 }))).toBe('conflict summary_amend_instead');
    await amendSummary(host, id, { ...amendment, body, revision: 2 });
    const { revisions } = await getSummaryHistory(other, id);
    expect(revisions.map(({ number, reason }) => [number, reason])).toEqual([
      [3, 'תיקון שם הספק'],
      [2, ''],
    ]);
    expect(revisions[0]?.diff).toContainEqual({ kind: 'added', text: expect.stringContaining('נוסח') });
    expect((await getSummary(other, id)).amendedAt).not.toBeNull();
  });

  test('another host does not make the label looser', async () => {
    const second = await member({ role: 'host' });
    const id = await publish(host, { summaryLabel: 'AMBER', there: [second] });
    await database.sessionHost.create({ data: { sessionId: id, memberId: second.memberId } });
    const { markdown: body, revision } = await getSummary(second, id);
    const amendment = { body, revision, reason: 'לכולם', label: 'GREEN' as const, confirmed: false };
    expect(await refusal(amendSummary(second, id, amendment))).toBe('invalid only_source_lowers');
  });
});
