import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { deleteExpiredEntries, sealEntries, verifyChain } from '#app/domain/audit/chain.server';
import { recordAudit } from '#app/domain/audit/commands.server';
import { exportAudit } from '#app/domain/audit/export.server';
import { AuditFilter } from '#app/domain/audit/input';
import { setClock } from '#app/domain/clock';
import { GUEST, type Viewer } from '#app/domain/viewer';
import { testDatabase } from '#tests/support/database';
import { makeMember } from '#tests/support/factories-members';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';

const database = withDatabase(await testDatabase());

beforeEach(async () => {
  for (const name of ['one', 'two', 'three', 'four']) {
    await recordAudit(database, { memberId: null, action: 'login.create', detail: { name } });
  }
  expect(await sealEntries()).toBe(4);
});
afterEach(() => setClock());

async function entryIds(): Promise<number[]> {
  return (await database.auditEntry.findMany({ orderBy: { id: 'asc' } })).map(({ id }) => id);
}

describe('the chain finds', () => {
  test.each([
    ['who', { memberId: 'somebody.else' }],
    ['when', { at: new Date('2026-01-01T00:00:00Z') }],
    ['what', { action: 'login.end' }],
    ['whether', { outcome: 'refused' }],
    ['from where', { ipAddress: '192.0.2.9' }],
    ['the detail', { detail: '{"name":"TWO"}' }],
  ])('a changed entry: %s', async (_what, data) => {
    const [, second = 0] = await entryIds();
    await database.auditEntry.update({ where: { id: second }, data });
    expect((await verifyChain()).faults).toEqual([{ position: 2, entryId: second, kind: 'changed' }]);
  });

  test('an entry that was removed, and one whose seal was removed with it', async () => {
    const [first = 0, second = 0] = await entryIds();
    await database.auditEntry.delete({ where: { id: second } });
    expect((await verifyChain()).faults).toEqual([{ position: 2, entryId: second, kind: 'removed' }]);
    await database.auditSeal.delete({ where: { position: 2 } });
    expect((await verifyChain()).faults).toEqual([{ position: 2, entryId: null, kind: 'seal_missing' }]);
    await database.auditEntry.delete({ where: { id: first } });
    await database.auditSeal.delete({ where: { position: 1 } });
    expect((await verifyChain()).faults.map(({ kind }) => kind)).toContain('seal_missing');
  });

  test('an entry that was removed and its seal dated back, as if its time had passed', async () => {
    const { head } = await verifyChain();
    const [, , third = 0] = await entryIds();
    await database.auditEntry.delete({ where: { id: third } });
    await database.auditSeal.update({ where: { position: 3 }, data: { at: new Date('2020-01-01T00:00:00Z') } });
    const report = await verifyChain(head);
    expect([report.expired, report.faults]).toEqual([0, [{ position: 3, entryId: third, kind: 'removed' }]]);
  });

  test('an entry that was changed and every seal after it made anew, by an end noted earlier', async () => {
    const { head } = await verifyChain();
    const [, second = 0, , fourth = 0] = await entryIds();
    await database.auditEntry.update({ where: { id: second }, data: { outcome: 'refused' } });
    await database.auditSeal.deleteMany({ where: { position: { gte: 2 } } });
    await sealEntries();
    expect((await verifyChain()).faults).toEqual([]);
    expect((await verifyChain(head)).faults).toEqual([{ position: 4, entryId: fourth, kind: 'changed' }]);
  });

  test('an end that was cut off, by an end noted earlier', async () => {
    const { head } = await verifyChain();
    await database.auditSeal.delete({ where: { position: 4 } });
    await database.auditEntry.delete({ where: { id: (await entryIds()).at(-1) ?? 0 } });
    expect((await verifyChain()).faults).toEqual([]);
    expect((await verifyChain(head)).faults).toEqual([{ position: 4, entryId: null, kind: 'seal_missing' }]);
  });
});

