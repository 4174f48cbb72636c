import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { violations } from '#tests/support/axe';
import { PHONE, testBrowser } from '#tests/support/browser';
import { PDF, photo } from '#tests/support/factories-files';

const browser = testBrowser();

const ASKER = 'dana.levi@nahalat-oren.example';
const READER = 'yossi.mor@kiryat-nofar.example';
const NAME = 'דו"ח גיבוי (סופי).pdf';

const pdf = (name = NAME) => ({ name, mimeType: 'application/octet-stream', buffer: PDF });

async function fillQuestion(page: Page, title: string): Promise<void> {
  await page.goto(browser.url('/threads/new'));
  await page.check('input[name=label][value=GREEN]');
  await page.check('input[name=topic][value=cloud]');
  await page.fill('input[name=title]', title);
  await page.fill('textarea[name=body]', 'מצורף הדו״ח.');
}

/** The address of the thread is where publishing leads. */
async function publish(page: Page): Promise<string> {
  await page.click('button:has-text("פרסום השאלה")');
  await page.waitForURL(/\/threads\/\d+$/);
  return new URL(page.url()).pathname;
}

test('without JavaScript: attached, kept through a refused form, seen and downloaded by another member', async () => {
  const asker = await browser.visit({ as: ASKER, javaScript: false, viewport: PHONE });
  await fillQuestion(asker, '');
  await asker.setInputFiles('input[type=file]', pdf());
  await asker.click('button:has-text("פרסום השאלה")');
  expect(await asker.textContent('.form-files')).toContain(NAME);
  await asker.fill('input[name=title]', 'דו״ח הגיבוי של הרשות, לעיון');
  const thread = await publish(asker);

  const reader = await browser.visit({ as: READER });
  await reader.goto(browser.url(thread));
  const [download] = await Promise.all([reader.waitForEvent('download'), reader.click('.post-files a')]);
  expect(download.suggestedFilename()).toBe(NAME.replaceAll('"', '_'));
  expect(await readFile((await download.path()) ?? '')).toEqual(PDF);

  await asker.goto(browser.url(thread));
  await asker.click('a:has-text("עריכה")');
  await asker.check('input[name=drop]');
  await asker.click('button:has-text("שמירת השינויים")');
  await asker.waitForURL(/\/threads\/\d+/);
  expect(await asker.locator('.post-files').count()).toBe(0);
  expect(browser.complaints()).toEqual([]);
});

test('with JavaScript: an image pasted into the text becomes a link and is shown; a refused file says why', async () => {
  const page = await browser.visit({ as: ASKER, options: { bypassCSP: true } });
  await fillQuestion(page, 'צילום מסך של הודעת השגיאה');
  const bytes = [...(await photo())];
  await page.locator('textarea[name=body]').evaluate((box, data) => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(data)], 'צילום [1].jpg', { type: 'image/jpeg' }));
    box.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true }));
  }, bytes);
  await page.locator('.form-files a:has-text("צילום [1].jpg")').waitFor();
  expect(await page.inputValue('textarea[name=body]')).toMatch(/\[צילום \\\[1\\\]\.jpg\]\(\/files\/\d+\/[^)]+\)/);

  await page.setInputFiles('input[type=file]', [pdf('program.exe'), pdf()]);
  await page.locator('.form-files a').nth(1).waitFor();
  expect(await page.textContent('.field-error')).toContain('program.exe');
  await page.setViewportSize({ width: 1440, height: 2_400 });
  expect(await violations(page)).toEqual([]);

  const thread = await publish(page);
  const image = page.locator('.post-files img');
  await image.scrollIntoViewIfNeeded();
  await expect
    .poll(() => image.evaluate((shown: HTMLImageElement) => [shown.complete, shown.naturalWidth]))
    .toEqual([true, 40]);
  expect(await page.getAttribute('.prose a[href^="/files/"]', 'href')).toBe(
    await page.getAttribute('.file-image', 'href'),
  );
  expect(await page.textContent('.post-files')).toContain(NAME);
  await page.goto(browser.url(thread));
  expect(await violations(page)).toEqual([]);
  expect(browser.complaints()).toEqual([]);
});

test('published while a file is still on its way: waits, and has it', async () => {
  const page = await browser.visit({ as: ASKER });
  await fillQuestion(page, 'קובץ שעוד היה בדרך כשפרסמנו');
  let release = (): void => undefined;
  const held = new Promise<void>((go) => {
    release = go;
  });
  await page.route('**/resources/uploads', async (route) => {
    await held;
    await route.continue();
  });
  await page.setInputFiles('input[type=file]', pdf());
  await page.locator('.file-progress').waitFor();
  // A frame that comes before React has drawn the file's field must not send the form without it.
  await page.evaluate(() => {
    window.requestAnimationFrame = (run) => {
      run(performance.now());
      return 0;
    };
  });
  await page.click('button:has-text("פרסום השאלה")');
  release();
  await page.waitForURL(/\/threads\/\d+$/);
  expect(await page.textContent('.post-files')).toContain(NAME);
  expect(browser.complaints()).toEqual([]);
});
