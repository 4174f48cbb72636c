import { afterAll, expect, test } from 'vitest';
import { paths } from '#app/paths';
import { testApp } from '#tests/support/app';
import { testDatabase } from '#tests/support/database';
import { testEnv, withDatabase } from '#tests/support/instances';
import { startProvider } from '#tests/support/oidc';

const provider = await startProvider(testEnv().appUrl);
afterAll(() => provider.stop());
withDatabase(await testDatabase(), { sso: provider.config });
const app = testApp();
const start = paths.sso({ to: '/bookmarks' });

test.each(['cross-site', 'same-site', 'none'])('led there from elsewhere (%s): to a press', async (site) => {
  const response = await app.send(start, { headers: { 'sec-fetch-site': site } });
  expect(response.headers.get('location')).toBe(paths.signIn({ to: '/bookmarks' }));
  expect(response.headers.getSetCookie()).toEqual([]);
});

test.each(['same-origin', null])('by a press on our own page (%s): to the provider', async (site) => {
  const response = await app.send(start, { headers: { 'sec-fetch-site': site } });
  expect(response.headers.get('location')).toMatch(new RegExp(`^${provider.config.issuer}/`));
});
