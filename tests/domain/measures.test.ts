import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { requireMember } from '#app/domain/acting';
import { setClock } from '#app/domain/clock';
import { viewerOfToken } from '#app/domain/login/queries.server';
import {
  answerAppeal,
  appealMeasure,
  confirmMeasureRead,
  endDueSuspensions,
  warnOrSilence,
} from '#app/domain/measures/commands.server';
import { listMeasures, listOwnMeasures } from '#app/domain/measures/queries.server';
import { reinstateMember, suspendMember } from '#app/domain/members/administration.server';
import { markNoticesRead } from '#app/domain/notifications/commands.server';
import { getThread } from '#app/domain/posts/thread-view.server';
import { GUEST, type MemberViewer, type Viewer } from '#app/domain/viewer';
import { testDatabase } from '#tests/support/database';
import { administrator, makeMember } from '#tests/support/factories-members';
import { answer, ask } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { loginTokenFor, viewerFor } from '#tests/support/login';
import { mailsAfter } from '#tests/support/mails';

const database = withDatabase(await testDatabase());

const START = Date.parse('2027-03-01T09:00:00Z');
const DAY = '2027-03-10';
/** Midnight in Israel after that day. */
const END = Date.parse('2027-03-10T22:00:00Z');

let moderator: MemberViewer;
let subject: { id: string; handle: string; email: string };

beforeEach(async () => {
  setClock(() => START);
  moderator = await viewerFor((await makeMember({ role: 'moderator' })).id);
  subject = await makeMember();
});
afterEach(() => setClock());

async function now(memberId: string): Promise<Viewer> {
  return viewerOfToken(await loginTokenFor(memberId));
}

async function newest(): Promise<number> {
  const { id } = await database.measure.findFirstOrThrow({ orderBy: { id: 'desc' }, select: { id: true } });
  return id;
}

