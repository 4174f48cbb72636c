import { describe, expect, test } from 'vitest';
import { now } from '#app/domain/clock';
import { editProfile } from '#app/domain/members/profile.server';
import { getMember, getOwnProfile, listMembers, suggestMembers } from '#app/domain/members/queries.server';
import { GUEST } from '#app/domain/viewer';
import { setInstances } from '#app/instances.server';
import { testDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { testEnv } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';

const database = await testDatabase();
setInstances({ env: testEnv(), db: database });

describe('the directory', () => {
  test('is for members, and holds only those in force', async () => {
    const { id } = await makeAuthority();
    const viewer = await viewerFor((await makeMember({ name: 'אב', nameEn: 'Av', authorityIds: [id] })).id);
    const hidden = [
      await makeMember({ status: 'pending' }),
      await makeMember({ status: 'suspended' }),
      await makeMember({ validUntil: new Date(now().getTime() - 15 * 86_400_000) }),
      await makeMember({ erasedAt: now() }),
    ];
    await expect(listMembers(GUEST, {})).rejects.toMatchObject({ code: 'not_found' });
    await expect(getMember(GUEST, viewer.handle)).rejects.toMatchObject({ code: 'not_found' });
    expect((await listMembers(viewer, {})).rows.map((row) => row.handle)).toEqual([viewer.handle]);
    for (const member of [hidden[0], hidden[1], hidden[3]]) {
      await expect(getMember(viewer, member?.handle ?? '')).rejects.toMatchObject({ code: 'not_found' });
    }
    const page = await listMembers(viewer, { authority: id, q: 'av' });
    expect(page.rows).toMatchObject([{ name: { he: 'אב', en: 'Av' }, authorities: [{ id }] }]);
    expect(JSON.stringify(page)).not.toContain('@');
  });

  test('suggests by the beginning of a handle or of a name, at most eight, to members', async () => {
    const viewer = await viewerFor((await makeMember({ handle: 'asker', name: 'שואל', nameEn: 'Asker' })).id);
    const dana = await makeMember({ handle: 'dana.levi', name: 'דנה לוי', nameEn: 'Dana Levi' });
    for (const typed of ['da', 'דנ', 'לו', 'levi']) {
      expect((await suggestMembers(viewer, typed)).map((each) => each.handle)).toEqual([dana.handle]);
    }
    for (let number = 0; number < 12; number += 1) {
      await makeMember({ handle: `dan${number}` });
    }
    expect(await suggestMembers(viewer, 'dan')).toHaveLength(8);
    expect(await suggestMembers(GUEST, 'dan')).toEqual([]);
    expect(await suggestMembers(viewer, '%')).toEqual([]);
  });

  test('one’s own profile is changed by oneself, authorities only in their order', async () => {
    const [first, second, foreign] = [await makeAuthority(), await makeAuthority(), await makeAuthority()];
    const viewer = await viewerFor((await makeMember({ authorityIds: [first.id, second.id] })).id);
    const input = {
      name: 'נועה כהן',
      nameEn: 'Noa Cohen',
      about: 'ענן',
      itRole: 'security_manager',
      employment: 'outsourced',
      locale: 'en',
      theme: 'dark',
      density: 'compact',
      mailNotices: false,
      ...{ showsItRole: true, showsEmployment: true, showsAbout: true, showsEmail: false },
    } as const;
    await expect(editProfile(GUEST, { ...input, firstAuthority: null })).rejects.toMatchObject({ code: 'not_found' });
    await expect(editProfile(viewer, { ...input, firstAuthority: foreign.id })).rejects.toMatchObject({
      field: 'firstAuthority',
    });
    await editProfile(viewer, { ...input, firstAuthority: second.id });
    const again = await viewerFor(viewer.memberId);
    expect(again).toMatchObject({ name: 'נועה כהן', theme: 'dark', authorityIds: [second.id, first.id] });
    expect(await getOwnProfile(again)).toMatchObject(input);
  });
});
