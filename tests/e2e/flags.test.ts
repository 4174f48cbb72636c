import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { ADMINISTRATOR, HOST, MEMBER, MODERATOR } from '#tests/e2e/pages';
import { violations } from '#tests/support/axe';
import { PHONE, testBrowser } from '#tests/support/browser';

const browser = testBrowser();
const options = { bypassCSP: true };
const TITLE = 'שאלה שמדווחים עליה';

async function clean(page: Page): Promise<void> {
  expect(await violations(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
}

async function ask(page: Page, text: string): Promise<string> {
  await page.goto(browser.url('/threads/new'));
  await page.check('input[name=label][value=GREEN]');
  await page.check('input[name=topic][value=cyber]');
  await page.fill('input[name=title]', TITLE);
  await page.fill('textarea[name=body]', text);
  await page.getByRole('button', { name: 'פרסום השאלה' }).click();
  await page.waitForURL(/\/threads\/\d+$/);
  return new URL(page.url()).pathname;
}

test('on a phone, in Hebrew: a flag, the queue, a decision, and what the author reads', async () => {
  const author = await browser.visit({ as: HOST, viewport: PHONE, options });
  const reader = await browser.visit({ as: MEMBER, viewport: PHONE, options });
  const moderator = await browser.visit({ as: MODERATOR, viewport: PHONE, options });
  const thread = await ask(author, 'הספק הזה מרמה את כולם.');

  await reader.goto(browser.url(thread));
  await reader.locator('.post-opening summary[aria-label="פעולות נוספות"]').first().click();
  await reader.getByRole('link', { name: 'דיווח' }).first().click();
  await reader.getByRole('button', { name: 'שליחת הדיווח' }).waitFor();
  await clean(reader);
  await reader.getByLabel('סיבה אחרת').check();
  await reader.getByRole('button', { name: 'שליחת הדיווח' }).click();
  await reader.locator('.error-summary').waitFor();
  await clean(reader);
  await reader.getByLabel('פגיעה בשמם של אדם או ספק').check();
  await reader.fill('textarea[name=text]', 'אין לזה בסיס');
  await reader.getByRole('button', { name: 'שליחת הדיווח' }).click();
  await reader.waitForURL(/\/threads\/\d+/);

  await moderator.goto(browser.url('/'));
  await moderator.locator('.bottom-bar .menu summary').click();
  await moderator
    .locator('.bottom-bar')
    .getByRole('link', { name: /דיווחים: \d+ ממתינים/ })
    .click();
  const item = moderator.locator('section.revision', { hasText: TITLE });
  await item.getByText('אין לזה בסיס').waitFor();
  await clean(moderator);
  await item.locator('textarea[name=note]').fill('פוגע בשמו של ספק');
  await item.getByRole('button', { name: 'הסרת הטקסט' }).click();
  await moderator.locator('.toast', { hasText: 'הטקסט הוסר' }).waitFor();

  await author.goto(browser.url('/notifications'));
  await author
    .getByRole('link', { name: /הוסר בידי המנחים/ })
    .first()
    .click();
  await author.getByText('פוגע בשמו של ספק').waitFor();
  await clean(author);
  await reader.goto(browser.url('/notifications'));
  await reader
    .getByRole('link', { name: /החלטה על דיווח ששלחת/ })
    .first()
    .click();
  await reader.getByText('פוגע בשמו של ספק').waitFor();
  expect(await reader.locator('main').textContent()).not.toContain('מרמה');
  await clean(reader);
  expect(browser.complaints()).toEqual([]);
});

test('without JavaScript: nobody decides about their own flag; another does', async () => {
  const author = await browser.visit({ as: HOST, javaScript: false });
  const moderator = await browser.visit({ as: MODERATOR, javaScript: false });
  const administrator = await browser.visit({ as: ADMINISTRATOR, javaScript: false });
  const thread = await ask(author, 'פרסומת לקורס.');
  await moderator.goto(browser.url(thread));
  await moderator.locator('.post-opening summary[aria-label="פעולות נוספות"]').first().click();
  await moderator.getByRole('link', { name: 'דיווח' }).first().click();
  await moderator.getByLabel('פרסומת').check();
  await moderator.getByRole('button', { name: 'שליחת הדיווח' }).click();
  await moderator.goto(browser.url('/moderation'));
  const mine = moderator.locator('section.revision', { hasText: 'פרסומת לקורס.' });
  expect(await mine.locator('textarea').count()).toBe(0);
  await administrator.goto(browser.url('/moderation'));
  const theirs = administrator.locator('section.revision', { hasText: 'פרסומת לקורס.' });
  await theirs.locator('textarea[name=note]').fill('לא פרסומת');
  await theirs.getByRole('button', { name: 'השארת הטקסט' }).click();
  await administrator.waitForURL(/\/moderation$/);
  expect(await administrator.locator('section.revision', { hasText: 'פרסומת לקורס.' }).count()).toBe(0);
});
