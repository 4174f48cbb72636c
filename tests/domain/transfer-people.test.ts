import { expect, test } from 'vitest';
import { approveMember, refuseMember } from '#app/domain/members/application.server';
import { acceptInvitation, inviteMember } from '#app/domain/members/invitation.server';
import { GUEST } from '#app/domain/viewer';
import { testDatabase } from '#tests/support/database';
import { administrator, makeAuthority } from '#tests/support/factories-members';
import { makeTopic } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { author, importLines, threadLine } from '#tests/support/transfer';

const database = withDatabase(await testDatabase());
const CLIENT = { ipAddress: '127.0.0.1', userAgent: 'test', loginToken: null };

async function importedAuthor() {
  await makeTopic();
  const boss = await administrator();
  const { id, nameHe } = await makeAuthority();
  await importLines(database, [threadLine(1, { author: author(1, { authority: nameHe }), posts: [] })]);
  const member = await database.member.findUniqueOrThrow({ where: { externalId: 'u-1' } });
  return { boss, authorityId: id, member };
}

test('an author whom an import brought joins by invitation as who they are, texts and all', async () => {
  const { boss, authorityId, member } = await importedAuthor();
  const { link } = await inviteMember(boss, { email: member.email, authority: authorityId, role: 'host' });
  await acceptInvitation(
    GUEST,
    {
      token: link.split('/').at(-1) ?? '',
      ...{ name: 'נגה', nameEn: null, handle: 'noga', itRole: 'cio', employment: 'staff', privacy: true },
      password: 'a long enough password',
    },
    CLIENT,
  );
  const joined = await database.member.findUniqueOrThrow({ where: { id: member.id }, include: { authorities: true } });
  expect(joined).toMatchObject({ status: 'active', role: 'host', handle: 'noga', emailVerified: true });
  expect(joined.authorities.map((link) => link.authorityId)).toEqual([authorityId]);
  expect(await database.thread.count({ where: { authorId: member.id } })).toBe(1);
});

test('such an author can be approved, and is not deleted by a refusal', async () => {
  const { boss, member } = await importedAuthor();
  await expect(refuseMember(boss, member.handle)).rejects.toMatchObject({ code: 'conflict' });
  await approveMember(boss, member.handle);
  expect(await database.member.count({ where: { id: member.id, status: 'active' } })).toBe(1);
});
