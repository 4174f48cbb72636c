import { describe, expect, test } from 'vitest';
import { exportAccess, listAccess } from '#app/domain/members/access.server';
import { setMemberAuthorities, setRole } from '#app/domain/members/administration.server';
import { GUEST } from '#app/domain/viewer';
import { testDatabase } from '#tests/support/database';
import { administrator, contactOf, makeAuthority, makeMember } from '#tests/support/factories-members';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';

const database = withDatabase(await testDatabase());

describe('who may do what', () => {
  test('nobody but administrators', async () => {
    const { id } = await makeAuthority();
    for (const viewer of [GUEST, await contactOf(id), await viewerFor((await makeMember({ role: 'moderator' })).id)]) {
      await expect(listAccess(viewer)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(exportAccess(viewer, 'he')).rejects.toMatchObject({ code: 'forbidden' });
    }
    expect(await database.auditEntry.count({ where: { action: 'access.export' } })).toBe(0);
  });

  test('each role and privilege, since when and given by whom', async () => {
    const admin = await administrator();
    const [one, two] = [await makeAuthority(), await makeAuthority()];
    const member = await makeMember({ name: '=1+1', authorityIds: [one.id, two.id] });
    await makeMember();
    await setRole(admin, member.handle, 'moderator');
    await setRole(admin, member.handle, 'host');
    const authorities = [one.id, two.id];
    await setMemberAuthorities(admin, member.handle, { authorities, primaryContact: [two.id] });
    const first = await database.auditEntry.findFirstOrThrow({ where: { action: 'member.authorities' } });
    await setMemberAuthorities(admin, member.handle, { authorities, primaryContact: [two.id] });
    await database.secondFactor.create({
      data: { memberId: member.id, secret: 'x', confirmedAt: new Date(), createdAt: new Date() },
    });
    const rows = await listAccess(admin);
    expect(rows.filter((row) => row.person.handle === member.handle)).toMatchObject([
      { what: 'host', authority: null, secondFactor: true, lastSeenAt: null, by: expect.anything() },
      { what: 'contact', authority: { he: two.nameHe }, since: first.at.toISOString() },
    ]);
    expect(rows[0]).toMatchObject({ what: 'administrator', since: null, by: null, secondFactor: false });
    const file = await exportAccess(admin, 'he');
    expect(file).toContain("'=1+1");
    expect(await database.auditEntry.count({ where: { action: 'access.export' } })).toBe(1);
  });
});
