import { afterEach, describe, expect, test } from 'vitest';
import { now, setClock } from '#app/domain/clock';
import { applyForMembership, approveMember, refuseMember } from '#app/domain/members/application.server';
import { listApprovals } from '#app/domain/members/approvals.server';
import { GUEST } from '#app/domain/viewer';
import { setInstances } from '#app/instances.server';
import { MailJob } from '#app/mail/jobs';
import { prepareMail } from '#app/mail-worker.server';
import { testDatabase } from '#tests/support/database';
import { administrator, contactOf, makeAuthority, makeMember } from '#tests/support/factories-members';
import { testEnv } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';

const database = await testDatabase();
setInstances({ env: testEnv(), db: database });
const DAY_MS = 86_400_000;

afterEach(() => setClock());

function application(authorityId: number, email = 'new@example.org') {
  const person = { name: 'דנה לוי', nameEn: 'Dana Levi', itRole: 'cio' as const, employment: 'staff' as const };
  return { ...person, email, authority: authorityId, privacy: true as const };
}

async function queuedTemplates(): Promise<string[]> {
  const rows = await database.outbox.findMany({ where: { queue: 'mail' }, orderBy: { id: 'asc' } });
  return rows.map((row) => row.entityType);
}

describe('applying', () => {
  test('a known address changes nothing, and the answer is the same', async () => {
    const { id } = await makeAuthority();
    const known = await makeMember();
    await expect(applyForMembership(GUEST, application(id, known.email), 'he')).resolves.toBeUndefined();
    expect(await database.member.count()).toBe(1);
    expect(await queuedTemplates()).toEqual(['applicationKnown']);
    await expect(applyForMembership(GUEST, application(9999), 'he')).rejects.toMatchObject({ field: 'authority' });
  });

  test('an applicant waits; the primary contacts are told, or the administrators where there are none', async () => {
    const [withContact, without] = [await makeAuthority(), await makeAuthority()];
    const contact = await contactOf(withContact.id);
    await administrator();
    await applyForMembership(GUEST, application(withContact.id), 'en');
    await applyForMembership(GUEST, application(without.id, 'other@example.org'), 'he');
    const [one, other] = await database.member.findMany({ where: { status: 'pending' }, orderBy: { email: 'desc' } });
    expect([one?.handle, other?.handle].sort()).toEqual(['new', 'other']);
    expect(await queuedTemplates()).toEqual([
      'applicationReceived',
      'applicationWaiting',
      'applicationReceived',
      'applicationWaiting',
    ]);
    const waiting = await listApprovals(contact);
    expect(waiting.waiting.map((each) => each.email)).toEqual(['new@example.org']);
  });
});

describe('deciding', () => {
  test('nobody but the primary contact of the authority and administrators', async () => {
    const [own, foreign] = [await makeAuthority(), await makeAuthority()];
    const applicant = await makeMember({ status: 'pending', authorityIds: [own.id] });
    const others = [
      GUEST,
      await viewerFor((await makeMember({ authorityIds: [own.id] })).id),
      await viewerFor((await makeMember({ role: 'moderator' })).id),
      await contactOf(foreign.id),
    ];
    for (const viewer of others) {
      await expect(approveMember(viewer, applicant.handle)).rejects.toMatchObject({ code: 'not_found' });
      await expect(refuseMember(viewer, applicant.handle)).rejects.toMatchObject({ code: 'not_found' });
    }
    await expect(listApprovals(others[1] ?? GUEST)).rejects.toMatchObject({ code: 'not_found' });
    expect((await database.member.findUniqueOrThrow({ where: { id: applicant.id } })).status).toBe('pending');
  });

  test('approving opens the membership for a year, tells the applicant, and is done once', async () => {
    const { id } = await makeAuthority();
    const contact = await contactOf(id);
    const applicant = await makeMember({ status: 'pending', authorityIds: [id], emailVerified: false });
    await approveMember(contact, applicant.handle);
    const row = await database.member.findUniqueOrThrow({ where: { id: applicant.id } });
    expect(row).toMatchObject({ status: 'active', verifiedById: contact.memberId });
    const days = ((row.validUntil?.getTime() ?? 0) - now().getTime()) / DAY_MS;
    expect(Math.round(days)).toBeGreaterThanOrEqual(365);
    expect(await database.notification.findMany()).toMatchObject([{ memberId: applicant.id, kind: 'membership' }]);
    expect(await database.auditEntry.count({ where: { action: 'member.approve' } })).toBe(1);
    expect(await queuedTemplates()).toEqual(['approved']);
    await expect(approveMember(contact, applicant.handle)).rejects.toMatchObject({ code: 'conflict' });
    await expect(refuseMember(contact, applicant.handle)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('a membership near its end is confirmed for another year from that end', async () => {
    const { id } = await makeAuthority();
    const contact = await contactOf(id);
    const validUntil = new Date('2030-02-28T12:00:00Z');
    setClock(() => validUntil.getTime() - 10 * DAY_MS);
    const member = await makeMember({ authorityIds: [id], validUntil });
    expect((await listApprovals(contact)).ending.map((each) => each.handle)).toEqual([member.handle]);
    await approveMember(contact, member.handle);
    const row = await database.member.findUniqueOrThrow({ where: { id: member.id } });
    expect(row.validUntil?.toISOString()).toBe('2031-02-28T12:00:00.000Z');
  });

  test('refusing deletes what the applicant gave and tells them', async () => {
    const { id } = await makeAuthority();
    const applicant = await makeMember({ status: 'pending', authorityIds: [id], locale: 'en' });
    await refuseMember(await contactOf(id), applicant.handle);
    expect(await database.member.count({ where: { id: applicant.id } })).toBe(0);
    const [job] = await database.outbox.findMany();
    const mail = await prepareMail(MailJob.parse(JSON.parse(job?.payload ?? '')));
    expect(mail).toMatchObject({ to: { address: applicant.email }, subject: 'Your application was not approved' });
  });
});
