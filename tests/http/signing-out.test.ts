import { expect, test } from 'vitest';
import { paths } from '#app/paths';
import { testApp } from '#tests/support/app';
import { testDatabase } from '#tests/support/database';
import { makeMember } from '#tests/support/factories-members';
import { withDatabase } from '#tests/support/instances';

withDatabase(await testDatabase());
const app = testApp();

test('every page of somebody who is signed in has the way out, also of who is not in force and of what is not found', async () => {
  const [member, pending, administrator] = [
    await makeMember(),
    await makeMember({ status: 'pending' }),
    await makeMember({ role: 'administrator' }),
  ];
  const asked: [string, string][] = [
    ...[paths.home(), paths.threads(), paths.search(), paths.account(), paths.about(), '/nothing'].map(
      (path): [string, string] => [path, member.id],
    ),
    [paths.home(), pending.id],
    [paths.account(), pending.id],
    [paths.adminMembers(), administrator.id],
  ];
  for (const [path, as] of asked) {
    const html = await (await app.send(path, { as })).text();
    expect(html, path).toMatch(new RegExp(`<form[^>]*action="${paths.signOut()}"`));
  }
  expect(await (await app.send(paths.about())).text()).not.toContain(`action="${paths.signOut()}"`);
});