describe('an untouched log', () => {
  test('is whole, and goes on after what was sealed', async () => {
    await recordAudit(database, { memberId: null, action: 'login.end' });
    expect([await sealEntries(), await sealEntries()]).toEqual([1, 0]);
    const report = await verifyChain();
    expect([report.verified, report.faults, report.head.position]).toEqual([5, [], 5]);
  });

  test('sealed by two processes at once has each entry once', async () => {
    for (let round = 0; round < 5; round += 1) {
      await recordAudit(database, { memberId: null, action: 'login.end' });
      await Promise.allSettled([sealEntries(), sealEntries(), sealEntries()]);
    }
    await sealEntries();
    const report = await verifyChain();
    expect([report.verified, report.faults]).toEqual([9, []]);
  });

  test('an entry that commits late is sealed after those that came before it', async () => {
    const { head } = await verifyChain();
    const ids = await entryIds();
    await database.auditSeal.deleteMany({ where: { position: { gte: 2 } } });
    await database.auditSeal.create({
      data: { position: 2, entryId: ids[3] ?? 0, at: new Date(), hash: 'not the real one' },
    });
    expect(await sealEntries()).toBe(2);
    const order = await database.auditSeal.findMany({ orderBy: { position: 'asc' } });
    expect(order.map(({ entryId }) => entryId)).toEqual([ids[0], ids[3], ids[1], ids[2]]);
    expect(head.position).toBe(4);
  });

  test('keeps 24 months; what has passed them goes by rule and is no fault', async () => {
    const old = Date.now();
    setClock(() => old + 23 * 30 * 86_400_000);
    expect(await deleteExpiredEntries()).toBe(0);
    await recordAudit(database, { memberId: null, action: 'login.end' });
    await sealEntries();
    setClock(() => old + 25 * 31 * 86_400_000);
    expect(await deleteExpiredEntries()).toBe(4);
    const report = await verifyChain();
    expect([report.verified, report.expired, report.faults]).toEqual([1, 4, []]);
  });

  test('may have one that passed its time after one that has not: it committed late', async () => {
    for (const at of ['2030-01-15T08:01:00Z', '2030-01-15T08:00:00Z']) {
      setClock(() => Date.parse(at));
      await recordAudit(database, { memberId: null, action: 'login.end' });
    }
    await sealEntries();
    setClock(() => Date.parse('2032-01-15T08:00:30Z'));
    expect(await deleteExpiredEntries()).toBe(5);
    const report = await verifyChain();
    expect([report.verified, report.expired, report.faults]).toEqual([1, 5, []]);
  });
});

describe('as a file', () => {
  async function linesOf(viewer: Viewer, filter: object): Promise<string[]> {
    let text = '';
    for await (const part of await exportAudit(viewer, AuditFilter.parse(filter))) {
      text += part;
    }
    return text.trim().split('\r\n');
  }

  test('is refused to all but administrators', async () => {
    const moderator = await viewerFor((await makeMember({ role: 'moderator' })).id);
    await expect(exportAudit(GUEST, AuditFilter.parse({}))).rejects.toMatchObject({ code: 'forbidden' });
    await expect(exportAudit(moderator, AuditFilter.parse({}))).rejects.toMatchObject({ code: 'forbidden' });
    expect(await database.auditEntry.count({ where: { action: 'audit.export' } })).toBe(0);
  });

  test('has every entry of the filter, nothing a spreadsheet would calculate, and is itself in the log', async () => {
    const administrator = await viewerFor((await makeMember({ role: 'administrator' })).id);
    for (let number = 0; number < 60; number += 1) {
      await recordAudit(database, { memberId: null, action: 'login.end', ipAddress: '=1+1' });
    }
    const lines = await linesOf(administrator, { action: 'login.end' });
    expect(lines).toHaveLength(61);
    expect(lines[1]).toContain("'=1+1");
    const entry = await database.auditEntry.findFirstOrThrow({ where: { action: 'audit.export' } });
    expect([entry.memberId, entry.detail]).toEqual([administrator.memberId, '{"rows":60}']);
  });

  test('is whole where it is read in several parts', async () => {
    const administrator = await viewerFor((await makeMember({ role: 'administrator' })).id);
    const row = { action: 'login.end', outcome: 'done', detail: '{}', at: new Date() } as const;
    await database.auditEntry.createMany({ data: Array.from({ length: 2_500 }, () => row) });
    const lines = await linesOf(administrator, { action: 'login.end' });
    expect([lines.length, new Set(lines).size]).toEqual([2_501, 2_501]);
    const entry = await database.auditEntry.findFirstOrThrow({ where: { action: 'audit.export' } });
    expect(entry.detail).toBe('{"rows":2500}');
  });
});
