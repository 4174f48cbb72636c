import { expect, test } from 'vitest';
import { testBrowser } from '#tests/support/browser';

const browser = testBrowser();
const MEMBER = 'dana.levi@nahalat-oren.example';

const focused = () => document.activeElement?.outerHTML.slice(0, 200) ?? '';

test('the first stop is the link to the content, and it leads there', async () => {
  const page = await browser.visit();
  await page.goto(browser.url('/'));
  await page.keyboard.press('Tab');
  expect(await page.evaluate(focused)).toContain('skip-link');
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => location.hash)).toBe('#main');
});

test('"/" goes to the search box, "?" lists the keys, Escape closes and gives the focus back', async () => {
  const page = await browser.visit({ locale: 'en' });
  await page.goto(browser.url('/threads'));
  await page.keyboard.press('/');
  expect(await page.evaluate(focused)).toContain('name="q"');
  await page.keyboard.press('Escape');
  await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  await page.keyboard.press('?');
  await page.locator('dialog[open]').waitFor();
  await page.keyboard.press('Escape');
  await page
    .locator('dialog[open]')
    .waitFor({ state: 'detached' })
    .catch(() => undefined);
  expect(await page.locator('dialog[open]').count()).toBe(0);
  expect(browser.complaints()).toEqual([]);
});

test('a row opens from the keyboard, and focus is always to be seen', async () => {
  const page = await browser.visit({ as: MEMBER });
  await page.goto(browser.url('/threads'));
  const unseen: string[] = [];
  for (let stop = 0; stop < 40; stop += 1) {
    await page.keyboard.press('Tab');
    const seen = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) {
        return { html: '', visible: true };
      }
      const box = element.getBoundingClientRect();
      // A row's link draws its outline round the whole row, on a part of its own.
      const styles = [getComputedStyle(element), getComputedStyle(element, '::after')];
      const outlined = styles.some((one) => one.outlineStyle !== 'none' && Number.parseFloat(one.outlineWidth) >= 2);
      return {
        html: element.outerHTML.slice(0, 120),
        visible: outlined && box.width > 0,
      };
    });
    if (!seen.visible) {
      unseen.push(seen.html);
    }
  }
  expect(unseen).toEqual([]);
  await page.locator('li.row a').first().focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/threads\/\d+$/);
});

test('a whole sign-in without a mouse', async () => {
  const page = await browser.visit();
  await page.goto(browser.url('/sign-in'));
  await page.focus('input[name=email]');
  await page.keyboard.type(MEMBER);
  await page.keyboard.press('Tab');
  await page.keyboard.type('roundtable-demo-2026');
  await page.keyboard.press('Enter');
  await page.waitForURL((where) => !where.pathname.startsWith('/sign-in'));
  await page.locator('.top-bar', { hasText: 'דנה' }).waitFor();
  expect(browser.complaints()).toEqual([]);
});
