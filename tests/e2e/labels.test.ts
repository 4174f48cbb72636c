import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { HOST, MEMBER, MODERATOR } from '#tests/e2e/pages';
import { PHONE, testBrowser } from '#tests/support/browser';

const browser = testBrowser();

const SECRET = 'שם הספק שנפרץ הוא פלונית';

/** Asks under a label, on the plain form, and answers the thread's address. */
async function ask(page: Page, label: string, recipients = ''): Promise<string> {
  await page.goto(browser.url('/threads/new'));
  await page.check(`input[name=label][value=${label}]`);
  if (recipients !== '') {
    await page.fill('[name=recipients]', recipients);
  }
  await page.check('input[name=topic][value=cyber]');
  await page.fill('input[name=title]', `בדיקת תוויות ${label} ${recipients}`);
  await page.fill('textarea[name=body]', SECRET);
  await page.getByRole('button', { name: 'פרסום השאלה' }).click();
  await page.waitForURL(/\/threads\/\d+$/);
  return new URL(page.url()).pathname;
}

/** What lands on the clipboard when the text of the opening is copied. */
async function copyOpening(page: Page): Promise<string> {
  await page.waitForSelector('html[data-ready]');
  const fetched = page.waitForResponse((response) => response.url().includes('copy-with-label'));
  await page.evaluate(() =>
    getSelection()?.selectAllChildren(document.querySelector('.post-opening .prose') ?? document),
  );
  await (await fetched).finished();
  // The module runs after its bytes are there: copying is tried until it does.
  const copied = await page.waitForFunction(() => {
    const event = new ClipboardEvent('copy', { bubbles: true, cancelable: true, clipboardData: new DataTransfer() });
    document.querySelector('.post-opening .prose')?.dispatchEvent(event);
    return event.defaultPrevented && event.clipboardData?.getData('text/plain');
  });
  return String(await copied.jsonValue());
}

async function statusOf(page: Page, path: string): Promise<number> {
  return (await page.goto(browser.url(path)))?.status() ?? 0;
}

describe('on a phone, in Hebrew', () => {
  test('RED is for its recipients; the author sees who read it and takes it back', async () => {
    const author = await browser.visit({ as: HOST, viewport: PHONE });
    const recipient = await browser.visit({ as: MEMBER, viewport: PHONE });
    const moderator = await browser.visit({ as: MODERATOR, viewport: PHONE });
    const handle = (await (await recipient.goto(browser.url('/account')))?.text())?.match(
      /\/members\/([a-z0-9.]+)/,
    )?.[1];
    const thread = await ask(author, 'RED', handle);
    expect(await statusOf(moderator, thread)).toBe(404);
    expect(await statusOf(recipient, thread)).toBe(200);
    expect(await recipient.locator('.post-opening').textContent()).toContain(SECRET);
    expect(await copyOpening(recipient)).not.toContain(SECRET);
    await recipient.emulateMedia({ media: 'print' });
    expect(await recipient.locator('.post-opening .prose').isVisible()).toBe(false);
    expect(await recipient.locator('.tlp-red').first().isVisible()).toBe(true);

    await author.goto(browser.url(thread));
    await author.getByRole('link', { name: 'מי רואה את זה' }).first().click();
    await author.locator('section:has(#readers) .person').first().waitFor();
    await author.fill('textarea[name=recipients]', '');
    await author.getByRole('button', { name: 'שמירת הנמענים' }).click();
    await author.locator('.callout-warning', { hasText: 'קראו ואינם רואים עוד' }).waitFor();
    expect(await author.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    expect(await statusOf(recipient, thread)).toBe(404);
    expect(browser.complaints().filter((line) => !line.includes('404'))).toEqual([]);
  });

  test('copied text begins with its label', async () => {
    const author = await browser.visit({ as: HOST, viewport: PHONE });
    await ask(author, 'GREEN');
    expect(await copyOpening(author)).toBe(`TLP:GREEN\n\n${SECRET}`);
  });
});

test('without JavaScript: a moderator makes a thread stricter than they are let in, then breaks the glass', async () => {
  const author = await browser.visit({ as: HOST, javaScript: false });
  const moderator = await browser.visit({ as: MODERATOR, javaScript: false });
  const thread = await ask(author, 'GREEN');
  await moderator.goto(browser.url(thread));
  await moderator.getByRole('link', { name: 'מי רואה את זה' }).first().click();
  await moderator.check('form:has(input[value=label]) input[name=label][value=RED]');
  await moderator.fill('form:has(input[value=label]) input[name=reason]', 'פרטים של תושבת');
  await moderator.getByRole('button', { name: 'שינוי התווית' }).click();
  await moderator.waitForURL(/\/threads$/);
  expect(await statusOf(moderator, thread)).toBe(404);
  await moderator.goto(browser.url(`/admin/break-glass?thread=${thread.split('/').at(-1)}`));
  await moderator.fill('textarea[name=reason]', 'קצר');
  await moderator.getByRole('button', { name: 'פתיחה וקריאה' }).click();
  await moderator.locator('.error-summary', { hasText: 'לפחות 20 תווים' }).waitFor();
  await moderator.fill('textarea[name=reason]', 'תלונה של תושבת על פרסום פרטיה');
  await moderator.getByRole('button', { name: 'פתיחה וקריאה' }).click();
  await moderator.waitForURL(new RegExp(`${thread}$`));
  expect(await moderator.locator('.callout-warning').first().textContent()).toContain('לא נועד לך');
  expect(await moderator.locator('.post-opening').textContent()).toContain(SECRET);
  expect(await moderator.locator('#answer').count()).toBe(0);
  await author.goto(browser.url('/notifications'));
  expect(await author.locator('.rows').textContent()).toContain('בפתיחה חריגה');
  await author.goto(browser.url(thread));
  await author.getByRole('link', { name: 'מי רואה את זה' }).first().click();
  expect(await author.locator('section:has(#readers)').textContent()).toContain('תלונה של תושבת על פרסום פרטיה');
  expect(await author.locator('section:has(#readers) .callout-warning').count()).toBe(0);
});
