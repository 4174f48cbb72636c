import { afterEach, beforeEach, expect, test } from 'vitest';
import { setClock } from '#app/domain/clock';
import { markNoticesRead } from '#app/domain/notifications/commands.server';
import { countUnreadNotices, listNotices } from '#app/domain/notifications/queries.server';
import { changeSession } from '#app/domain/sessions/commands.server';
import { SessionInput } from '#app/domain/sessions/input';
import { replyToSession } from '#app/domain/sessions/replies.server';
import type { MemberViewer } from '#app/domain/viewer';
import { testDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { plan, sessionForm } from '#tests/support/factories-sessions';
import { answer, ask } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';

withDatabase(await testDatabase());

let host: MemberViewer;
let dina: MemberViewer;

async function member(values: Parameters<typeof makeMember>[0] = {}): Promise<MemberViewer> {
  const authority = await makeAuthority();
  return viewerFor((await makeMember({ authorityIds: [authority.id], ...values })).id);
}

async function move(id: number, startTime: string): Promise<void> {
  await changeSession(host, id, SessionInput.parse(sessionForm({ startTime })));
}

beforeEach(async () => {
  host = await member({ role: 'host' });
  dina = await member();
});
afterEach(() => setClock());

test('a second change is told anew: the notice that was not read yet gives way to one of now', async () => {
  let at = Date.now();
  setClock(() => at);
  const id = await plan(host);
  await replyToSession(dina, id, 'going');
  await move(id, '09:00');
  const asked = await ask(dina);
  await answer(host, asked);
  at += 60_000;
  await move(id, '08:00');
  const { rows } = await listNotices(dina);
  expect(rows.map(({ kind }) => kind)).toEqual(['session_changed', 'answer']);
  expect(rows[0]?.createdAt).toBe(new Date(at).toISOString());
  // One that was read stays where it is.
  await markNoticesRead(dina);
  await move(id, '07:00');
  expect((await listNotices(dina)).rows.map(({ kind, read }) => [kind, read])).toEqual([
    ['session_changed', false],
    ['session_changed', true],
    ['answer', true],
  ]);
});

test('those of one session are read with its page; others stay, and everybody else’s', async () => {
  const [id, other] = [await plan(host), await plan(host)];
  const uri = await member();
  for (const [viewer, session] of [
    [dina, id],
    [dina, other],
    [uri, id],
  ] as const) {
    await replyToSession(viewer, session, 'going');
  }
  await move(id, '09:00');
  await move(other, '09:00');
  await markNoticesRead(dina, { sessionId: id });
  expect([await countUnreadNotices(dina), await countUnreadNotices(uri)]).toEqual([1, 1]);
});
