import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ADMINISTRATOR, HOST, MODERATOR } from '#tests/e2e/pages';
import { violations } from '#tests/support/axe';
import { PHONE, testBrowser } from '#tests/support/browser';

const browser = testBrowser();
const options = { bypassCSP: true };

/** Opens comments of visitors in the forum's settings, or switches them off again. */
async function turn(to: 'on' | 'off'): Promise<void> {
  const page = await browser.visit({ as: ADMINISTRATOR, javaScript: false });
  await page.goto(browser.url('/admin/settings'));
  const name = to === 'on' ? 'לפתוח תגובות מבקרים' : 'לכבות תגובות מבקרים';
  const button = page.getByRole('button', { name });
  if ((await button.count()) > 0) {
    await button.click();
  }
}

beforeAll(() => turn('on'));
afterAll(() => turn('off'));

async function clean(page: Page): Promise<void> {
  expect(await violations(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
}

/** A question that everybody may read; its address. */
async function ask(page: Page, title: string): Promise<string> {
  await page.goto(browser.url('/threads/new'));
  await page.check('input[name=label][value=CLEAR]');
  await page.check('input[name=topic][value=digital]');
  await page.fill('input[name=title]', title);
  await page.fill('textarea[name=body]', 'מה אפשר ללמוד מאחרים?');
  await page.getByRole('button', { name: 'פרסום השאלה' }).click();
  await page.waitForURL(/\/threads\/\d+$/);
  return new URL(page.url()).pathname;
}

async function fill(guest: Page, { email, text }: { email: string; text: string }): Promise<void> {
  const form = guest.locator('#outsider form');
  await form.locator('input[name=name]').fill('רות כהן');
  await form.locator('input[name=email]').fill(email);
  await form.locator('textarea').fill(text);
  await form.getByLabel('קראתי את הכללים').check();
  await form.getByRole('button', { name: 'שליחה לאישור' }).click();
}

test('on a phone, in Hebrew: a guest writes, a moderator approves, everybody reads, a moderator removes', async () => {
  const author = await browser.visit({ as: HOST, viewport: PHONE, options });
  const guest = await browser.visit({ viewport: PHONE, options });
  const moderator = await browser.visit({ as: MODERATOR, viewport: PHONE, options });
  const thread = await ask(author, 'שאלה פתוחה לתגובות מבקרים');

  await guest.goto(browser.url(thread));
  await guest.getByText('תגובה בלי חשבון').click();
  await guest.getByRole('heading', { name: 'הכללים' }).waitFor();
  await clean(guest);
  await guest.locator('#outsider').getByRole('button', { name: 'שליחה לאישור' }).click();
  await guest.locator('.error-summary').waitFor();
  await clean(guest);
  await guest
    .locator('.error-summary')
    .getByRole('link', { name: /התגובה: / })
    .click();
  await guest.locator('#outsider textarea[name=body]:focus').waitFor();
  await fill(guest, { email: 'ruth@example.org', text: 'גם אצלנו קרה, ראו https://example.org/ruth' });
  await guest.getByText('תודה, התגובה נשלחה').waitFor();
  await clean(guest);
  expect(await guest.locator('main').textContent()).not.toContain('גם אצלנו');

  await moderator.goto(browser.url('/'));
  await moderator.locator('.bottom-bar .menu summary').click();
  await moderator
    .locator('.bottom-bar')
    .getByRole('link', { name: /תגובות מבקרים: / })
    .click();
  const item = moderator.locator('section.revision', { hasText: 'גם אצלנו קרה' });
  await item.getByRole('link', { name: 'ruth@example.org' }).waitFor();
  await clean(moderator);
  await item.getByRole('button', { name: 'אישור ופרסום' }).click();
  await moderator.locator('.toast', { hasText: 'התגובה אושרה' }).waitFor();

  await guest.goto(browser.url(thread));
  const shown = guest.locator('.outsiders article', { hasText: 'גם אצלנו קרה' });
  await shown.getByText('שם לא מאומת').waitFor();
  expect(await shown.locator('.prose a').getAttribute('rel')).toContain('nofollow ugc');
  expect(await guest.content()).not.toContain('ruth@');
  await clean(guest);
  await author.goto(browser.url(thread));
  await author.locator('.outsiders article', { hasText: 'גם אצלנו קרה' }).waitFor();
  await clean(author);

  await moderator.goto(browser.url(thread));
  const theirs = moderator.locator('.outsiders article', { hasText: 'גם אצלנו קרה' });
  await theirs.locator('summary').click();
  await theirs.getByLabel('סיבה').fill('לבקשת מי שכתבה');
  await theirs.getByRole('button', { name: 'הסרת התגובה' }).click();
  await moderator.locator('.toast', { hasText: 'התגובה הוסרה' }).waitFor();
  expect(await moderator.locator('.outsiders article').count()).toBe(0);
  expect(browser.complaints()).toEqual([]);
});

test('without JavaScript: a mistake keeps what was typed; the author closes the thread; declining needs a reason', async () => {
  const author = await browser.visit({ as: HOST, javaScript: false });
  const guest = await browser.visit({ javaScript: false });
  const moderator = await browser.visit({ as: MODERATOR, javaScript: false });
  const thread = await ask(author, 'שאלה שמגיבים בה בלי סקריפטים');
  await guest.goto(browser.url(thread));
  await guest.getByText('תגובה בלי חשבון').click();
  await fill(guest, { email: 'not an address', text: 'המשיכו כך' });
  await guest.locator('.error-summary', { hasText: 'אינה תקינה' }).waitFor();
  expect(await guest.locator('#outsider textarea').inputValue()).toBe('המשיכו כך');
  await guest.locator('#outsider input[name=email]').fill('dan@example.org');
  await guest.getByRole('button', { name: 'שליחה לאישור' }).click();
  await guest.getByText('תודה, התגובה נשלחה').waitFor();

  await moderator.goto(browser.url('/moderation/visitors'));
  const item = moderator.locator('section.revision', { hasText: 'המשיכו כך' });
  await item.getByRole('button', { name: 'דחייה' }).click();
  await moderator.locator('.error-summary').waitFor();
  await item.getByLabel('נימוק').fill('לא לעניין');
  await item.getByRole('button', { name: 'דחייה' }).click();
  await moderator.waitForURL(/\/moderation\/visitors$/);
  expect(await item.count()).toBe(0);

  await author.goto(browser.url(thread));
  expect(await author.locator('main').textContent()).not.toContain('המשיכו כך');
  await author.getByRole('button', { name: 'סגירה לתגובות מבקרים' }).click();
  await author.getByText('הדיון סגור לתגובות חדשות').waitFor();
  await guest.goto(browser.url(thread));
  expect(await guest.getByText('תגובה בלי חשבון').count()).toBe(0);
});
