import { beforeEach, expect, test } from 'vitest';
import { forgetAllCounts } from '#app/domain/limits/counts.server';
import { setupLink } from '#app/domain/login/setup.server';
import { bumpRevision } from '#app/domain/revision';
import { setInstances } from '#app/instances.server';
import { paths } from '#app/paths';
import { testApp } from '#tests/support/app';
import { testDatabase } from '#tests/support/database';
import { makeMember } from '#tests/support/factories-members';
import { testEnv } from '#tests/support/instances';

const database = await testDatabase();
const env = testEnv();
const app = testApp();
const PASSWORD = 'a long enough password';

beforeEach(() => {
  setInstances({ env, db: database });
  forgetAllCounts();
  bumpRevision();
});

/** A browser: it sends the cookies that it was given. */
function browser() {
  const cookies = new Map<string, string>();
  return async (path: string, form?: Record<string, string>): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await app.send(path, { headers: { cookie }, ...(form && { form }) });
    for (const given of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(given) ?? [];
      cookies.set(name, value);
    }
    return response;
  };
}

type Browser = ReturnType<typeof browser>;

function signIn(open: Browser, email: string): Promise<Response> {
  return open(paths.signIn(), { intent: 'password', email, password: PASSWORD });
}

/** The opening tag of the page: language, direction, theme, density. */
async function shown(open: Browser): Promise<string> {
  return /<html[^>]*>/.exec(await (await open(paths.about())).text())?.[0] ?? '';
}

test('a guest’s choice is this browser’s alone, and changes no member', async () => {
  const member = await makeMember();
  const open = browser();
  await open(paths.preferences(), { locale: 'en', theme: 'dark' });
  expect(await shown(open)).toMatch(/lang="en".*dark/);
  const row = await database.member.findUniqueOrThrow({ where: { id: member.id } });
  expect(row).toMatchObject({ locale: 'he', theme: 'system' });
});

test('a failed sign-in brings nobody’s settings along', async () => {
  const { email } = await makeMember({ password: PASSWORD, locale: 'en' });
  const open = browser();
  await open(paths.signIn(), { intent: 'password', email, password: 'another long password' });
  expect(await shown(open)).toContain('lang="he"');
});

test('signing in brings the member’s own settings, whatever the browser was used with before', async () => {
  const { email } = await makeMember({ password: PASSWORD, locale: 'en', theme: 'dark', density: 'compact' });
  const open = browser();
  await open(paths.preferences(), { locale: 'he', theme: 'light', density: 'comfortable' });
  expect(await shown(open)).toMatch(/lang="he".*light/);
  expect((await signIn(open, email)).status).toBe(303);
  expect(await shown(open)).toMatch(/lang="en".*dark.*compact/);
  await open(paths.signOut(), {});
  expect(await shown(open)).toContain('lang="en"');
});

test('what a member switches in the top bar or on their account is there on the next device they sign in on', async () => {
  const { email } = await makeMember({ password: PASSWORD });
  const [first, second, third] = [browser(), browser(), browser()];
  await signIn(first, email);
  await first(paths.preferences(), { locale: 'en' });
  expect(await shown(first)).toContain('lang="en"');
  await signIn(second, email);
  expect(await shown(second)).toContain('lang="en"');
  const account = { name: 'דנה לוי', employment: 'staff', locale: 'he', theme: 'dark', density: 'compact' };
  await second(paths.account(), account);
  await signIn(third, email);
  expect(await shown(third)).toMatch(/lang="he".*dark.*compact/);
});

test('whoever waits for approval keeps what they switch, too', async () => {
  const { email, id } = await makeMember({ password: PASSWORD, status: 'pending' });
  const open = browser();
  await signIn(open, email);
  await open(paths.preferences(), { locale: 'en' });
  expect(await database.member.findUniqueOrThrow({ where: { id } })).toMatchObject({ locale: 'en' });
});

test('whoever joins begins with what the browser shows', async () => {
  const open = browser();
  await open(paths.preferences(), { locale: 'en', theme: 'dark' });
  const path = ((await setupLink()) ?? '').slice(env.appUrl.length);
  const token = new URL(path, 'http://x').searchParams.get('token') ?? '';
  const person = { name: 'דנה לוי', email: 'dana@example.org', password: PASSWORD };
  await open(path, { token, associationHe: 'איגוד', associationEn: 'Association', ...person });
  expect(await database.member.findFirstOrThrow()).toMatchObject({ locale: 'en', theme: 'dark' });
  expect(await shown(open)).toMatch(/lang="en".*dark/);
});
