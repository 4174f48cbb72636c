import type { CDPSession, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { MEMBER } from '#tests/e2e/pages';
import { violations } from '#tests/support/axe';
import { PHONE, testBrowser, type Visit } from '#tests/support/browser';

const browser = testBrowser();

/** A page whose browser has an authenticator of its own: it keeps passkeys and says yes whenever it is asked. */
async function visitWithKey(visit: Visit): Promise<{ page: Page; cdp: CDPSession; authenticatorId: string }> {
  const page = await browser.visit(visit);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { page, cdp, authenticatorId };
}

async function add(page: Page, name: string): Promise<void> {
  await page.goto(browser.url('/account/passkeys'));
  await page.getByLabel('שם').last().fill(name);
  await page.getByRole('button', { name: 'הוספת מפתח כניסה' }).click();
  await page.getByText('מפתח הכניסה נוסף').waitFor();
}

async function signOut(page: Page): Promise<void> {
  await page.context().clearCookies({ name: 'roundtable_login' });
}

const signInButton = (page: Page) => page.getByRole('button', { name: 'כניסה עם מפתח כניסה' });

const arrived = (page: Page, path: string) => page.waitForURL((where) => where.pathname === path);

async function press(page: Page): Promise<void> {
  await page.goto(browser.url('/sign-in?to=/bookmarks'));
  await signInButton(page).click();
}

describe('a passkey', () => {
  test('is added, named, signs in without a password, and no longer does once it is removed', async () => {
    const { page, cdp, authenticatorId } = await visitWithKey({
      as: MEMBER,
      viewport: PHONE,
      options: { bypassCSP: true },
    });
    const name = `הטלפון ${Date.now()}`;
    await add(page, name);
    expect(await violations(page)).toEqual([]);
    await signOut(page);
    await press(page);
    await arrived(page, '/bookmarks');

    // The person was not looked at: the device says no by itself, and the page says so.
    await signOut(page);
    await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
    await press(page);
    await page.getByText('הדפדפן לא מסר מפתח כניסה').waitFor();
    expect(new URL(page.url()).pathname).toBe('/sign-in');
    await cdp.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
    await signInButton(page).click();
    await arrived(page, '/bookmarks');

    await page.goto(browser.url('/account/passkeys'));
    await page.getByRole('button', { name: `הסרה ${name}` }).click();
    await page.getByText('מפתח הכניסה הוסר').waitFor();
    await signOut(page);
    await press(page);
    await page.getByRole('alert').getByText('מפתח הכניסה לא התקבל').waitFor();
    expect(new URL(page.url()).pathname).toBe('/sign-in');
    expect(browser.complaints()).toEqual([]);
  });

  test('proves again who one is', async () => {
    const { page } = await visitWithKey({ as: MEMBER });
    const name = `המחשב ${Date.now()}`;
    await add(page, name);
    await page.goto(browser.url('/account/prove?to=/account/logins'));
    await page.getByRole('button', { name: 'אישור במפתח כניסה' }).click();
    await arrived(page, '/account/logins');
    await page.goto(browser.url('/account/passkeys'));
    await page.getByRole('button', { name: `הסרה ${name}` }).click();
    await page.getByText('מפתח הכניסה הוסר').waitFor();
  });
});

test('without JavaScript there is no button for it, and the other ways are there', async () => {
  const page = await browser.visit({ javaScript: false });
  await page.goto(browser.url('/sign-in'));
  expect(await signInButton(page).count()).toBe(0);
  expect(await page.locator('input[name=password]').count()).toBe(1);
});
