import { describe, expect, test } from 'vitest';
import { now } from '#app/domain/clock';
import type { Label } from '#app/domain/labels';
import { markNoticesRead } from '#app/domain/notifications/commands.server';
import { replyToSession } from '#app/domain/sessions/replies.server';
import type { MailMessage } from '#app/mail/message';
import { testEnv } from '#tests/support/instances';
import { mailsAfter } from '#tests/support/mails';
import { change, database, invited, opened, other, planned, TITLE, toldOf } from '#tests/support/session-mails';

const { appUrl } = testEnv();

function relabel(id: number, label: Label) {
  return database.session.update({ where: { id }, data: { label } });
}

function changeMember(data: { mailNotices?: boolean; status?: 'suspended'; validUntil?: Date; locale?: 'en' }) {
  return database.member.update({ where: { id: invited.memberId }, data });
}

const all = (mail: MailMessage | undefined) => JSON.stringify(mail);

describe('no mail', () => {
  const reasons: [string, (id: number) => Promise<unknown>][] = [
    ['to a member who wants none', () => changeMember({ mailNotices: false })],
    ['to a suspended member', () => changeMember({ status: 'suspended' })],
    ['to a member whose time is over', () => changeMember({ validUntil: new Date('2026-01-01') })],
    ['of what was read meanwhile', () => markNoticesRead(invited)],
    ['of a session that is deleted', (id) => database.session.update({ where: { id }, data: { deletedAt: now() } })],
    [
      'of a session that is over',
      (id) => database.session.update({ where: { id }, data: { endsAt: new Date('2026-11-01T08:01:00Z') } }),
    ],
  ];
  test.each(reasons)('%s', async (_reason, act) => {
    await act(await planned());
    expect(await mailsAfter()).toEqual([]);
    expect(await database.outbox.count({ where: { queue: 'mail' } })).toBe(0);
  });

  test.each(['AMBER', 'AMBER_STRICT', 'RED'] as const)('to whoever no longer sees it: raised to %s', async (label) => {
    const id = await opened();
    await change(id, { startTime: '09:00', audience: 'members' });
    await relabel(id, label);
    expect(await mailsAfter()).toEqual([]);
  });

  test('to the host who did it, nor to whoever said no', async () => {
    const id = await opened();
    await replyToSession(other, id, 'no');
    await change(id, { place: 'אולם אחר', audience: 'members' });
    const { email } = await database.member.findUniqueOrThrow({ where: { id: invited.memberId } });
    expect((await mailsAfter()).map((mail) => mail.to.address)).toEqual([email]);
  });

  test('of a change that was taken back, or of one in its text alone', async () => {
    const id = await toldOf();
    await change(id, { startTime: '09:00' });
    await change(id, { startTime: '10:00' });
    await change(id, { purpose: 'מטרה אחרת' });
    expect(await mailsAfter()).toEqual([]);
  });

  test('of a place to whoever gave it up again', async () => {
    const id = await opened({ capacity: '1' });
    await replyToSession(invited, id, 'no');
    await replyToSession(other, id, 'no');
    expect(await mailsAfter()).toEqual([]);
  });
});

describe('the label', () => {
  test.each(['AMBER', 'AMBER_STRICT'] as const)('%s: that there is something, and a link', async (label) => {
    const id = await planned({ label, chatham: 'on' });
    const [mail] = await mailsAfter();
    expect(mail?.subject).toBe(`משהו חדש מחכה לך · TLP:${label.replace('_', '+')}`);
    expect(all(mail)).not.toMatch(/הצטרפות|העירייה|הצטרפו|\b29\b|צ'טהם|video\.example|BEGIN/);
    expect(mail?.attachments).toBeUndefined();
    expect(mail?.text).toContain(`${appUrl}/sessions/${id}`);
  });

  test('RED: not even the label', async () => {
    const id = await planned({ label: 'RED' });
    const [mail] = await mailsAfter();
    expect(mail?.subject).toBe('משהו חדש מחכה לך');
    expect(all(mail)).not.toMatch(/TLP|הצטרפות|העירייה|\b29\b|BEGIN/);
    expect(mail?.text).toContain(`${appUrl}/sessions/${id}`);
  });

  test('raised while the mail waited: silent', async () => {
    const id = await toldOf();
    await change(id, { place: 'אולם אחר' });
    await relabel(id, 'AMBER');
    const [mail] = await mailsAfter();
    expect(mail?.subject).toBe('משהו חדש מחכה לך · TLP:AMBER');
    expect(all(mail)).not.toMatch(/אולם|העירייה|הצטרפות/);
  });

  test.each(['CLEAR', 'GREEN'] as const)('%s: label and facts', async (label) => {
    await planned({ label });
    const [mail] = await mailsAfter();
    expect(mail?.subject).toBe(`הזמנה למפגש · TLP:${label} · ${TITLE}`);
    expect(mail?.text).toContain(
      `TLP:${label}\n${TITLE}\n\nמתי: יום ראשון, 29 בנובמבר 2026, משעה 10:00 עד 12:30\nאיפה: בניין העירייה, קומה 2 (גם בווידאו)`,
    );
    expect(mail?.text).toContain('> ללמוד ממי שכבר הצטרפו.');
    expect(mail?.html).toContain('<body dir="rtl"');
    expect(mail?.turnOffUrl).toBe(`${appUrl}/account#field-mailNotices`);
  });
});
