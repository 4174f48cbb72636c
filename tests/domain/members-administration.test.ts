import { describe, expect, test } from 'vitest';
import { saveAuthority } from '#app/domain/authorities/commands.server';
import { listAuthorities } from '#app/domain/authorities/queries.server';
import {
  reinstateMember,
  setMemberAuthorities,
  setRole,
  setValidUntil,
  suspendMember,
  unsafeSuspendMember,
} from '#app/domain/members/administration.server';
import { getMemberForAdministration, listAllMembers } from '#app/domain/members/administration-queries.server';
import { MemberFilter } from '#app/domain/members/input';
import { saveTopic } from '#app/domain/topics/commands.server';
import { GUEST } from '#app/domain/viewer';
import { setInstances } from '#app/instances.server';
import { testDatabase } from '#tests/support/database';
import { administrator, contactOf, makeAuthority, makeMember } from '#tests/support/factories-members';
import { testEnv } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';

const database = await testDatabase();
setInstances({ env: testEnv(), db: database });

describe('administration', () => {
  test('nobody but administrators', async () => {
    const member = await makeMember();
    const { id } = await makeAuthority();
    const input = {
      slug: 'x',
      nameHe: 'א',
      nameEn: 'A',
      kind: 'municipality',
      district: 'north',
      size: 'small',
      population: null,
    } as const;
    const topic = {
      slug: 'x',
      nameHe: 'א',
      nameEn: 'A',
      descriptionHe: 'א',
      descriptionEn: 'A',
      guideHe: '',
      guideEn: '',
      defaultLabel: 'GREEN',
      hue: 'neutral',
      position: 0,
    } as const;
    for (const viewer of [GUEST, await contactOf(id), await viewerFor((await makeMember({ role: 'moderator' })).id)]) {
      const refusals = [
        () => setRole(viewer, member.handle, 'administrator'),
        () => suspendMember(viewer, member.handle, 'why'),
        () => reinstateMember(viewer, member.handle),
        () => setValidUntil(viewer, member.handle, null),
        () => setMemberAuthorities(viewer, member.handle, { authorities: [id], primaryContact: [id] }),
        () => listAllMembers(viewer, MemberFilter.parse({})),
        () => getMemberForAdministration(viewer, member.handle),
        () => listAuthorities(viewer),
        () => saveAuthority(viewer, null, input),
        () => saveTopic(viewer, null, topic),
      ];
      for (const refusal of refusals) {
        await expect(refusal()).rejects.toMatchObject({ code: 'forbidden' });
      }
    }
    expect((await database.member.findUniqueOrThrow({ where: { id: member.id } })).role).toBe('member');
  });

  test('the last administrator stays', async () => {
    const boss = await administrator();
    const attempts = [
      () => setRole(boss, boss.handle, 'member'),
      () => unsafeSuspendMember(boss.handle, 'why'),
      () => setValidUntil(boss, boss.handle, '2020-01-01'),
    ];
    for (const attempt of attempts) {
      await expect(attempt()).rejects.toMatchObject({ code: 'conflict', messageKey: 'last_administrator' });
    }
    const row = await database.member.findUniqueOrThrow({ where: { id: boss.memberId } });
    expect(row).toMatchObject({ role: 'administrator', status: 'active', validUntil: null });
    expect(await database.login.count({ where: { userId: boss.memberId } })).toBe(1);
  });

  test('two administrators who demote each other at one moment: one stays', async () => {
    const [one, other] = [await administrator(), await administrator()];
    const answers = await Promise.allSettled([
      setRole(one, other.handle, 'member'),
      setRole(other, one.handle, 'member'),
    ]);
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
    expect(await database.member.count({ where: { role: 'administrator' } })).toBe(1);
  });

  test('role, suspension, last day and authorities change and are audited', async () => {
    const boss = await administrator();
    const { id } = await makeAuthority();
    const member = await makeMember();
    await setRole(boss, member.handle, 'host');
    await suspendMember(boss, member.handle, 'on leave');
    await reinstateMember(boss, member.handle);
    await setValidUntil(boss, member.handle, '2027-07-01');
    await setMemberAuthorities(boss, member.handle, { authorities: [id], primaryContact: [id] });
    const view = await getMemberForAdministration(boss, member.handle);
    // The first of July ends at 21:00 UTC, in summer time.
    expect(view).toMatchObject({ role: 'host', state: 'active', validUntil: '2027-07-01T21:00:00.000Z' });
    expect(view.authorities).toMatchObject([{ id, primaryContact: true }]);
    const entries = await database.auditEntry.findMany({ where: { subjectId: member.id }, orderBy: { id: 'asc' } });
    expect(entries.map((entry) => entry.action)).toEqual([
      'member.role',
      'member.suspend',
      'member.reinstate',
      'member.validity',
      'member.authorities',
    ]);
    await expect(
      setMemberAuthorities(boss, member.handle, { authorities: [], primaryContact: [id] }),
    ).rejects.toMatchObject({ code: 'invalid' });
  });

  test('the list is read page by page, and by every filter', async () => {
    const boss = await administrator();
    for (let number = 10; number < 70; number += 1) {
      await makeMember({ name: `א${number}`, nameEn: `Noa Levi ${number}` });
    }
    const suspended = await makeMember({ status: 'suspended', name: 'ת' });
    const first = await listAllMembers(boss, MemberFilter.parse({}));
    expect(first.rows).toHaveLength(50);
    const second = await listAllMembers(boss, MemberFilter.parse({ after: first.next ?? '' }));
    expect(new Set([...first.rows, ...second.rows].map((row) => row.handle)).size).toBe(62);
    expect(second.next).toBeNull();
    expect(
      (await listAllMembers(boss, MemberFilter.parse({ status: 'suspended' }))).rows.map((row) => row.handle),
    ).toEqual([suspended.handle]);
    expect((await listAllMembers(boss, MemberFilter.parse({ q: 'noa levi 12' }))).rows).toHaveLength(1);
    expect((await listAllMembers(boss, MemberFilter.parse({ role: 'administrator' }))).rows).toHaveLength(1);
    expect((await listAllMembers(boss, MemberFilter.parse({ after: 'nonsense', role: 'nonsense' }))).rows).toHaveLength(
      50,
    );
  });
});
