import { beforeEach, expect, test } from 'vitest';
import { getAttendance, saveAttendance } from '#app/domain/sessions/attendance.server';
import { changeSession } from '#app/domain/sessions/commands.server';
import { SessionInput } from '#app/domain/sessions/input';
import type { MemberViewer } from '#app/domain/viewer';
import { testDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { dayFromNow, plan, sessionForm } from '#tests/support/factories-sessions';
import { answer, ask } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';

const database = withDatabase(await testDatabase());

/** More than some queries take parameters: see `batches.ts`. */
const MANY = 1_200;
const ids = Array.from({ length: MANY }, (_, number) => `member-${String(number).padStart(4, '0')}`);

let host: MemberViewer;

beforeEach(async () => {
  const authority = await makeAuthority();
  host = await viewerFor((await makeMember({ role: 'host', authorityIds: [authority.id] })).id);
  await database.member.createMany({
    data: ids.map((id) => ({ id, handle: id, name: id, email: `${id}@example.org`, status: 'active' })),
  });
  await database.memberAuthority.createMany({ data: ids.map((memberId) => ({ memberId, authorityId: authority.id })) });
});

async function reply(sessionId: number, state: 'going' | 'waiting'): Promise<void> {
  const at = new Date();
  await database.sessionReply.createMany({
    data: ids.map((memberId) => ({ sessionId, memberId, state, since: at, repliedAt: at })),
  });
}

function change(id: number, values: Parameters<typeof sessionForm>[0]): Promise<void> {
  return changeSession(host, id, SessionInput.parse(sessionForm(values)));
}

test('a thread that very many follow is answered, and all of them are told, by mail too', async () => {
  const threadId = await ask(host);
  const at = new Date();
  await database.threadFollow.createMany({ data: ids.map((memberId) => ({ threadId, memberId, createdAt: at })) });
  const other = await viewerFor((await makeMember()).id);
  await answer(other, threadId);
  await answer(other, threadId);
  const told = { memberId: { in: ids.slice(0, 500) } };
  expect(await database.notification.count({ where: told })).toBe(1_000);
  expect(await database.notification.count({ where: { threadId } })).toBe(2 * (MANY + 1));
  expect(await database.outbox.count({ where: { queue: 'mail' } })).toBe(MANY + 1);
});

test('very many move up at once when the capacity is lifted, and are told when it is moved; they go when it is closed', async () => {
  const id = await plan(host, { capacity: '1' });
  await reply(id, 'waiting');
  await change(id, { capacity: '' });
  expect(await database.sessionReply.count({ where: { sessionId: id, state: 'going' } })).toBe(MANY);
  expect(await database.notification.count({ where: { sessionId: id, kind: 'session_place' } })).toBe(MANY);
  await change(id, { startTime: '09:00' });
  await change(id, { startTime: '08:00' });
  expect(await database.notification.count({ where: { sessionId: id, kind: 'session_changed' } })).toBe(MANY);
  await change(id, { startTime: '08:00', audience: 'invited' });
  expect(await database.sessionReply.count({ where: { sessionId: id } })).toBe(0);
});

test('very many are noted, and no longer', async () => {
  const id = await plan(host, { date: dayFromNow(-1) });
  await reply(id, 'going');
  const shown = (await getAttendance(host, id)).lines.map(({ key }) => key);
  await saveAttendance(host, id, { shown, was: [], there: shown });
  expect(await database.sessionRecipient.count({ where: { sessionId: id } })).toBe(MANY + 1);
  await saveAttendance(host, id, { shown, was: shown, there: [] });
  expect(await database.sessionRecipient.count({ where: { sessionId: id } })).toBe(1);
  expect(await database.attendance.count({ where: { sessionId: id, attended: false } })).toBe(MANY + 1);
});
