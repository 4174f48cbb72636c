import { beforeAll, describe, expect, test } from 'vitest';
import { getDb } from '#app/instances.server';
import { paths } from '#app/paths';
import { testApp } from '#tests/support/app';
import { createTestDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { dayFromNow, plan, sessionForm } from '#tests/support/factories-sessions';
import { ask, makeTopic } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';

const { database } = await createTestDatabase();
withDatabase(database);
const app = testApp();

let host: string;
let otherHost: string;
let member: string;

beforeAll(async () => {
  const authority = await makeAuthority();
  host = (await makeMember({ role: 'host', authorityIds: [authority.id] })).id;
  otherHost = (await makeMember({ role: 'host' })).id;
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

describe('refusals', () => {
  test('planning: guests are sent to sign in, members are refused, nothing is made', async () => {
    const before = await getDb().session.count();
    expect((await app.send(paths.newSession())).headers.get('location')).toBe(paths.signIn({ to: paths.newSession() }));
    expect((await app.send(paths.newSession(), { as: member })).status).toBe(403);
    const form = sessionForm();
    expect((await app.send(paths.newSession(), { form })).status).toBe(302);
    expect((await app.send(paths.newSession(), { as: member, form })).status).toBe(403);
    expect(await getDb().session.count()).toBe(before);
  });

  test('managing: not found for whoever does not see it, forbidden for whoever sees it', async () => {
    const green = await planned();
    const red = await planned({ label: 'RED' });
    const form = sessionForm({ title: 'נחטף' });
    for (const [id, status] of [
      [green, 403],
      [red, 404],
    ] as const) {
      for (const path of [paths.editSession(id), paths.sessionAttendance(id)]) {
        expect((await app.send(path, { as: otherHost })).status, path).toBe(status);
        expect((await app.send(path, { as: otherHost, form })).status, path).toBe(
          path === paths.sessionAttendance(id) ? 404 : status,
        );
      }
      expect((await app.send(paths.attendanceFile(id), { as: otherHost })).status).toBe(status);
      expect((await app.send(paths.newSession({ from: id }), { as: otherHost })).status).toBe(status);
      for (const intent of ['cancel', 'held', 'delete', 'link']) {
        const sent = { intent, reason: 'x', thread: '1' };
        expect((await app.send(paths.session(id), { as: otherHost, form: sent })).status, intent).toBe(status);
      }
    }
    expect((await app.send(paths.session(red), { as: otherHost })).status).toBe(404);
    expect((await app.send(paths.sessionCalendar(red), { as: host })).status).toBe(404);
    expect((await app.send(paths.session(green), { form: { intent: 'reply', wish: 'going' } })).status).toBe(403);
    expect((await app.send(paths.session(green), { as: member, form: { intent: 'no-such' } })).status).toBe(404);
    expect(await getDb().session.count({ where: { title: 'נחטף' } })).toBe(0);
  });

  test('numbers, months, places and tokens that are none', async () => {
    for (const path of ['/sessions/0', '/sessions/x', '/sessions/99999', '/sessions/1e3', '/sessions/2147483648']) {
      expect((await app.send(path, { as: member })).status, path).toBe(404);
    }
    for (const query of [
      'month=2026-13',
      'month=x',
      'after=x',
      'after=2026-99-99T00:00:00.000Z.1',
      'topic=none',
      'view=x',
    ]) {
      expect((await app.send(`/sessions?${query}`, { as: member })).status, query).toBe(200);
    }
    for (const path of ['/calendar/x', '/calendar/x.ics', `/calendar/${'A'.repeat(43)}.ics`, '/calendar/..%2F.ics']) {
      expect((await app.send(path)).status, path).toBe(404);
    }
  });

  test('a form of another site changes nothing', async () => {
    const id = await planned();
    const headers = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    const form = { intent: 'reply', wish: 'going' };
    expect((await app.send(paths.session(id), { as: member, form, headers })).status).toBe(403);
    expect((await app.send(paths.sessions(), { as: member, form: { intent: 'feed' }, headers })).status).toBe(403);
    expect(await getDb().sessionReply.count({ where: { sessionId: id } })).toBe(0);
  });
});

describe('planning', () => {
  test('a form with mistakes comes back with everything that was typed, and says what is wrong beside each field', async () => {
    const form = sessionForm({
      title: '',
      endTime: '09:00',
      capacity: 'many',
      place: 'מקום שנכתב',
      videoUrl: 'http://x',
    });
    const response = await app.send(paths.newSession(), { as: host, form });
    expect(response.status).toBe(422);
    const html = await response.text();
    expect(html).toContain('מקום שנכתב');
    for (const field of ['title', 'capacity', 'videoUrl']) {
      expect(html).toContain(`id="field-${field}-error"`);
    }
    const ends = await app.send(paths.newSession(), { as: host, form: sessionForm({ endTime: '09:00' }) });
    expect(await ends.text()).toContain('id="field-endTime-error"');
  });

  test('a time that the clock skips is refused with the reason; one that comes twice is asked, and taken', async () => {
    const gap = await app.send(paths.newSession(), {
      as: host,
      form: sessionForm({ date: '2027-03-26', startTime: '02:30', endTime: '05:00' }),
    });
    expect(await gap.text()).toContain('02:00');
    const night = sessionForm({ date: '2027-10-31', startTime: '01:30', endTime: '05:00', title: 'לילה ארוך' });
    const asked = await (await app.send(paths.newSession(), { as: host, form: night })).text();
    expect(asked).toContain('name="startFold"');
    expect(asked).toContain('לילה ארוך');
    const taken = await app.send(paths.newSession(), { as: host, form: { ...night, startFold: 'later' } });
    expect(taken.status).toBe(302);
    const session = await getDb().session.findFirstOrThrow({ where: { title: 'לילה ארוך' } });
    expect(session.startsAt.toISOString()).toBe('2027-10-30T23:30:00.000Z');
    expect(await page(paths.editSession(session.id), host)).toMatch(
      /value="later"[^>]*checked|checked[^>]*value="later"/,
    );
  });

  test('over a newer version the text stays, and saving once more saves it', async () => {
    const id = await planned();
    const first = sessionForm({ title: 'של ראשונה', revision: '0' });
    expect((await app.send(paths.editSession(id), { as: host, form: first })).status).toBe(302);
    const second = await app.send(paths.editSession(id), {
      as: host,
      form: sessionForm({ title: 'של שנייה', revision: '0' }),
    });
    expect(second.status).toBe(409);
    const html = await second.text();
    expect(html).toContain('של שנייה');
    expect(html).toContain('name="revision" value="1"');
  });

  test('an earlier one is the form of the next, without its day', async () => {
    const id = await planned({ title: 'להעתקה', place: 'אולם העתקה' });
    const html = await page(paths.newSession({ from: id }), host);
    expect(html).toContain('אולם העתקה');
    expect(html).not.toContain(dayFromNow(30));
  });

  test('a thread that is opened from a session is linked to it', async () => {
    const id = await planned();
    const form = {
      label: 'GREEN',
      kind: 'discussion',
      topic: 'cloud',
      title: 'המשך השולחן העגול',
      body: 'טקסט',
      tags: '',
    };
    await app.send(paths.newThread({ session: id }), { as: host, form });
    await app.send(paths.newThread({ session: id }), { as: otherHost, form: { ...form, title: 'של אחרת, לא קשור' } });
    const links = await getDb().sessionThread.findMany({ where: { sessionId: id }, include: { thread: true } });
    expect(links.map(({ thread }) => thread.title)).toEqual(['המשך השולחן העגול']);
    expect(await page(paths.thread(links[0]?.threadId ?? 0), member)).toContain(paths.session(id));
    const threadId = await ask(await viewerFor(member));
    const address = `https://forum.example/threads/${threadId}`;
    const linked = await app.send(paths.session(id), { as: host, form: { intent: 'link', thread: address } });
    expect(linked.status).toBe(302);
    expect(await page(paths.session(id), member)).toContain(paths.thread(threadId));
  });
});
