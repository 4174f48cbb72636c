import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sealEntries, verifyChain } from '#app/domain/audit/chain.server';
import { recordRefusal } from '#app/domain/audit/commands.server';
import { now, setClock } from '#app/domain/clock';
import { saveDraft } from '#app/domain/drafts/commands.server';
import { requestMagicLink } from '#app/domain/login/commands.server';
import { viewerOfToken } from '#app/domain/login/queries.server';
import { suspendMember } from '#app/domain/members/administration.server';
import { raiseFlag } from '#app/domain/moderation/flags.server';
import { eraseDue, eraseMember, requestErasure, withdrawErasure } from '#app/domain/own-data/erasure.server';
import { getOwnData } from '#app/domain/own-data/queries.server';
import { getThread } from '#app/domain/posts/thread-view.server';
import { setVote } from '#app/domain/posts/verdicts.server';
import { saveSearch } from '#app/domain/search/saved.server';
import { getAttendance } from '#app/domain/sessions/attendance.server';
import { resetCalendarFeed } from '#app/domain/sessions/calendar-feed.server';
import { replyToSession } from '#app/domain/sessions/replies.server';
import { setBookmark, setSameQuestion } from '#app/domain/threads/marks.server';
import { GUEST, type MemberViewer } from '#app/domain/viewer';
import { testDatabase } from '#tests/support/database';
import { upload } from '#tests/support/factories-files';
import { administrator, makeAuthority, makeMember } from '#tests/support/factories-members';
import { plan } from '#tests/support/factories-sessions';
import { holdSession } from '#tests/support/factories-summaries';
import { answer, ask, comment, openingOf } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { loginTokenFor, viewerFor } from '#tests/support/login';
import { mailsAfter } from '#tests/support/mails';
import { refusal, refusalCode } from '#tests/support/refusal';
import { textsOf } from '#tests/support/text-columns';

const database = withDatabase(await testDatabase());
const PASSWORD = 'a long enough pass phrase';
const PROOF = { password: PASSWORD, loginToken: null };
const DAY_MS = 86_400_000;
const NEWER = ['Flag', 'Passkey', 'EmailChange', 'Measure'];
/** Everything the member is known by. */
const CANARY = {
  handle: 'kanari.zahav',
  name: 'קנרית זהובה',
  nameEn: 'Golden Canary',
  email: 'golden.canary@kanari.example',
  about: 'kanari about',
};
let admin: MemberViewer;
let other: MemberViewer;
let leaving: MemberViewer;

beforeEach(async () => {
  const authority = await makeAuthority();
  admin = await administrator();
  other = await viewerFor((await makeMember({ authorityIds: [authority.id] })).id);
  leaving = await viewerFor((await makeMember({ authorityIds: [authority.id], password: PASSWORD, ...CANARY })).id);
});
afterEach(() => setClock());

function pass(days: number): void {
  const later = now().getTime() + days * DAY_MS + 1_000;
  setClock(() => later);
}

