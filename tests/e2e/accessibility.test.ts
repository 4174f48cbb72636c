import { describe, expect, test } from 'vitest';
import { PAGES } from '#tests/e2e/pages';
import { violations } from '#tests/support/axe';
import { DESK, PHONE, testBrowser } from '#tests/support/browser';

const browser = testBrowser();

const VIEWS = [
  { locale: 'he', theme: 'light', viewport: PHONE },
  { locale: 'he', theme: 'dark', viewport: DESK },
  { locale: 'en', theme: 'light', viewport: DESK },
  { locale: 'en', theme: 'dark', viewport: PHONE },
] as const;

describe.each(VIEWS)('$locale, $theme', (view) => {
  const people = [...new Set(PAGES.map((page) => page.as ?? ''))];
  test.each(people)('axe finds nothing on the pages of "%s", and nothing runs off the side', async (as) => {
    const page = await browser.visit({ ...view, ...(as ? { as } : {}), options: { bypassCSP: true } });
    const found: string[] = [];
    for (const one of PAGES.filter((each) => (each.as ?? '') === as)) {
      await page.setViewportSize(view.viewport);
      const response = await page.goto(browser.url(one.path));
      expect(response?.status(), one.path).toBe(one.status ?? 200);
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (wide > 0) {
        found.push(`${one.name}: ${wide} px wider than the window`);
      }
      expect(await page.getAttribute('html', 'dir')).toBe(view.locale === 'he' ? 'rtl' : 'ltr');
      // All of the page in the window, so that the bars that float over it cover nothing that axe would measure.
      const height = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewportSize({ width: view.viewport.width, height });
      found.push(...(await violations(page)).map((line) => `${one.name}: ${line}`));
    }
    expect(found).toEqual([]);
  });
});

test('at 200 % zoom and with the text spacing of WCAG 1.4.12 nothing is cut off or runs off the side', async () => {
  // 200 % of a 1280 px window is a window of 640 px.
  const page = await browser.visit({ viewport: { width: 640, height: 400 }, options: { bypassCSP: true } });
  for (const path of ['/', '/threads/9', '/sign-in', '/apply']) {
    await page.goto(browser.url(path));
    await page.addStyleTag({
      content:
        '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }',
    });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(wide, path).toBeLessThanOrEqual(0);
  }
});

test('reduced motion stops every animation', async () => {
  const page = await browser.visit({ options: { reducedMotion: 'reduce' } });
  await page.goto(browser.url('/'));
  const moving = await page.evaluate(
    () => document.getAnimations().filter((one) => one.playState === 'running').length,
  );
  expect(moving).toBe(0);
});
