import { mkdirSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { PAGES } from '#tests/e2e/pages';
import { freePort, serve, servedEnv, stopServing } from '#tests/setup/demo-server';

/**
 * `npm run screenshots [-- NAME …]`: every page and state at three widths, both languages, both themes, into
 * screenshots/ (which git ignores). For looking at, side by side, before anything is called done.
 */
const WIDTHS = [390, 768, 1440];
const FOLDER = 'screenshots';
const PASSWORD = 'roundtable-demo-2026';

const wanted = process.argv.slice(2);
const pages = PAGES.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
mkdirSync(FOLDER, { recursive: true });
const port = await freePort();
const { child } = await serve(['demo', '--fresh'], servedEnv(`${FOLDER}/data`, port));
const base = `http://localhost:${port}`;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH || '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--no-first-run',
  ],
});
try {
  for (const as of new Set(pages.map((page) => page.as))) {
    const context = await browser.newContext();
    const page = await context.newPage();
    if (as) {
      await page.goto(`${base}/sign-in`);
      await page.fill('input[name=email]', as);
      await page.fill('input[name=password]', PASSWORD);
      await page.click('button[name=intent][value=password]');
      await page.waitForURL((where) => !where.pathname.startsWith('/sign-in'));
    }
    for (const locale of ['he', 'en']) {
      for (const theme of ['light', 'dark']) {
        await context.addCookies([
          { name: 'locale', value: locale, url: base },
          { name: 'theme', value: theme, url: base },
        ]);
        for (const { name, path } of pages.filter((one) => one.as === as)) {
          for (const width of WIDTHS) {
            await page.setViewportSize({ width, height: 900 });
            await page.goto(base + path, { waitUntil: 'load' });
            await page.screenshot({ path: `${FOLDER}/${name}-${locale}-${theme}-${width}.png`, fullPage: true });
          }
          console.log(`${name} ${locale} ${theme}`);
        }
      }
    }
    await context.close();
  }
} finally {
  await browser.close();
  await stopServing(child);
}
