import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { setClock } from '#app/domain/clock';
import { saveDraft } from '#app/domain/drafts/commands.server';
import { findDraft } from '#app/domain/drafts/queries.server';
import { discardSummary, startSummary, summaryDraftKey } from '#app/domain/summaries/commands.server';
import { answerConsent, askConsent, listOwnConsents, withdrawConsent } from '#app/domain/summaries/comments.server';
import { editRecord } from '#app/domain/summaries/edit-record.server';
import { checkSummary } from '#app/domain/summaries/history.server';
import { ConsentInput } from '#app/domain/summaries/input';
import { amendSummary } from '#app/domain/summaries/publish.server';
import { getSummary } from '#app/domain/summaries/summary-view.server';
import type { MemberViewer } from '#app/domain/viewer';
import { testDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { holdSession, publish } from '#tests/support/factories-summaries';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';
import { refusal } from '#tests/support/refusal';

const database = withDatabase(await testDatabase());

const BODY = '# סיכום\n\n## משימות להמשך\n\n- [ ] להכין נוסח למכרז\n';

let host: MemberViewer;
let attendee: MemberViewer;

async function member(values: Parameters<typeof makeMember>[0] = {}): Promise<MemberViewer> {
  const authority = await makeAuthority();
  return viewerFor((await makeMember({ authorityIds: [authority.id], ...values })).id);
}

beforeEach(async () => {
  setClock(() => Date.parse('2026-02-15T08:00:00Z'));
  host = await member({ role: 'host' });
  attendee = await member();
});
afterEach(() => setClock());

test('an amendment is confirmed for the text whose findings were shown, and for no other', async () => {
  const id = await publish(host, { chatham: true, body: BODY, there: [attendee] });
  const named = `${BODY}\n${attendee.name} אמרה שזה יקר\n`;
  const amendment = { revision: 1, reason: 'השלמה', label: 'GREEN' as const, confirmed: true };
  const { mark: before } = await checkSummary(host, id);
  expect(await refusal(amendSummary(host, id, { ...amendment, body: named, checked: before }))).toBe(
    'invalid chatham_confirm confirmed',
  );
  expect(await refusal(amendSummary(host, id, { ...amendment, body: named, checked: '' }))).toBe(
    'invalid chatham_confirm confirmed',
  );
  const { findings, mark } = await checkSummary(host, id, named);
  expect(findings).toMatchObject([{ words: attendee.name }]);
  const more = `${named}\n${host.name} הוסיף\n`;
  expect(await refusal(amendSummary(host, id, { ...amendment, body: more, checked: mark }))).toMatch(/chatham_confirm/);
  await amendSummary(host, id, { ...amendment, body: named, checked: mark });
  expect((await getSummary(attendee, id)).markdown).toBe(named);
});

test('where nothing is found there is nothing to confirm', async () => {
  const id = await publish(host, { chatham: true, body: BODY });
  const amendment = { revision: 1, reason: 'השלמה', label: 'GREEN' as const, confirmed: false, checked: '' };
  await amendSummary(host, id, { ...amendment, body: `${BODY}\nבלי שמות\n` });
  expect((await getSummary(host, id)).revision).toBe(2);
});

test('under the Chatham House Rule nobody becomes an owner in a published text past the check', async () => {
  const id = await publish(host, { chatham: true, body: BODY, there: [attendee] });
  const [action] = (await getSummary(host, id)).records;
  const recordId = action?.id ?? 0;
  for (const owner of [`@${attendee.handle}`, attendee.name]) {
    expect(await refusal(editRecord(host, { id: recordId, owner, due: null }))).toBe(
      'conflict summary_amend_instead owner',
    );
  }
  await editRecord(host, { id: recordId, owner: '', due: '2026-03-01' });
  await editRecord(host, { id: recordId, done: 'yes' });
  const { markdown, revision } = await getSummary(host, id);
  expect(markdown).not.toContain(attendee.handle);
  expect(revision).toBe(3);
});

test('an owner who stands in the text already may get another day, and be taken out', async () => {
  const body = BODY.replace('למכרז', `למכרז @${attendee.handle}`);
  const id = await publish(host, { chatham: true, body, there: [attendee] });
  const [action] = (await getSummary(host, id)).records;
  await editRecord(host, { id: action?.id ?? 0, owner: `@${attendee.handle}`, due: '2026-03-01' });
  await editRecord(host, { id: action?.id ?? 0, owner: '', due: '2026-03-01' });
  expect((await getSummary(host, id)).markdown).not.toContain(attendee.handle);
});

test('what another host was typing does not come back over the summary that is begun anew', async () => {
  const second = await member({ role: 'host' });
  const id = await holdSession(host);
  await database.sessionHost.create({ data: { sessionId: id, memberId: second.memberId } });
  await startSummary(host, id, { locale: 'he', markdown: BODY });
  const key = summaryDraftKey(id);
  await saveDraft(second, key, { body: 'ישן', revision: '1' }, 0);
  await saveDraft(second, 'summary:999', { body: 'אחר', revision: '1' }, 0);
  await discardSummary(host, id);
  expect(await findDraft(second, key)).toBeNull();
  expect(await findDraft(second, 'summary:999')).not.toBeNull();
});

describe('a question for consent', () => {
  const quote = '"בדקנו ונכשלנו"';
  const body = `${BODY}\n${quote}\n`;
  const consentOf = async (id: number) => (await getSummary(host, id)).consents[0]?.id ?? 0;

  async function asked(values: { label?: 'GREEN'; summaryLabel?: 'AMBER' } = {}): Promise<number> {
    const id = await publish(host, { body, there: [attendee], ...values });
    await askConsent(host, id, { handle: attendee.handle, quote });
    return id;
  }

  test('is taken back by a host while it is open, and by nobody else; then nothing is left of it', async () => {
    const id = await asked();
    const consent = await consentOf(id);
    expect(await refusal(withdrawConsent(attendee, id, consent))).toBe('forbidden forbidden');
    expect(await refusal(withdrawConsent(host, await holdSession(host), consent))).toBe('not_found not_found');
    expect(await refusal(withdrawConsent(host, id, consent + 1))).toBe('not_found not_found');
    await withdrawConsent(host, id, consent);
    expect(await refusal(listOwnConsents(attendee, id))).toBe('not_found not_found');
    const notices = { memberId: attendee.memberId, kind: 'quote_consent' as const };
    expect(await database.notification.count({ where: notices })).toBe(0);
  });

  test('is not asked twice, and an answer is not taken back; the hosts hear of a no, also after publication', async () => {
    const id = await asked();
    const again = askConsent(host, id, { handle: attendee.handle, quote });
    expect(await refusal(again)).toBe('conflict consent_known quote');
    const consent = await consentOf(id);
    await answerConsent(attendee, consent, 'granted');
    const told = () => database.notification.count({ where: { memberId: host.memberId, kind: 'quote_refused' } });
    expect(await told()).toBe(0);
    await answerConsent(attendee, consent, 'refused');
    await answerConsent(attendee, consent, 'refused');
    expect(await told()).toBe(1);
    expect(await refusal(withdrawConsent(host, id, consent))).toBe('conflict already_decided');
  });

  test('is of a few words at least, and its page carries the stricter label', async () => {
    expect(ConsentInput.safeParse({ handle: 'x', quote: 'אב' }).success).toBe(false);
    const id = await asked({ label: 'GREEN', summaryLabel: 'AMBER' });
    expect((await listOwnConsents(attendee, id)).session.label).toBe('AMBER');
  });
});