describe('asking for it', () => {
  test('is not for guests, not without the password, and not for the only administrator', async () => {
    expect(await refusalCode(requestErasure(GUEST, PROOF))).toBe('forbidden');
    expect(await refusal(requestErasure(leaving, { ...PROOF, password: 'x' }))).toBe('invalid password_wrong password');
    expect(await refusalCode(withdrawErasure(leaving))).toBe('not_found');
    await database.member.update({ where: { id: admin.memberId }, data: { role: 'member' } });
    await database.member.update({ where: { id: leaving.memberId }, data: { role: 'administrator' } });
    expect(await refusal(requestErasure(leaving, PROOF))).toBe('conflict last_administrator');
    expect(await database.erasure.count()).toBe(0);
  });

  test('waits two weeks, says so by mail, and can be taken back', async () => {
    await requestErasure(leaving, PROOF);
    await requestErasure(leaving, PROOF);
    const { erasureDueAt } = await getOwnData(leaving);
    expect(Date.parse(erasureDueAt ?? '') - now().getTime()).toBeGreaterThan(13.9 * DAY_MS);
    const mails = await mailsAfter();
    expect(mails.map(({ to }) => to.address)).toEqual([CANARY.email]);
    pass(13);
    expect(await eraseDue()).toBe(0);
    await withdrawErasure(leaving);
    pass(10);
    expect(await eraseDue()).toBe(0);
    expect(await database.member.count({ where: { handle: CANARY.handle } })).toBe(1);
    const actions = (await database.auditEntry.findMany({ orderBy: { id: 'asc' } })).map(({ action }) => action);
    expect(actions).toEqual(['data.erase_request', 'data.erase_withdraw']);
  });

  test('whoever became the only administrator meanwhile stays, and holds up nobody', async () => {
    await database.member.update({ where: { id: leaving.memberId }, data: { role: 'administrator' } });
    await requestErasure(leaving, PROOF);
    const next = await makeMember({ password: PASSWORD });
    await requestErasure(await viewerFor(next.id), PROOF);
    await database.member.update({ where: { id: admin.memberId }, data: { role: 'member' } });
    pass(14);
    expect(await eraseDue()).toBe(1);
    const left = await database.member.findUniqueOrThrow({ where: { id: leaving.memberId } });
    expect(left.erasedAt).toBeNull();
    expect(await database.erasure.count()).toBe(1);
  });
});

describe('an administrator', () => {
  test('alone may do it at once, with the handle typed again; never to the only one', async () => {
    const input = { reference: '17/2026', typed: CANARY.handle };
    expect(await refusalCode(eraseMember(other, CANARY.handle, input))).toBe('forbidden');
    expect(await refusalCode(eraseMember(admin, 'nobody.there', input))).toBe('not_found');
    expect(await refusal(eraseMember(admin, CANARY.handle, { ...input, typed: '' }))).toBe(
      'invalid erase_handle handle',
    );
    const self = { reference: '1', typed: admin.handle };
    expect(await refusal(eraseMember(admin, admin.handle, self))).toBe('conflict last_administrator');
    await eraseMember(admin, CANARY.handle, input);
    expect(await refusalCode(eraseMember(admin, CANARY.handle, input))).toBe('not_found');
  });
});

/** Leaves traces of the member everywhere the product writes. Answers a thread of theirs, one of another, and a session. */
async function leaveTraces() {
  const mine = await ask(leaving, { label: 'GREEN', body: 'מה שאחרים נסמכים עליו' });
  const theirs = await ask(other, { label: 'GREEN' });
  const reply = await answer(leaving, theirs, 'תשובה טובה', 'GREEN');
  await comment(other, reply, `תודה @${CANARY.handle}`);
  await setVote(leaving, await openingOf(theirs), true);
  await setVote(other, reply, true);
  await setSameQuestion(leaving, theirs, true);
  await setBookmark(leaving, theirs, true);
  await saveDraft(leaving, 'thread:new', { title: `מאת ${CANARY.name}`, recipients: CANARY.handle }, 0);
  await upload(leaving, 'thread:new', `${CANARY.nameEn}.pdf`);
  await saveSearch(leaving, { query: 'q=kanari' });
  await resetCalendarFeed(leaving);
  const host: MemberViewer = { ...other, role: 'host' };
  const session = await plan(host);
  await replyToSession(leaving, session, 'going');
  const held = await holdSession(host);
  const email = CANARY.email;
  await database.attendance.create({
    data: { sessionId: held, memberId: leaving.memberId, name: CANARY.name, authority: 'x', email, attended: true },
  });
  await database.agendaItem.create({ data: { sessionId: held, position: 9, title: 'פתיחה', presenter: CANARY.name } });
  const authority = await makeAuthority();
  await database.invitation.create({
    data: { tokenHash: 'h', email, authorityId: authority.id, expiresAt: now(), usedAt: now() },
  });
  await requestMagicLink(GUEST, email, 'he');
  await mailsAfter();
  setClock();
  await requestMagicLink(GUEST, email, 'he');
  await raiseFlag(leaving, await openingOf(theirs), { reason: 'other', text: `${CANARY.name} מדווחת` });
  const by = { memberId: leaving.memberId, createdAt: now() };
  await database.passkey.create({
    data: { ...by, id: 'key', name: `הטלפון של ${CANARY.name}`, publicKey: '', counter: 0, transports: '' },
  });
  await database.emailChange.create({ data: { memberId: leaving.memberId, email: `new.${email}`, expiresAt: now() } });
  await database.authorityRequest.create({ data: { ...by, authorityId: authority.id } });
  await database.measure.create({
    data: {
      memberId: leaving.memberId,
      kind: 'warning',
      reason: `${CANARY.name} כתבה`,
      takenAt: now(),
      takenById: admin.memberId,
      appeal: `אני ${CANARY.name}`,
    },
  });
  await recordRefusal(other, { method: 'GET', path: `/admin/members/${CANARY.handle}` });
  return { mine, theirs, reply, held };
}

