import ICAL from 'ical.js';
import { beforeAll, describe, expect, test } from 'vitest';
import { loggedPath } from '#app/http/access-log.server';
import { paths } from '#app/paths';
import { testApp } from '#tests/support/app';
import { createTestDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { plan, sessionForm } from '#tests/support/factories-sessions';
import { makeTopic } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';

const { database } = await createTestDatabase();
withDatabase(database);
const app = testApp();

let host: string;
let _otherHost: string;
let member: string;

beforeAll(async () => {
  const authority = await makeAuthority();
  host = (await makeMember({ role: 'host', authorityIds: [authority.id] })).id;
  _otherHost = (await makeMember({ role: 'host' })).id;
  member = (await makeMember({ name: 'דינה כרמי' })).id;
  await makeTopic();
});

async function planned(values: Parameters<typeof sessionForm>[0] = {}): Promise<number> {
  return plan(await viewerFor(host), values);
}

async function page(path: string, as?: string): Promise<string> {
  const response = await app.send(path, as === undefined ? {} : { as });
  expect(response.status, path).toBe(200);
  return response.text();
}

describe('calendars', () => {
  test('the secret address is shown once, gives a calendar that others can read, and is not written down', async () => {
    const id = await planned({ title: 'ישיבה עם כותרת ארוכה מאוד שנמשכת הרבה מעבר לשבעים וחמישה אוקטטים בשורה אחת' });
    const made = await app.send(paths.sessions(), { as: member, form: { intent: 'feed' } });
    const address = /value="(http[^"]+\.ics)"/.exec(await made.text())?.[1] ?? '';
    const { pathname } = new URL(address);
    expect(await page(paths.sessions(), member)).not.toContain(pathname);
    expect(loggedPath(pathname)).toBe('/calendar/[hidden]');
    const response = await app.send(pathname);
    expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const text = await response.text();
    expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
    expect(events.find(({ uid }) => uid.startsWith(`session-${id}@`))?.summary).toContain('אוקטטים בשורה אחת');
    await app.send(paths.sessions(), { as: member, form: { intent: 'feed-remove' } });
    expect((await app.send(pathname)).status).toBe(404);
  });

  test('a session’s file counts its changes and says that it was cancelled', async () => {
    const id = await planned();
    const read = async () => {
      const text = await (await app.send(paths.sessionCalendar(id), { as: member })).text();
      const event = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent');
      return [event?.getFirstPropertyValue('sequence'), event?.getFirstPropertyValue('status')];
    };
    expect(await read()).toEqual([0, 'CONFIRMED']);
    await app.send(paths.editSession(id), { as: host, form: sessionForm({ startTime: '09:00' }) });
    await app.send(paths.session(id), { as: host, form: { intent: 'cancel', reason: 'חג' } });
    expect(await read()).toEqual([2, 'CANCELLED']);
    expect(await page(paths.session(id), member)).toContain('המפגש בוטל: חג');
  });
});
