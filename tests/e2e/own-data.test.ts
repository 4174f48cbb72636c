import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import yauzl from 'yauzl';
import { DEMO_PASSWORD, PHONE, testBrowser } from '#tests/support/browser';

const browser = testBrowser();
const MEMBER = 'eitan@sasson-it.example';

/** Names of what is in an archive. */
function namesIn(path: string): Promise<string[]> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(readFileSync(path), { lazyEntries: false }, (error, zip) => {
      if (error) {
        reject(error);
        return;
      }
      const names: string[] = [];
      zip.on('entry', (entry: yauzl.Entry) => names.push(entry.fileName));
      zip.on('error', reject).on('end', () => resolve(names));
    });
  });
}

const WAYS = [
  { name: 'with a script', javaScript: true, locale: 'he', download: 'הורדת המידע שלי' },
  { name: 'without a script, on a phone', javaScript: false, locale: 'en', download: 'Download my data' },
] as const;

test.each(WAYS)('a member takes their data home, $name', async ({ javaScript, locale, download }) => {
  const page = await browser.visit({ as: MEMBER, locale, javaScript, ...(javaScript ? {} : { viewport: PHONE }) });
  await page.goto(browser.url('/account/data'));
  await page.fill('#export-password', 'not the password');
  await page.click(`button:has-text("${download}")`);
  await page.waitForURL(/\/account\/data$/);
  await page.locator('.toast').first().waitFor();
  await page.fill('#export-password', DEMO_PASSWORD);
  const [file] = await Promise.all([page.waitForEvent('download'), page.click(`button:has-text("${download}")`)]);
  expect(file.suggestedFilename()).toBe('roundtable-my-data.zip');
  const names = await namesIn(await file.path());
  expect(names).toContain('README.md');
  expect(names).toContain('data/profile.json');
  expect(names.some((name) => /^posts\/\d+-\d+\.md$/.test(name))).toBe(true);
  expect(browser.complaints()).toEqual([]);
});

test('asking for erasure says the day, and is taken back with one press', async () => {
  const page = await browser.visit({ as: MEMBER, locale: 'en' });
  await page.goto(browser.url('/account/data'));
  await page.fill('#erase-password', DEMO_PASSWORD);
  await page.click('button[value=erase]');
  await page.locator('.callout strong').waitFor();
  await page.click('button[value=withdraw]');
  await page.locator('#erase-password').waitFor();
  expect(browser.complaints()).toEqual([]);
});
