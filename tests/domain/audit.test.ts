import { expect, test } from 'vitest';
import { recordAudit, recordRefusal } from '#app/domain/audit/commands.server';
import { AuditFilter } from '#app/domain/audit/input';
import { AUDIT_ACTIONS } from '#app/domain/audit/model';
import { withOrigin } from '#app/domain/audit/origin.server';
import { listAudit } from '#app/domain/audit/queries.server';
import { setClock } from '#app/domain/clock';
import { GUEST } from '#app/domain/viewer';
import en from '#app/i18n/messages/en.json';
import he from '#app/i18n/messages/he.json';
import { setInstances } from '#app/instances.server';
import { testDatabase } from '#tests/support/database';
import { makeMember } from '#tests/support/factories-members';
import { testEnv } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';

const database = await testDatabase();
setInstances({ env: testEnv(), db: database });

test('only administrators read it', async () => {
  const filter = AuditFilter.parse({});
  const moderator = await viewerFor((await makeMember({ role: 'moderator' })).id);
  await expect(listAudit(GUEST, filter)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(listAudit(moderator, filter)).rejects.toMatchObject({ code: 'forbidden' });
});

test('an entry is there exactly when the act is', async () => {
  const { id } = await makeMember();
  const act = database.$transaction(async (transaction) => {
    await recordAudit(transaction, { memberId: id, action: 'member.role' });
    throw new Error('the act failed');
  });
  await expect(act).rejects.toThrow('the act failed');
  expect(await database.auditEntry.count()).toBe(0);
});

test('an entry knows the request it belongs to, and requests side by side do not mix', async () => {
  await Promise.all(
    ['192.0.2.1', '192.0.2.2'].map((ipAddress) =>
      withOrigin({ ipAddress, requestId: `request ${ipAddress}` }, () =>
        recordRefusal(GUEST, { method: 'POST', path: `/${'x'.repeat(500)}` }),
      ),
    ),
  );
  const rows = await database.auditEntry.findMany({ orderBy: { ipAddress: 'asc' } });
  expect(rows.map((row) => [row.ipAddress, row.requestId])).toEqual([
    ['192.0.2.1', 'request 192.0.2.1'],
    ['192.0.2.2', 'request 192.0.2.2'],
  ]);
  expect(rows.every((row) => row.detail.length < 300)).toBe(true);
});

test('days are days in Israel', async () => {
  const administrator = await viewerFor((await makeMember({ role: 'administrator' })).id);
  const write = async (at: string) => {
    setClock(() => Date.parse(at));
    await recordAudit(database, { memberId: administrator.memberId, action: 'member.role' });
    setClock();
  };
  // Midnight on the first of July is 21:00 UTC the day before, and on the first of January 22:00.
  await write('2026-06-30T20:59:59Z');
  await write('2026-06-30T21:00:00Z');
  await write('2026-12-31T21:59:59Z');
  await write('2026-12-31T22:00:00Z');
  const found = async (query: object) => (await listAudit(administrator, AuditFilter.parse(query))).lines.length;
  expect(await found({ to: '2026-06-30' })).toBe(1);
  expect(await found({ from: '2026-07-01', to: '2026-12-31' })).toBe(2);
  expect(await found({ from: '2027-01-01' })).toBe(1);
});

test('every action has a name in both languages', () => {
  const keys = AUDIT_ACTIONS.map((action) => action.replace('.', '_')).sort();
  expect(Object.keys(he.audit.actions).sort()).toEqual(keys);
  expect(Object.keys(en.audit.actions).sort()).toEqual(keys);
});
