import { expect, test } from 'vitest';
import type { Client } from '#app/domain/login/model';
import { applyForMembership } from '#app/domain/members/application.server';
import { acceptInvitation, inviteMember } from '#app/domain/members/invitation.server';
import { GUEST } from '#app/domain/viewer';
import { testDatabase } from '#tests/support/database';
import { administrator, makeAuthority } from '#tests/support/factories-members';
import { withDatabase } from '#tests/support/instances';

const database = withDatabase(await testDatabase());
const CLIENT: Client = { ipAddress: '192.0.2.7', userAgent: 'test', loginToken: null };

function application(authority: number, email: string) {
  const person = { name: 'דנה לוי', nameEn: 'Dana Levi', itRole: 'cio' as const, employment: 'staff' as const };
  return { ...person, email, authority, privacy: true as const };
}

function mails(entityType: string): Promise<number> {
  return database.outbox.count({ where: { queue: 'mail', entityType } });
}

test('two invited at one moment who choose the same handle: one has it, the other is told', async () => {
  const { id } = await makeAuthority();
  const viewer = await administrator();
  const links = [];
  for (const email of ['one@example.org', 'two@example.org']) {
    links.push((await inviteMember(viewer, { email, authority: id, role: 'member' })).link);
  }
  const joined = await Promise.allSettled(
    links.map((link) => {
      const { name, nameEn, itRole, employment, privacy } = application(id, '');
      const token = decodeURIComponent(link.split('/').at(-1) ?? '');
      const chosen = { token, handle: 'dana', password: 'a long enough password' };
      return acceptInvitation(GUEST, { name, nameEn, itRole, employment, privacy, ...chosen }, CLIENT);
    }),
  );
  expect(joined.map((each) => each.status).sort()).toEqual(['fulfilled', 'rejected']);
  const refusal = joined.find((each) => each.status === 'rejected');
  expect(refusal?.reason).toMatchObject({ code: 'conflict', messageKey: 'handle_taken', field: 'handle' });
});

test('the same application sent twice at one moment is one applicant, who is told that the address is known', async () => {
  const { id } = await makeAuthority();
  await Promise.all(
    Array.from({ length: 3 }, () => applyForMembership(GUEST, application(id, 'dana@example.org'), 'he')),
  );
  expect(await database.member.count()).toBe(1);
  expect([await mails('applicationReceived'), await mails('applicationKnown')]).toEqual([1, 2]);
});

test('applicants whose addresses make the same handle at one moment each get one of their own', async () => {
  const { id } = await makeAuthority();
  const domains = Array.from({ length: 8 }, (_each, number) => `city-${number}.example`);
  await Promise.all(domains.map((domain) => applyForMembership(GUEST, application(id, `dana.levi@${domain}`), 'he')));
  const members = await database.member.findMany({ orderBy: { handle: 'asc' }, select: { handle: true } });
  expect(members.map((member) => member.handle)).toEqual([
    'dana.levi',
    ...[2, 3, 4, 5, 6, 7, 8].map((number) => `dana.levi${number}`),
  ]);
  expect(await mails('applicationReceived')).toBe(8);
  expect(await database.auditEntry.count({ where: { action: 'member.apply' } })).toBe(8);
});
