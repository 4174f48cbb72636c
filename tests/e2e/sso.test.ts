import { expect, test } from 'vitest';
import { MEMBER } from '#tests/e2e/pages';
import { PHONE, testBrowser, type Visit } from '#tests/support/browser';

const browser = testBrowser();

/** What went wrong here. The way to the provider and back is meant to leave the forum. */
const faults = () => browser.complaints().filter((each) => !each.startsWith('outside: http://127.0.0.1:'));

/** A member who is not linked is refused; links; comes in by the provider; and no longer does once it is undone. */
async function journey(visit: Visit): Promise<void> {
  const stranger = await browser.visit(visit);
  const toProvider = async () => {
    await stranger.goto(browser.url('/sign-in?to=/bookmarks'));
    await stranger.getByRole('link', { name: /Municipal ID/ }).click();
  };
  const refused = async () => {
    await toProvider();
    await stranger.waitForURL((where) => where.pathname === '/sign-in');
    await stranger.getByText('אינו מקושר לאף חשבון').waitFor();
  };
  await refused();

  const member = await browser.visit({ ...visit, as: MEMBER });
  await member.goto(browser.url('/account/sso'));
  await member.getByRole('button', { name: /Municipal ID/ }).click();
  await member.getByRole('link', { name: /Municipal ID/ }).click();
  await member.waitForURL((where) => where.pathname === '/account/sso');
  await member.getByText('מקושר', { exact: true }).waitFor();

  await toProvider();
  await stranger.waitForURL((where) => where.pathname === '/bookmarks');

  await member.getByRole('button', { name: /הסרת הקישור/ }).click();
  await member.getByText('לא מקושר', { exact: true }).waitFor();
  await stranger.context().clearCookies({ name: 'roundtable_login' });
  await refused();
  expect(faults()).toEqual([]);
}

test('single sign-on: linked, signed in by it, undone', () => journey({ viewport: PHONE }));

test('and without JavaScript', () => journey({ javaScript: false }));
