import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { sealEntries, verifyChain } from '#app/domain/audit/chain.server';
import { recordAudit } from '#app/domain/audit/commands.server';
import { now, setClock } from '#app/domain/clock';
import { saveDraft } from '#app/domain/drafts/commands.server';
import { deletePost, restorePost } from '#app/domain/posts/verdicts.server';
import { RetentionInput } from '#app/domain/retention/input';
import { runRetention } from '#app/domain/retention/jobs.server';
import { getRetention, setRetention } from '#app/domain/retention/settings.server';
import { recordReader } from '#app/domain/threads/readers.server';
import { GUEST, type MemberViewer } from '#app/domain/viewer';
import { testDatabase } from '#tests/support/database';
import { administrator, makeAuthority, makeMember } from '#tests/support/factories-members';
import { answer, ask } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { loginTokenFor, viewerFor } from '#tests/support/login';
import { refusalCode } from '#tests/support/refusal';

const database = withDatabase(await testDatabase());
const DAY_MS = 86_400_000;
const TWELVE = { deletedPosts: 12, notifications: 12, drafts: 12 };
let admin: MemberViewer;
let member: MemberViewer;

beforeEach(async () => {
  admin = await administrator();
  const authority = await makeAuthority();
  member = await viewerFor((await makeMember({ authorityIds: [authority.id] })).id);
});
afterEach(() => setClock());

function pass(days: number): void {
  const later = now().getTime() + days * DAY_MS;
  setClock(() => later);
}

describe('the times', () => {
  test('are for administrators, within bounds, and each change is written down', async () => {
    for (const viewer of [GUEST, member]) {
      expect(await refusalCode(getRetention(viewer))).toBe('forbidden');
      expect(await refusalCode(setRetention(viewer, TWELVE))).toBe('forbidden');
    }
    for (const months of ['0', '121', '1.5', 'x', '']) {
      expect(RetentionInput.safeParse({ ...TWELVE, drafts: months }).success, months).toBe(false);
    }
    await setRetention(admin, { ...TWELVE, drafts: 3 });
    await setRetention(admin, { ...TWELVE, drafts: 3 });
    const entries = await database.auditEntry.findMany({ where: { action: 'retention.set' } });
    expect(entries.map(({ detail }) => JSON.parse(detail))).toEqual([{ what: 'drafts', from: 12, to: 3 }]);
    const line = (await getRetention(admin)).find(({ job }) => job === 'drafts');
    expect(line).toEqual({ job: 'drafts', months: 3, ranAt: null, removed: 0 });
  });

  test('each job runs once a day and says when; a second run takes nothing more', async () => {
    await saveDraft(member, 'thread:new', { body: 'x' }, 0);
    pass(300);
    expect((await runRetention()).drafts).toBe(0);
    pass(70);
    await saveDraft(admin, 'thread:new', { body: 'y' }, 0);
    expect((await runRetention()).drafts).toBe(1);
    expect((await runRetention()).drafts).toBeUndefined();
    const line = (await getRetention(admin)).find(({ job }) => job === 'drafts');
    expect(line).toMatchObject({ ranAt: now().toISOString(), removed: 1 });
    pass(1);
    expect((await runRetention()).drafts).toBe(0);
    expect(await database.draft.count()).toBe(1);
  });

  test('a broken-off run leaves the rest for the next', async () => {
    const stopped = new AbortController();
    stopped.abort();
    expect(await runRetention(stopped.signal)).toEqual({});
    expect(await database.retentionRun.count()).toBe(0);
  });
});

describe('what goes', () => {
  test('the audit log after 24 months, and the chain of the younger entries still verifies', async () => {
    await recordAudit(database, { memberId: member.memberId, action: 'member.profile' });
    await sealEntries();
    pass(400);
    await recordAudit(database, { memberId: member.memberId, action: 'member.profile' });
    await sealEntries();
    expect((await runRetention()).audit).toBe(0);
    pass(400);
    expect((await runRetention()).audit).toBe(1);
    const report = await verifyChain();
    expect([report.verified, report.expired, report.faults]).toEqual([1, 1, []]);
    await database.auditEntry.deleteMany();
    expect((await verifyChain()).faults.map(({ kind }) => kind)).toEqual(['removed']);
  });

  test('who read a restricted thread after 24 months', async () => {
    const thread = await ask(member, { label: 'AMBER' });
    await recordReader(admin, thread, false);
    const rows = await database.threadReader.count();
    pass(700);
    expect((await runRetention()).readers).toBe(0);
    pass(60);
    expect((await runRetention()).readers).toBe(rows);
  });

  test('the text of a deleted post with its versions, for good; its place stays, and what is not deleted', async () => {
    const thread = await ask(member);
    const kept = await answer(member, thread, 'נשאר');
    const gone = await answer(member, thread, 'נמחק');
    await deletePost(member, gone, '');
    pass(360);
    expect((await runRetention()).deletedPosts).toBe(0);
    pass(10);
    const { revision } = await database.thread.findUniqueOrThrow({ where: { id: thread } });
    expect((await runRetention()).deletedPosts).toBe(1);
    expect(await database.post.findUnique({ where: { id: gone } })).toMatchObject({ body: '', html: '' });
    const versions = await database.postRevision.findMany({ where: { postId: gone } });
    expect(versions.every(({ body }) => body === '')).toBe(true);
    expect((await database.post.findUniqueOrThrow({ where: { id: kept } })).body).toBe('נשאר');
    const after = await database.thread.findUniqueOrThrow({ where: { id: thread } });
    expect(after.revision).toBeGreaterThan(revision);
    expect(await refusalCode(restorePost(member, gone))).toBe('conflict');
  });

  test('notices that were read, by batches; the unread stay', async () => {
    const createdAt = now();
    const one = { memberId: member.memberId, kind: 'membership' as const, createdAt };
    await database.notification.createMany({
      data: Array.from({ length: 450 }, () => ({ ...one, readAt: createdAt })),
    });
    await database.notification.create({ data: one });
    pass(370);
    expect((await runRetention()).notifications).toBe(450);
    expect(await database.notification.count()).toBe(1);
  });

  test('logins, one-time values, invitations and given-up mails that are over', async () => {
    const at = now();
    await database.login.deleteMany();
    await loginTokenFor(member.memberId);
    await database.verification.create({ data: { id: 'v', identifier: 'i', value: 'x', expiresAt: at } });
    const authority = await makeAuthority();
    const invitation = {
      email: 'a@example.org',
      authorityId: authority.id,
      expiresAt: new Date(at.getTime() + 14 * DAY_MS),
    };
    await database.invitation.create({ data: { tokenHash: 'used', usedAt: at, ...invitation } });
    await database.invitation.create({ data: { tokenHash: 'open', ...invitation } });
    const mail = { queue: 'mail', entityType: 'magicLink', entityId: '', createdAt: at, availableAt: at };
    await database.outbox.create({ data: { ...mail, attempts: 50 } });
    await database.outbox.create({ data: { ...mail, attempts: 3 } });
    expect(await runRetention()).toMatchObject({ logins: 0, verifications: 0, invitations: 0, mails: 0 });
    pass(32);
    expect(await runRetention()).toMatchObject({ logins: 1, verifications: 1, invitations: 1, mails: 1 });
    expect((await database.invitation.findMany()).map(({ tokenHash }) => tokenHash)).toEqual(['open']);
  });
});
