import { expect, test } from 'vitest';
import { PHONE, testBrowser } from '#tests/support/browser';

const browser = testBrowser();
const MEMBER = 'dana.levi@nahalat-oren.example';

test('results come while typing in Hebrew, are counted aloud, and are walked with the arrows', async () => {
  const page = await browser.visit({ as: MEMBER });
  await page.goto(browser.url('/search'));
  const box = page.locator('.search-form input[name=q]');
  await box.pressSequentially('לענן');
  await page.locator('.hit').first().waitFor();
  expect(new URL(page.url()).searchParams.get('q')).toBe('לענן');
  // Not "לענן" alone: the word itself, and what means the same.
  expect(await page.locator('.hit mark').allTextContents()).toContain('ענן');
  expect(await page.locator('[role=status].results-count').textContent()).toMatch(/\d+ תוצאות/);
  expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('q');
  await page.keyboard.press('ArrowDown');
  const first = await page.locator('.hit a').first().getAttribute('href');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe(first);
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => `${url.pathname}${url.hash}` === first);
  await page.goBack();
  await page.locator('.hit').first().waitFor();
  expect(await box.inputValue()).toBe('לענן');
  expect(browser.complaints()).toEqual([]);
});

test('a facet narrows, goes into the address, and is taken back; a search is saved and forgotten', async () => {
  const page = await browser.visit({ as: MEMBER, locale: 'en' });
  await page.goto(browser.url('/search?q=backup'));
  await page.locator('.facet-option', { hasText: 'Cyber' }).click();
  await page.waitForURL(/topic=cyber/);
  await page.locator('.facet-option[aria-current=true]', { hasText: 'Cyber' }).waitFor();
  await page.getByRole('button', { name: 'Save this search' }).click();
  await page.locator('.saved-searches', { hasText: 'backup · Cyber' }).waitFor();
  await page.getByRole('button', { name: /Delete the search backup/ }).click();
  await page.locator('.saved-searches').waitFor({ state: 'detached' });
  await page.locator('.facet-option[aria-current=true]', { hasText: 'Cyber' }).click();
  await page.waitForURL((url) => !url.search.includes('topic'));
  // Not the number from before: others write about backup meanwhile.
  await page.locator('.facet-option[aria-current=true]', { hasText: 'Cyber' }).waitFor({ state: 'detached' });
  expect(browser.complaints()).toEqual([]);
});

test('the box on every page suggests; Escape closes, arrows choose, Enter goes', async () => {
  const page = await browser.visit({ as: MEMBER });
  await page.goto(browser.url('/topics'));
  await page.keyboard.press('/');
  await page.keyboard.type('נימבוס');
  const options = page.locator('.quick-search [role=option]');
  await options.filter({ hasText: 'מכרז נימבוס' }).first().waitFor();
  await page.keyboard.press('Escape');
  expect(await page.locator('.quick-search').isHidden()).toBe(true);
  await page.keyboard.type(' ');
  await page.keyboard.press('Backspace');
  await options.filter({ hasText: 'מכרז נימבוס' }).first().waitFor();
  await page.keyboard.press('ArrowDown');
  const active = await page.locator('#site-search').getAttribute('aria-activedescendant');
  expect(await page.locator(`[id="${active}"]`).getAttribute('aria-selected')).toBe('true');
  await page.keyboard.press('Enter');
  // A thread or the session that spoke of it: both are called so.
  await page.waitForURL(/\/(threads|sessions)\/\d+/);
  expect(browser.complaints()).toEqual([]);
});

test('on a phone without JavaScript: search, narrow, next page, nothing found', async () => {
  const page = await browser.visit({ as: MEMBER, viewport: PHONE, javaScript: false });
  await page.goto(browser.url('/search'));
  await page.locator('.search-form input[name=q]').fill('מנמ"ר');
  await page.locator('.search-form button').click();
  await page.locator('.hit mark').first().waitFor();
  await page.locator('.facets summary').click();
  await page.locator('.facet-option').first().click();
  expect(await page.locator('.facet-option[aria-current=true]').count()).toBe(1);
  await page.goto(browser.url('/search?q=זזזזז'));
  await page.locator('.empty a').click();
  expect(await page.locator('input[name=title]').inputValue()).toBe('זזזזז');
});

test('similar questions stand under the title while it is written', async () => {
  const page = await browser.visit({ as: MEMBER });
  await page.goto(browser.url('/threads/new'));
  await page.locator('input[name=title]').pressSequentially('איך מצטרפים למכרז נימבוס');
  const similar = page.locator('.similar-list a', { hasText: 'נימבוס' }).first();
  await similar.waitFor();
  expect(await similar.getAttribute('target')).toBe('_blank');
  expect(browser.complaints()).toEqual([]);
});
