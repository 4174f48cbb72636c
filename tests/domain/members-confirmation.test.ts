import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { setClock } from '#app/domain/clock';
import { viewerOfToken } from '#app/domain/login/queries.server';
import { setValidUntil } from '#app/domain/members/administration.server';
import { approveMember } from '#app/domain/members/application.server';
import { inForce } from '#app/domain/members/columns.server';
import { listConfirmations } from '#app/domain/members/confirmations.server';
import { remindOfConfirmations } from '#app/domain/members/reminders.server';
import { GUEST } from '#app/domain/viewer';
import { setInstances } from '#app/instances.server';
import { testDatabase } from '#tests/support/database';
import { administrator, contactOf, makeAuthority, makeMember } from '#tests/support/factories-members';
import { testEnv } from '#tests/support/instances';
import { loginTokenFor, viewerFor } from '#tests/support/login';
import { mailsAfter } from '#tests/support/mails';

const database = await testDatabase();
setInstances({ env: testEnv(), db: database });

const DAY_MS = 86_400_000;
const START = Date.parse('2027-03-01T09:00:00Z');
const END = new Date(START + 100 * DAY_MS);

/** Sets the clock so many days before (or, negative, after) the end of the memberships of this file. */
function daysBeforeEnd(days: number): void {
  setClock(() => END.getTime() - days * DAY_MS);
}

beforeEach(() => setClock(() => START));
afterEach(() => setClock());

async function outcomes(memberId: string): Promise<string[]> {
  const notices = await database.notification.findMany({ where: { memberId }, orderBy: { id: 'asc' } });
  return notices.map((notice) => notice.kind);
}

describe('refused', () => {
  test('only contacts see and confirm their people; nobody confirms themself', async () => {
    const [own, foreign] = [await makeAuthority(), await makeAuthority()];
    const member = await makeMember({ authorityIds: [own.id], validUntil: END });
    daysBeforeEnd(10);
    const plain = await viewerFor((await makeMember({ authorityIds: [own.id] })).id);
    for (const viewer of [GUEST, plain]) {
      await expect(listConfirmations(viewer)).rejects.toMatchObject({ code: 'not_found' });
    }
    const other = await contactOf(foreign.id);
    await expect(listConfirmations(other, own.id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(approveMember(other, member.handle)).rejects.toMatchObject({ code: 'not_found' });
    const contact = await makeMember({ primaryContactFor: [own.id], validUntil: END });
    const self = approveMember(await viewerFor(contact.id), contact.handle);
    await expect(self).rejects.toMatchObject({ code: 'invalid', messageKey: 'confirm_self' });
  });

  test('the last administrator’s membership is not ended by hand, and goes on when its time has come', async () => {
    const only = await makeMember({ role: 'administrator', validUntil: END });
    const viewer = await viewerFor(only.id);
    await expect(setValidUntil(viewer, only.handle, '2027-02-25')).rejects.toMatchObject({
      messageKey: 'last_administrator',
    });
    daysBeforeEnd(-1);
    await remindOfConfirmations();
    await remindOfConfirmations();
    const row = await database.member.findUniqueOrThrow({ where: { id: only.id } });
    expect(row.validUntil?.toISOString()).toBe('2028-06-10T09:00:00.000Z');
    const entries = await database.auditEntry.findMany({ where: { action: 'member.validity', subjectId: only.id } });
    expect(entries).toHaveLength(1);
  });
});

describe('a year', () => {
  test('the people with their days; confirming adds a year to the end, and not twice', async () => {
    const { id } = await makeAuthority();
    const contact = await contactOf(id);
    const member = await makeMember({ authorityIds: [id], validUntil: END });
    const row = async () => (await listConfirmations(contact))[0]?.rows.find((each) => each.handle === member.handle);
    expect(await row()).toMatchObject({ confirmable: false, confirmableFrom: '2027-04-10T09:00:00.000Z' });
    daysBeforeEnd(10);
    expect(await row()).toMatchObject({ confirmable: true, self: false, validUntil: END.toISOString() });
    await approveMember(contact, member.handle);
    expect(await row()).toMatchObject({ confirmable: false, validUntil: '2028-06-09T09:00:00.000Z' });
    await expect(approveMember(contact, member.handle)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('fourteen days of grace, the same everywhere; then the membership is over', async () => {
    const { id } = await makeAuthority();
    const contact = await contactOf(id);
    const member = await makeMember({ authorityIds: [id], validUntil: END });
    const standing = async () => {
      const [viewer, counted] = await Promise.all([
        viewerOfToken(await loginTokenFor(member.id)),
        database.member.count({ where: { id: member.id, ...inForce() } }),
      ]);
      const [group] = await listConfirmations(contact);
      const state = group?.rows.find((row) => row.handle === member.handle)?.state;
      return [viewer.kind === 'member' ? (viewer.graceUntil ?? 'member') : viewer.limited?.reason, counted, state];
    };
    daysBeforeEnd(1);
    expect(await standing()).toEqual(['member', 1, 'active']);
    for (const days of [0, -13]) {
      daysBeforeEnd(days);
      expect(await standing()).toEqual(['2027-06-23T09:00:00.000Z', 1, 'active']);
    }
    daysBeforeEnd(-14);
    expect(await standing()).toEqual(['expired', 0, 'expired']);
    await approveMember(contact, member.handle);
    expect(await standing()).toEqual(['member', 1, 'active']);
  });
});

describe('reminders', () => {
  test('the contact thirty days before, the member seven, each once however often and by whom it is looked', async () => {
    const { id } = await makeAuthority();
    const contact = await contactOf(id);
    const [one, other] = [
      await makeMember({ authorityIds: [id], validUntil: END, locale: 'en' }),
      await makeMember({ authorityIds: [id], validUntil: END }),
    ];
    daysBeforeEnd(31);
    expect(await remindOfConfirmations()).toBe(0);
    daysBeforeEnd(30);
    await Promise.all([remindOfConfirmations(), remindOfConfirmations()]);
    expect(await remindOfConfirmations()).toBe(0);
    expect(await outcomes(contact.memberId)).toEqual(['confirmation_due']);
    const [toContact, ...more] = await mailsAfter(0);
    expect([toContact?.subject, more]).toEqual(['אישור שנתי לאנשי הרשות', []]);
    expect(toContact?.text).toContain('לשני אנשים ברשות שלך');
    daysBeforeEnd(10);
    await approveMember(contact, other.handle);
    await mailsAfter(0);
    daysBeforeEnd(7);
    await Promise.all([remindOfConfirmations(), remindOfConfirmations()]);
    expect(await remindOfConfirmations()).toBe(0);
    expect(await outcomes(one.id)).toEqual(['confirmation_soon']);
    expect(await outcomes(other.id)).toEqual(['membership']);
    expect((await mailsAfter(0)).map((mail) => mail.subject)).toEqual(['Your membership is about to end']);
  });

  test('another end is reminded of anew; of a contact, the administrators are told', async () => {
    const { id } = await makeAuthority();
    const admin = await administrator();
    const contact = await makeMember({ primaryContactFor: [id], validUntil: END });
    daysBeforeEnd(30);
    await remindOfConfirmations();
    expect([await outcomes(contact.id), await outcomes(admin.memberId)]).toEqual([[], ['confirmation_due']]);
    await approveMember(admin, contact.handle);
    expect(await mailsAfter(0)).toHaveLength(1);
    daysBeforeEnd(30 - 366);
    await remindOfConfirmations();
    expect(await outcomes(admin.memberId)).toEqual(['confirmation_due', 'confirmation_due']);
  });
});
