import { afterEach, beforeEach, expect, test } from 'vitest';
import { setClock } from '#app/domain/clock';
import { getAttendance, saveAttendance } from '#app/domain/sessions/attendance.server';
import { addAttendee, importAttendance } from '#app/domain/sessions/attendance-files.server';
import { replyToSession } from '#app/domain/sessions/replies.server';
import type { MemberViewer } from '#app/domain/viewer';
import { testDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { dayFromNow, plan } from '#tests/support/factories-sessions';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';

const database = withDatabase(await testDatabase());
const DAY_MS = 86_400_000;

let host: MemberViewer;
let dina: MemberViewer;
let uri: MemberViewer;

async function member(values: Parameters<typeof makeMember>[0] = {}): Promise<MemberViewer> {
  const authority = await makeAuthority();
  return viewerFor((await makeMember({ authorityIds: [authority.id], ...values })).id);
}

async function held(...viewers: MemberViewer[]): Promise<number> {
  const id = await plan(host, { date: dayFromNow(1) });
  for (const viewer of viewers) {
    await replyToSession(viewer, id, 'maybe');
  }
  const at = Date.now() + 2 * DAY_MS;
  setClock(() => at);
  return id;
}

const marks = async (id: number) =>
  (await getAttendance(host, id)).lines.map(({ name, authority, attended }) => [name.he, authority.he, attended]);

beforeEach(async () => {
  host = await member({ role: 'host', name: 'מארחת' });
  dina = await member({ name: 'דינה כרמי' });
  uri = await member({ name: 'אורי גל' });
});
afterEach(() => setClock());

test('two hosts who tick at once do not erase each other’s marks', async () => {
  const id = await held(dina, uri);
  const [keyOfDina, keyOfUri] = [`m-${dina.handle}`, `m-${uri.handle}`];
  const shown = [keyOfDina, keyOfUri, `m-${host.handle}`];
  const drawn = { shown, was: [] };
  await saveAttendance(host, id, { ...drawn, there: [keyOfDina] });
  await saveAttendance(host, id, { ...drawn, there: [keyOfUri] });
  const names = async () => (await marks(id)).filter(([, , attended]) => attended).map(([name]) => name);
  expect(await names()).toEqual(['אורי גל', 'דינה כרמי']);
  // Taken back by whoever saw the tick.
  await saveAttendance(host, id, { shown, was: [keyOfDina, keyOfUri], there: [keyOfUri] });
  expect(await names()).toEqual(['אורי גל']);
});

test('whoever was not ticked was not there, once somebody saved; others of the list too', async () => {
  const id = await held(dina);
  await addAttendee(host, id, { name: 'אורחת', authority: '', email: '' });
  const guest = (await getAttendance(host, id)).lines.find(({ memberId }) => memberId === null)?.key ?? '';
  const shown = (await getAttendance(host, id)).lines.map(({ key }) => key);
  await saveAttendance(host, id, { shown, was: [guest], there: [`m-${host.handle}`] });
  expect((await marks(id)).map(([name, , attended]) => [name, attended])).toEqual([
    ['אורחת', false],
    ['דינה כרמי', false],
    ['מארחת', true],
  ]);
});

test('a file’s stranger is not taken for a member of the same name', async () => {
  const ashdod = await makeAuthority();
  const david = await member({ name: 'דוד כהן', authorityIds: [ashdod.id] });
  const id = await held(david);
  const file = (rows: string) => new TextEncoder().encode(`שם,רשות,דוא"ל,נוכחות\n${rows}\n`);
  const away = ['דוד כהן', ashdod.nameHe, null];
  expect(await importAttendance(host, id, file('דוד כהן,חיפה,,כן'))).toMatchObject({ matched: 0, added: 1 });
  expect(await marks(id)).toContainEqual(away);
  // The one whom the first file brought, and not the member.
  const mailed = file('דוד כהן,,d@elsewhere.example,כן\nדוד כהן,חיפה,d@haifa.example,כן');
  expect(await importAttendance(host, id, mailed)).toMatchObject({ matched: 2, added: 0 });
  expect(await marks(id)).toContainEqual(away);
  expect(await database.sessionRecipient.count({ where: { sessionId: id, memberId: david.memberId } })).toBe(0);
  const own = file(`דוד כהן,${ashdod.nameHe},,כן`);
  expect(await importAttendance(host, id, own)).toMatchObject({ matched: 1, added: 0 });
  expect(await marks(id)).toContainEqual(['דוד כהן', ashdod.nameHe, true]);
});

test('without authority and address a name alone is enough, as long as one only is called so', async () => {
  const id = await held(dina);
  const file = new TextEncoder().encode('שם,נוכחות\nדינה כרמי,כן\n');
  expect(await importAttendance(host, id, file)).toMatchObject({ matched: 1, added: 0 });
});
