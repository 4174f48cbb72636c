import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { setClock } from '#app/domain/clock';
import { suspendMember } from '#app/domain/members/administration.server';
import { getAttendance, saveAttendance } from '#app/domain/sessions/attendance.server';
import { addAttendee, exportAttendance, importAttendance } from '#app/domain/sessions/attendance-files.server';
import {
  calendarFeedSince,
  readCalendarFeed,
  readSessionCalendar,
  removeCalendarFeed,
  resetCalendarFeed,
} from '#app/domain/sessions/calendar-feed.server';
import { cancelSession } from '#app/domain/sessions/commands.server';
import { getDuplicateForm, getSessionForm } from '#app/domain/sessions/form-values.server';
import { SessionInput } from '#app/domain/sessions/input';
import { replyToSession } from '#app/domain/sessions/replies.server';
import { getSession } from '#app/domain/sessions/session-view.server';
import { GUEST, type MemberViewer } from '#app/domain/viewer';
import { testDatabase } from '#tests/support/database';
import { administrator, makeAuthority, makeMember } from '#tests/support/factories-members';
import { dayFromNow, plan, sessionForm } from '#tests/support/factories-sessions';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';
import { refusal } from '#tests/support/refusal';

const database = withDatabase(await testDatabase());
const DAY_MS = 86_400_000;

let host: MemberViewer;
let dina: MemberViewer;
let other: MemberViewer;

async function member(values: Parameters<typeof makeMember>[0] = {}): Promise<MemberViewer> {
  const authority = await makeAuthority();
  return viewerFor((await makeMember({ authorityIds: [authority.id], ...values })).id);
}

function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Planned for tomorrow, replied to by these, and now it is the day after. */
async function heldWith(values: Parameters<typeof sessionForm>[0], ...viewers: MemberViewer[]): Promise<number> {
  const id = await plan(host, { date: dayFromNow(1), ...values });
  for (const viewer of viewers) {
    await replyToSession(viewer, id, 'going');
  }
  const at = Date.now() + 2 * DAY_MS;
  setClock(() => at);
  return id;
}

beforeEach(async () => {
  host = await member({ role: 'host', name: 'מארחת', nameEn: 'Host' });
  dina = await member({ name: 'דינה כרמי', nameEn: 'Dina Carmi' });
  other = await member({ name: 'אורי גל', nameEn: 'Uri Gal' });
});
afterEach(() => setClock());