describe('refused', () => {
  test('members take no measures; nobody against themself or a higher role; moderators suspend nobody', async () => {
    const host = await viewerFor((await makeMember({ role: 'host' })).id);
    for (const viewer of [GUEST, host]) {
      await expect(warnOrSilence(viewer, subject.handle, { reason: 'א' })).rejects.toMatchObject({ code: 'forbidden' });
      await expect(listMeasures(viewer, subject.handle)).rejects.toMatchObject({ code: 'forbidden' });
    }
    const admin = await administrator();
    for (const handle of [moderator.handle, admin.handle]) {
      await expect(warnOrSilence(moderator, handle, { reason: 'א' })).rejects.toMatchObject({ code: 'forbidden' });
    }
    await expect(suspendMember(moderator, subject.handle, 'א')).rejects.toMatchObject({ code: 'forbidden' });
    await administrator();
    await expect(suspendMember(admin, admin.handle, 'א')).rejects.toMatchObject({ code: 'forbidden' });
    const over = warnOrSilence(moderator, subject.handle, { reason: 'א', until: '2027-02-28' });
    await expect(over).rejects.toMatchObject({ code: 'invalid', field: 'until' });
    expect(await database.measure.count()).toBe(0);
  });

  test('an appeal: by its member alone, once, and not answered by who decided', async () => {
    await warnOrSilence(moderator, subject.handle, { reason: 'סיבה' });
    const measure = await newest();
    const other = await viewerFor((await makeMember()).id);
    for (const viewer of [GUEST, other, moderator]) {
      await expect(appealMeasure(viewer, measure, 'לא נכון')).rejects.toMatchObject({ code: 'not_found' });
      await expect(confirmMeasureRead(viewer, measure)).rejects.toMatchObject({ code: 'not_found' });
    }
    const decide = { measure, answer: 'lifted', reason: 'סיבה' } as const;
    const second = await viewerFor((await makeMember({ role: 'moderator' })).id);
    await expect(answerAppeal(second, decide)).rejects.toMatchObject({ code: 'not_found' });
    const own = await viewerFor(subject.id);
    await appealMeasure(own, measure, 'לא נכון');
    await expect(appealMeasure(own, measure, 'שוב')).rejects.toMatchObject({ code: 'conflict' });
    for (const viewer of [GUEST, other, own, moderator]) {
      await expect(answerAppeal(viewer, decide)).rejects.toMatchObject({ code: 'not_found' });
    }
    await answerAppeal(second, { ...decide, answer: 'upheld' });
    await expect(answerAppeal(second, decide)).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('measures', () => {
  test('a warning is told by notice and mail, and confirmed as read', async () => {
    await warnOrSilence(moderator, subject.handle, { reason: 'לשון בוטה' });
    const own = await viewerFor(subject.id);
    expect((await mailsAfter(0)).map(({ to, text }) => [to.address, text.includes('לשון בוטה')])).toEqual([
      [subject.email, true],
    ]);
    expect(await listOwnMeasures(own)).toMatchObject([{ kind: 'warning', readAt: null, reason: 'לשון בוטה' }]);
    await confirmMeasureRead(own, await newest());
    expect((await listMeasures(moderator, subject.handle)).measures).toMatchObject([
      { kind: 'warning', readAt: new Date(START).toISOString(), mayAnswer: false },
    ]);
  });

  test('silenced until the end of a day: reads, does not write, and is told the day', async () => {
    const thread = await ask(moderator);
    await warnOrSilence(moderator, subject.handle, { reason: 'סיבה', until: DAY });
    const silenced = await viewerFor(subject.id);
    await expect(answer(silenced, thread)).rejects.toMatchObject({ messageKey: 'silenced', code: 'forbidden' });
    await expect(ask(silenced)).rejects.toMatchObject({ values: { day: expect.stringContaining('10') } });
    expect(() => requireMember(silenced)).toThrow('silenced');
    expect((await getThread(silenced, thread)).id).toBe(thread);
    await markNoticesRead(silenced);
    setClock(() => END);
    await expect(answer(await viewerFor(subject.id), thread)).resolves.toBeGreaterThan(0);
  });

  test('a suspension with a day ends by itself, once, however many look', async () => {
    const admin = await administrator();
    await suspendMember(admin, subject.handle, 'סיבה', DAY);
    expect(await now(subject.id)).toMatchObject({ kind: 'guest', limited: { reason: 'suspended' } });
    setClock(() => END - 1);
    expect(await endDueSuspensions()).toBe(0);
    setClock(() => END);
    await Promise.all([endDueSuspensions(), endDueSuspensions()]);
    expect(await now(subject.id)).toMatchObject({ kind: 'member' });
    expect(await database.auditEntry.count({ where: { action: 'member.reinstate' } })).toBe(1);
    expect((await listMeasures(admin, subject.handle)).measures).toMatchObject([{ ended: true }]);
  });

  test('a suspension without a day is ended by an administrator', async () => {
    const admin = await administrator();
    await suspendMember(admin, subject.handle, 'סיבה');
    setClock(() => END);
    expect(await endDueSuspensions()).toBe(0);
    await reinstateMember(admin, subject.handle);
    expect(await now(subject.id)).toMatchObject({ kind: 'member' });
  });
});

describe('appeals', () => {
  test('also while suspended; another administrator lifts it, and the member is told', async () => {
    const [admin, other] = [await administrator(), await administrator()];
    await suspendMember(admin, subject.handle, 'סיבה');
    const measure = await newest();
    await appealMeasure(await now(subject.id), measure, 'טעות בזיהוי');
    const told = await database.notification.findMany({ where: { kind: 'appeal' }, select: { memberId: true } });
    expect(told).toContainEqual({ memberId: other.memberId });
    expect(told).not.toContainEqual({ memberId: admin.memberId });
    expect(told).not.toContainEqual({ memberId: moderator.memberId });
    await expect(answerAppeal(moderator, { measure, answer: 'lifted', reason: 'א' })).rejects.toMatchObject({
      code: 'not_found',
    });
    await answerAppeal(other, { measure, answer: 'lifted', reason: 'צודקים' });
    expect(await now(subject.id)).toMatchObject({ kind: 'member' });
    const mails = (await mailsAfter(0)).filter((mail) => mail.to.address === subject.email);
    expect(mails.at(-1)?.text).toContain('צודקים');
  });

  test('of two silences, lifting one leaves the other', async () => {
    await warnOrSilence(moderator, subject.handle, { reason: 'ראשונה', until: DAY });
    await warnOrSilence(moderator, subject.handle, { reason: 'שנייה', until: '2027-03-20' });
    const measure = await newest();
    await appealMeasure(await now(subject.id), measure, 'מוגזם');
    const other = await viewerFor((await makeMember({ role: 'moderator' })).id);
    await answerAppeal(other, { measure, answer: 'lifted', reason: 'אכן' });
    expect(await now(subject.id)).toMatchObject({ silencedUntil: new Date(END).toISOString() });
  });
});
