import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { ADMINISTRATOR } from '#tests/e2e/pages';
import { violations } from '#tests/support/axe';
import { DESK, PHONE, testBrowser } from '#tests/support/browser';

const browser = testBrowser();
const options = { bypassCSP: true };
const ABOUT = '/admin/pages/about/he';

async function clean(page: Page): Promise<void> {
  expect(await violations(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
}

async function save(page: Page): Promise<void> {
  await page.getByRole('button', { name: /שמירה ופרסום|Save and publish/ }).click();
  await page.waitForURL('**/admin/pages');
}

test('an administrator writes a page with its preview; a guest reads it at once; and back again, without a script', async () => {
  const admin = await browser.visit({ as: ADMINISTRATOR, viewport: DESK, options });
  const guest = await browser.visit({ viewport: PHONE, options });
  await guest.goto(browser.url('/about'));
  await admin.goto(browser.url(ABOUT));
  await admin.fill('textarea[name=body]', '## מי אנחנו\n\nאנו {association}.\n\n- English item (AWS)');
  const preview = admin.locator('.editor-preview');
  await preview.getByText('מי אנחנו').waitFor();
  expect(await preview.textContent()).not.toContain('{association}');
  await clean(admin);
  await save(admin);
  await admin.getByText('ישן מהנוסח בשפה השנייה').waitFor();
  await clean(admin);
  await guest.goto(browser.url('/about'));
  await guest.getByRole('heading', { name: 'מי אנחנו' }).waitFor();
  expect(await guest.getByText('English item (AWS)').getAttribute('dir')).toBe('ltr');
  await guest.getByText('שונה לאחרונה').waitFor();
  await clean(guest);

  const plain = await browser.visit({ as: ADMINISTRATOR, viewport: PHONE, javaScript: false });
  await plain.goto(browser.url(ABOUT));
  await plain.fill('textarea[name=body]', 'טיוטה');
  await plain.click('button[value=preview]');
  await plain.locator('.callout .prose', { hasText: 'טיוטה' }).waitFor();
  expect(await plain.inputValue('textarea[name=body]')).toBe('טיוטה');
  await plain.click('button[value=restore]');
  await plain.waitForURL('**/admin/pages');
  await guest.goto(browser.url('/about'));
  await guest.getByRole('heading', { name: 'בשביל מה' }).waitFor();
  await plain.goto(browser.url(`${ABOUT}/history`));
  await plain.getByText('חזרה לנוסח שהגיע עם התוכנה').waitFor();
});

test('two administrators at once: the slower compares, and both texts are in the history', async () => {
  const address = '/admin/pages/privacy/en';
  const first = await browser.visit({ as: ADMINISTRATOR, locale: 'en', viewport: DESK, options });
  const second = await browser.visit({ as: ADMINISTRATOR, locale: 'en', theme: 'dark', viewport: PHONE, options });
  await first.goto(browser.url(address));
  await second.goto(browser.url(address));
  await first.fill('textarea[name=body]', 'What the first wrote.');
  await second.fill('textarea[name=body]', 'What the second wrote.');
  await save(first);
  await second.getByRole('button', { name: 'Save and publish' }).click();
  await second.getByText('What the first wrote.').waitFor();
  expect(await second.inputValue('textarea[name=body]')).toBe('What the second wrote.');
  await clean(second);
  await save(second);
  await first.goto(browser.url(`${address}/history`));
  await first.getByRole('heading', { name: 'Text 2' }).waitFor();
  expect(await first.locator('main').textContent()).toMatch(/second[\s\S]*first/);
  await clean(first);
  await first.goto(browser.url(address));
  await first.getByRole('button', { name: 'Back to the text that came with the software' }).click();
  await first.waitForURL('**/admin/pages');
});