describe('the attendance list', () => {
  test('is its managers’ alone, and not before the day', async () => {
    const id = await plan(host, { label: 'CLEAR' });
    await replyToSession(dina, id, 'going');
    for (const viewer of [GUEST, dina, await administrator()]) {
      expect(await refusal(getAttendance(viewer, id))).toMatch(/^forbidden/);
      expect(await refusal(saveAttendance(viewer, id, { shown: [], was: [], there: [] }))).toMatch(/^forbidden/);
      expect(await refusal(exportAttendance(viewer, id, 'he'))).toMatch(/^forbidden/);
      expect(await refusal(importAttendance(viewer, id, bytes('שם\nדינה')))).toMatch(/^forbidden/);
    }
    expect((await getAttendance(host, id)).open).toBe(false);
    expect(await refusal(saveAttendance(host, id, { shown: [], was: [], there: [] }))).toBe('invalid not_yet');
    await cancelSession(host, id, 'x');
    expect(await refusal(saveAttendance(host, id, { shown: [], was: [], there: [] }))).toBe('conflict already_decided');
  });

  test('marks who was there; they are recipients, and no longer when the mark is taken back', async () => {
    const id = await heldWith({ label: 'AMBER', audience: 'invited', invited: dina.handle }, dina);
    expect(await refusal(getSession(other, id))).toBe('not_found not_found');
    await addAttendee(host, id, { name: `@${other.handle}`, authority: '', email: '' });
    expect((await getSession(other, id)).attendees?.map(({ person }) => person.handle)).toEqual([other.handle]);
    const { lines } = await getAttendance(host, id);
    expect(lines.map(({ name, reply, host: leads, attended }) => [name.he, reply, leads, attended])).toEqual([
      ['אורי גל', null, false, true],
      ['דינה כרמי', 'going', false, null],
      ['מארחת', null, true, null],
    ]);
    const keys = lines.map(({ key }) => key);
    await saveAttendance(host, id, { shown: keys, was: [`m-${other.handle}`], there: [`m-${dina.handle}`] });
    expect(await refusal(getSession(other, id))).toBe('not_found not_found');
    expect((await getSession(dina, id)).attendedCount).toBe(1);
    // What the page did not show stays as it was.
    await saveAttendance(host, id, { shown: [], was: [], there: [] });
    expect((await getSession(dina, id)).attendedCount).toBe(1);
  });

  test('takes in a file: known by address, by name, or added; and tells of lines it left out', async () => {
    const id = await heldWith({}, dina);
    const { email } = await database.member.findUniqueOrThrow({ where: { id: other.memberId } });
    const file = `שם,רשות,דוא"ל,נוכחות\nדינה כרמי,,,כן\nמישהו,,${email},כן\nאורחת מבחוץ,משרד,guest@office.example,כן\n=1+1,,,כן\n`;
    const outcome = await importAttendance(host, id, bytes(file));
    expect(outcome).toMatchObject({ matched: 2, added: 1, bad: [{ line: 5, code: 'formula' }] });
    const { lines } = await getAttendance(host, id);
    expect(lines.map(({ name, attended }) => [name.he, attended])).toEqual([
      ['אורחת מבחוץ', true],
      ['אורי גל', true],
      ['דינה כרמי', true],
      ['מארחת', null],
    ]);
    // What goes out comes in again and changes nothing.
    const { text } = await exportAttendance(host, id, 'he');
    expect(text).not.toContain(email);
    expect(await importAttendance(host, id, bytes(text))).toMatchObject({ matched: 4, added: 0, bad: [] });
    expect(await getAttendance(host, id)).toMatchObject({ lines });
    expect(await refusal(importAttendance(host, id, bytes('')))).toBe('invalid csv_empty file');
    expect(await refusal(importAttendance(host, id, bytes('a,b\n1,2')))).toBe('invalid csv_no_name_column file');
  });

  test('a list of TLP:RED does not go out; others carry their label in the name', async () => {
    const red = await heldWith({ label: 'RED' });
    expect(await refusal(exportAttendance(host, red, 'he'))).toBe('not_found not_found');
    setClock();
    expect((await exportAttendance(host, await heldWith({ label: 'AMBER_STRICT' }), 'en')).fileName).toMatch(
      /TLP-AMBER\+STRICT\.csv$/,
    );
  });

  test('under the Chatham House Rule only those who were there learn who else was', async () => {
    const id = await heldWith({ chatham: 'on' }, dina, other);
    await saveAttendance(host, id, {
      shown: [`m-${dina.handle}`, `m-${other.handle}`],
      was: [],
      there: [`m-${dina.handle}`],
    });
    await addAttendee(host, id, { name: 'אורחת', authority: 'משרד הפנים', email: '' });
    expect(await getSession(other, id)).toMatchObject({ attendees: null, attendedCount: 2 });
    const seen = await getSession(dina, id);
    expect(seen.attendees?.map(({ person, authorityName }) => [person.name.he, authorityName])).toEqual([
      ['דינה כרמי', ''],
      ['אורחת', 'משרד הפנים'],
    ]);
    expect(seen.byRole).toEqual([
      { role: 'cio', count: 1 },
      { role: null, count: 1 },
    ]);
  });
});

