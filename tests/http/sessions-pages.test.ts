import { beforeAll, describe, expect, test } from 'vitest';
import { getDb } from '#app/instances.server';
import { paths } from '#app/paths';
import { testApp } from '#tests/support/app';
import { createTestDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { dayFromNow, plan, type sessionForm } from '#tests/support/factories-sessions';
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

describe('without JavaScript', () => {
  test('one press replies, and the table fills', async () => {
    const id = await planned({ capacity: '1', videoUrl: 'https://video.example/secret-room' });
    expect(await page(paths.session(id), otherHost)).toContain('0 מתוך מקום אחד');
    const reply = (as: string, wish: string) => app.send(paths.session(id), { as, form: { intent: 'reply', wish } });
    expect((await reply(member, 'going')).headers.get('location')).toBe(paths.session(id));
    expect(await page(paths.session(id), member)).toContain('1 מתוך מקום אחד');
    await reply(otherHost, 'going');
    expect(await page(paths.session(id), otherHost)).toContain('מקומך בתור: 1');
    expect((await reply(member, 'perhaps')).status).toBe(422);
  });

  test('the month is a table from Sunday, and leads on and back', async () => {
    const id = await planned({ date: '2031-03-27', title: 'במרץ הרחוק' });
    const html = await page(paths.sessions({ month: '2031-03' }), member);
    expect(html).toContain('<caption');
    expect(html.indexOf('יום ראשון')).toBeLessThan(html.indexOf('יום שני'));
    expect(html).toContain(paths.session(id));
    expect(html).toContain(paths.sessions({ month: '2031-02' }));
    expect(html).toContain(paths.sessions({ month: '2031-04' }));
    expect(await page(paths.sessions({ month: '2031-04' }), member)).not.toContain('במרץ הרחוק');
  });

  test('attendance is ticked, added to, taken in and given out', async () => {
    const id = await planned({ date: dayFromNow(-1) });
    const path = paths.sessionAttendance(id);
    const { handle } = await getDb().member.findUniqueOrThrow({ where: { id: member } });
    const add = (name: string) => app.send(path, { as: host, form: { intent: 'add', name } });
    expect((await add('@no.body.here')).status).toBe(422);
    expect((await add(`@${handle}`)).status).toBe(302);
    expect((await add('אורחת')).status).toBe(302);
    const html = await page(path, host);
    expect(html).toContain(`value="m-${handle}"`);
    const file = new FormData();
    file.set('intent', 'import');
    file.set('file', new File(['שם,נוכחות\nאורח מקובץ,כן\n=cmd(),כן\n'], 'רשימה.csv', { type: 'text/csv' }));
    const read = await app.send(path, { as: host, body: file });
    expect(await read.text()).toMatch(/שורה 3: תא שמתחיל כמו נוסחה/);
    const csv = await app.send(paths.attendanceFile(id), { as: host });
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(await csv.text()).toContain('אורח מקובץ');
    const none = new FormData();
    none.set('intent', 'import');
    expect((await app.send(path, { as: host, body: none })).status).toBe(422);
  });
});

describe('a list of more people than a form has fields', () => {
  test('comes in pages, and each is saved by itself', async () => {
    const id = await planned({ date: dayFromNow(-1) });
    const names = Array.from({ length: 1_100 }, (_, number) => `אורחת ${String(number).padStart(4, '0')}`);
    await getDb().attendance.createMany({ data: names.map((name) => ({ sessionId: id, name })) });
    const saved = () => getDb().attendance.count({ where: { sessionId: id, attended: true } });
    let at: string | undefined = paths.sessionAttendance(id);
    let pages = 0;
    while (at !== undefined) {
      const html = await page(at, host);
      const ticks = [...html.matchAll(/name="there" value="([^"]+)"/g)].map((match) => match[1] ?? '');
      const action = /<form[^>]* action="([^"]+attendance[^"]*)"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? '';
      const shown = { intent: 'save', shown: ticks.join(' '), was: '' };
      const form = { ...shown, there: ticks.filter((key) => key.startsWith('a-')) };
      pages += 1;
      // Whoever goes on has saved.
      const isLast = !html.includes(`name="go" value="${pages + 1}"`);
      const answered = await app.send(action, { as: host, form: isLast ? form : { ...form, go: String(pages + 1) } });
      const next = paths.sessionAttendance(id, { page: pages + 1 });
      expect([answered.status, answered.headers.get('location')]).toEqual([302, isLast ? at : next]);
      at = isLast ? undefined : next;
    }
    expect([pages, await saved()]).toEqual([6, 1_100]);
    // A page that is not there is the last one.
    expect(await page(`${paths.sessionAttendance(id)}?page=99`, host)).toContain('אורחת 1099');
  });
});

describe('how a page may be kept', () => {
  test('as strictly as the strictest label on it: linked threads and the others of its programme too', async () => {
    const kept = async (id: number) => (await app.send(paths.session(id), { as: host })).headers.get('cache-control');
    const programme = { programmeKind: 'course', programme: 'קורס בתוויות' };
    const id = await planned(programme);
    expect(await kept(id)).toBe('private, no-cache');
    const threadId = await ask(await viewerFor(host), { label: 'AMBER' });
    await getDb().sessionThread.create({ data: { sessionId: id, threadId } });
    expect(await kept(id)).toBe('no-store');
    await getDb().sessionThread.deleteMany({ where: { sessionId: id } });
    expect(await kept(id)).toBe('private, no-cache');
    await planned({ ...programme, label: 'RED' });
    expect(await kept(id)).toBe('no-store');
  });
});

describe('opening a page', () => {
  test('tells, after it is shown, which session was looked at: its notices are read then', async () => {
    const id = await planned();
    const data = { memberId: member, kind: 'session_changed' as const, sessionId: id, createdAt: new Date() };
    await getDb().notification.create({ data });
    const unread = () => getDb().notification.count({ where: { memberId: member, readAt: null } });
    for (const session of ['0', 'x', '99999', ['1', '2']]) {
      expect((await app.send(paths.seen(), { as: member, form: { session } })).status).toBe(204);
    }
    expect((await app.send(paths.seen(), { form: { session: String(id) } })).status).toBe(204);
    expect(await unread()).toBe(1);
    expect((await app.send(paths.seen(), { as: member, form: { session: String(id) } })).status).toBe(204);
    expect(await unread()).toBe(0);
  });
});