describe('afterwards', () => {
  test('nothing names the member, in any column of any table, but the words of others', async () => {
    const { reply } = await leaveTraces();
    await sealEntries();
    const before = await textsOf(database);
    const tables = new Set(before.filter(({ text }) => isCanary(text)).map(({ table }) => table));
    for (const table of [
      'Member',
      'Draft',
      'Attachment',
      'Attendance',
      'AgendaItem',
      'Invitation',
      'Outbox',
      'Post',
      ...NEWER,
    ]) {
      expect(tables).toContain(table);
    }
    await requestErasure(leaving, PROOF);
    pass(14);
    expect(await eraseDue()).toBe(1);
    const after = (await textsOf(database)).filter(({ text }) => isCanary(text));
    // Another's words stay as they were written (decision 015): the comment and its first version.
    expect(after.map(({ table, column, text }) => [table, column, text])).toEqual([
      ['Post', 'body', `תודה @${CANARY.handle}`],
      ['PostRevision', 'body', `תודה @${CANARY.handle}`],
    ]);
    expect(reply).toBeGreaterThan(0);
    await sealEntries();
    expect((await verifyChain()).faults).toEqual([]);
  });

  test('answers stay without the name, votes and marks are gone from the counts, the mention is no link', async () => {
    const { mine, theirs, reply, held } = await leaveTraces();
    await eraseMember(admin, CANARY.handle, { reference: '17/2026', typed: CANARY.handle });
    const view = await getThread(other, theirs);
    const answered = view.answers[0];
    expect(answered).toMatchObject({ id: reply, author: { removed: true, handle: '' }, score: 1 });
    expect(view.opening.score).toBe(0);
    expect(view.same.memberCount).toBe(0);
    expect(JSON.stringify(view)).not.toContain(`/members/${CANARY.handle}`);
    expect((await getThread(other, mine)).opening.author.removed).toBe(true);
    const lines = (await getAttendance({ ...other, role: 'host' }, held)).lines;
    expect(lines.map(({ name }) => name.he)).not.toContain(CANARY.name);
    expect(await database.searchFailure.count()).toBe(0);
  });

  test('nobody signs in as them; handle and address are free for another', async () => {
    const token = await loginTokenFor(leaving.memberId);
    await eraseMember(admin, CANARY.handle, { reference: '17/2026', typed: CANARY.handle });
    expect(await viewerOfToken(token)).toEqual(GUEST);
    expect(await refusalCode(suspendMember(admin, CANARY.handle, 'x'))).toBe('not_found');
    const again = await makeMember({ handle: CANARY.handle, email: CANARY.email });
    expect(again.id).not.toBe(leaving.memberId);
  });
});

function isCanary(text: string): boolean {
  const folded = text.toLowerCase();
  return Object.values(CANARY).some((known) => folded.includes(known.toLowerCase()));
}