describe('the calendar', () => {
  test('a feed is its owner’s: unknown, replaced and removed secrets are not found, nor one of somebody suspended', async () => {
    expect(await refusal(resetCalendarFeed(GUEST))).toBe('forbidden signInFirst');
    expect(await refusal(readCalendarFeed('nobody'))).toBe('not_found not_found');
    const first = await resetCalendarFeed(dina);
    expect(await database.calendarFeed.findFirst()).not.toMatchObject({ tokenHash: first });
    const second = await resetCalendarFeed(dina);
    expect(await refusal(readCalendarFeed(first))).toBe('not_found not_found');
    expect(await readCalendarFeed(second)).toContain('BEGIN:VCALENDAR');
    await suspendMember(await administrator(), dina.handle, '');
    expect(await refusal(readCalendarFeed(second))).toBe('not_found not_found');
    expect(await calendarFeedSince(other)).toBeNull();
    const third = await resetCalendarFeed(other);
    await removeCalendarFeed(other);
    expect(await refusal(readCalendarFeed(third))).toBe('not_found not_found');
  });

  test('holds CLEAR and GREEN alone, also for their host; cancelled ones as cancelled; not what one refused', async () => {
    const form = (label: string) => ({ label, title: `ישיבה ${label}`, videoUrl: 'https://video.example/room' });
    for (const label of ['CLEAR', 'GREEN', 'AMBER', 'AMBER_STRICT', 'RED']) {
      await plan(host, form(label));
    }
    const cancelled = await plan(host, { title: 'ישיבה שבוטלה' });
    await cancelSession(host, cancelled, 'חג');
    const refused = await plan(host, { title: 'ישיבה שסירבתי' });
    await replyToSession(dina, refused, 'no');
    const unfold = (text: string) => text.replaceAll('\r\n ', '');
    const hosts = unfold(await readCalendarFeed(await resetCalendarFeed(host)));
    expect(hosts.match(/SUMMARY:[^\r]+/g)).toEqual([
      'SUMMARY:[TLP:CLEAR] ישיבה CLEAR',
      'SUMMARY:[TLP:GREEN] ישיבה GREEN',
      'SUMMARY:[TLP:GREEN] ישיבה שבוטלה',
      'SUMMARY:[TLP:GREEN] ישיבה שסירבתי',
    ]);
    expect(hosts).toContain('STATUS:CANCELLED');
    expect(hosts).toContain('https://video.example/room');
    const dinas = unfold(await readCalendarFeed(await resetCalendarFeed(dina)));
    expect(dinas).not.toContain('שסירבתי');
    // The way in is for those who come.
    expect(dinas).not.toContain('video.example');
  });

  test('one session as a file: whoever sees the page; never TLP:RED, never who comes', async () => {
    const id = await plan(host, { label: 'AMBER', audience: 'invited', invited: dina.handle });
    await replyToSession(dina, id, 'going');
    expect(await refusal(readSessionCalendar(other, id, 'he'))).toBe('not_found not_found');
    const { text } = await readSessionCalendar(dina, id, 'he');
    expect(text).toContain('CLASS:CONFIDENTIAL');
    expect(text).not.toContain('דינה כרמי');
    const red = await plan(host, { label: 'RED' });
    expect(await refusal(readSessionCalendar(host, red, 'he'))).toBe('not_found not_found');
  });
});

describe('the form of a session', () => {
  test('is its managers’; gives back what was planned; a duplicate has no day yet', async () => {
    const given = { capacity: '20', audience: 'invited', invited: dina.handle, hosts: other.handle, endDate: '' };
    const id = await plan(host, given);
    expect(await refusal(getSessionForm(dina, id))).toBe('forbidden forbidden');
    const values = await getSessionForm(host, id);
    expect(SessionInput.parse(values)).toEqual({ ...SessionInput.parse(sessionForm(given)), revision: 0 });
    const copy = await getDuplicateForm(host, id);
    expect(copy).toMatchObject({ title: values.title, invited: dina.handle, hosts: other.handle });
    expect(copy).not.toHaveProperty('date');
    expect(copy).not.toHaveProperty('revision');
  });
});
