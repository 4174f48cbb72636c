import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { cancelSession } from '#app/domain/sessions/commands.server';
import { replyToSession } from '#app/domain/sessions/replies.server';
import type { MailMessage } from '#app/mail/message';
import { mailsAfter } from '#tests/support/mails';
import { change, database, host, invited, opened, other, planned, TITLE, toldOf } from '#tests/support/session-mails';

describe('what it says', () => {
  test('nobody who comes, hosts or speaks is named, in the mail or its file', async () => {
    const id = await planned({
      chatham: 'on',
      agenda: '20 | פתיחה | דובר סודי',
      invited: `${invited.handle} ${other.handle}`,
    });
    await replyToSession(invited, id, 'going');
    await replyToSession(other, id, 'going');
    const [mail] = await mailsAfter();
    expect(mail?.text).toContain("כלל צ'טהם האוס:");
    const { to: _reader, ...rest } = mail ?? {};
    expect(JSON.stringify(rest).replace('שלום נועם המוזמן', '').replace('שלום נועם המוזמן', '')).not.toMatch(
      /דנה|Dana|רות|Ruth|נועם|סודי|ATTENDEE/,
    );
  });

  test('a change: old and new time and place', async () => {
    const id = await toldOf();
    await change(id, { date: '2026-12-01', place: 'אולם המליאה', videoUrl: '' });
    const [mail, ...more] = await mailsAfter();
    expect(more).toEqual([]);
    expect(mail?.subject).toBe(`שינוי במפגש · TLP:GREEN · ${TITLE}`);
    expect(mail?.text).toContain(
      [
        'מתי: יום שלישי, 1 בדצמבר 2026, משעה 10:00 עד 12:30',
        'לפני השינוי: יום ראשון, 29 בנובמבר 2026, משעה 10:00 עד 12:30',
        'איפה: אולם המליאה',
        'המקום לפני השינוי: בניין העירייה, קומה 2 (גם בווידאו)',
      ].join('\n'),
    );
  });

  test('of two changes in a row: one mail, from the first state to the last; a later one of its own', async () => {
    const id = await toldOf();
    await change(id, { startTime: '09:00' });
    await change(id, { startTime: '11:00', videoUrl: 'https://video.example/room-2' });
    const [mail, ...more] = await mailsAfter();
    expect(more).toEqual([]);
    expect(mail?.text).toMatch(/מתי: .* 11:00 עד 12:30\nלפני השינוי: .* 10:00 עד 12:30/);
    expect(mail?.text).toContain('בווידאו: הקישור לשיחה התחלף');
    expect(mail?.text).not.toContain('video.example');
    // The notice of the first is still unread: the mail comes all the same.
    await change(id, { startTime: '08:00', videoUrl: 'https://video.example/room-2' });
    const [later] = await mailsAfter();
    expect(later?.text).toMatch(/מתי: .* 08:00 עד 12:30\nלפני השינוי: .* 11:00 עד 12:30/);
  });

  test('in English, with a title in its own direction', async () => {
    await database.member.update({ where: { id: invited.memberId }, data: { locale: 'en' } });
    await planned();
    const [mail] = await mailsAfter();
    expect(mail?.subject).toBe(`Invitation to a session · TLP:GREEN · ${TITLE}`);
    expect(mail?.text).toContain('When: Sunday, 29 November 2026, 10:00–12:30');
    expect(mail?.html).toContain('<body dir="ltr"');
    expect(mail?.html).toMatch(/<p dir="rtl"[^>]*>שולחן עגול/);
  });

  test('a place that became free, and a cancellation with its reason', async () => {
    const id = await opened({ capacity: '1' });
    await replyToSession(invited, id, 'no');
    expect((await mailsAfter()).map((mail) => mail.subject)).toEqual([`התפנה מקום עבורך · TLP:GREEN · ${TITLE}`]);
    await cancelSession(host, id, 'המארחת חולה <b>');
    const [mail] = await mailsAfter();
    expect(mail?.subject).toBe(`המפגש בוטל · TLP:GREEN · ${TITLE}`);
    expect(mail?.text).toContain('סיבת הביטול: המארחת חולה <b>');
    expect(mail?.html).toContain('המארחת חולה &lt;b&gt;');
  });

  test('invited and cancelled within the same minutes is a cancellation alone', async () => {
    await cancelSession(host, await planned(), 'אין מספיק נרשמים');
    const mails = await mailsAfter();
    expect(mails.map((mail) => mail.subject)).toEqual([`המפגש בוטל · TLP:GREEN · ${TITLE}`]);
  });
});

describe('the calendar file', () => {
  function eventOf(mail: MailMessage | undefined) {
    const [file, ...more] = mail?.attachments ?? [];
    expect(more).toEqual([]);
    expect(file?.contentType).toBe('text/calendar; charset=utf-8; method=PUBLISH');
    const calendar = new ICAL.Component(ICAL.parse(file?.content ?? ''));
    expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH');
    const event = calendar.getFirstSubcomponent('vevent');
    return (name: string) => String(event?.getFirstPropertyValue(name) ?? '');
  }

  test('comes with invitation, change and cancellation: one entry that grows, by the forum and nobody else', async () => {
    const id = await planned();
    const [invitation] = await mailsAfter();
    const first = eventOf(invitation);
    expect([first('sequence'), first('status'), first('organizer')]).toEqual([
      '0',
      'CONFIRMED',
      'mailto:no-reply@localhost',
    ]);
    await change(id, { startTime: '09:00' });
    const [changed] = await mailsAfter();
    const second = eventOf(changed);
    expect([second('uid'), second('sequence'), second('dtstart')]).toEqual([first('uid'), '1', '2026-11-29T09:00:00']);
    await cancelSession(host, id, 'אין מספיק נרשמים');
    const [cancelled] = await mailsAfter();
    const third = eventOf(cancelled);
    expect([third('uid'), third('sequence'), third('status')]).toEqual([first('uid'), '2', 'CANCELLED']);
  });
});
