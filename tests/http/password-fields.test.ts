import { beforeEach, expect, test } from 'vitest';
import { setupLink } from '#app/domain/login/setup.server';
import { inviteMember } from '#app/domain/members/invitation.server';
import { bumpRevision } from '#app/domain/revision';
import { paths } from '#app/paths';
import { testApp } from '#tests/support/app';
import { testDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';

withDatabase(await testDatabase());
const app = testApp();
beforeEach(() => bumpRevision());

/** The pages with a field for a password, by what they show: `as` where somebody must be signed in. */
async function pages(): Promise<{ path: string; as?: string }[]> {
  const setup = new URL((await setupLink()) ?? '');
  const setupPage = { path: setup.pathname + setup.search };
  expect(await (await app.send(setupPage.path)).text()).toMatch(/name="password"/);
  const authority = await makeAuthority();
  const { id } = await makeMember({ primaryContactFor: [authority.id], password: 'a long enough password' });
  const input = { email: 'new@example.org', authority: authority.id, role: 'member' as const };
  const { pathname } = new URL((await inviteMember(await viewerFor(id), input)).link);
  const own = [paths.accountPassword(), paths.accountFactor(), paths.accountData(), paths.prove({})];
  return [
    { path: paths.signIn() },
    { path: pathname },
    { path: paths.resetPassword({ token: 'x' }) },
    ...own.map((path) => ({ path, as: id })),
  ];
}

test('a password is masked wherever it is typed, and programs that keep passwords may fill it in', async () => {
  for (const { path, as } of await pages()) {
    const html = await (await app.send(path, as ? { as } : {})).text();
    const fields = html.match(/<input[^>]*name="(?:\w*[pP]assword)"[^>]*>/g) ?? [];
    expect(fields.length, path).toBeGreaterThan(0);
    for (const field of fields) {
      expect(field, path).toMatch(/type="password"/);
      expect(field, path).toMatch(/autoComplete="(?:current|new)-password"/i);
      expect(field, path).not.toMatch(/onpaste|readonly/i);
    }
  }
});
