/**
 * Renders the components as pages and takes their pictures, then lets axe look at them:
 * `npx tsx tests/gallery/look.ts [--pages list,thread] [--locales he,en] [--themes light,dark] [--widths 390,768,1440] [--out DIR] [--no-axe]`
 */
import { mkdir, readFile } from 'node:fs/promises';
import { createServer as createHttp } from 'node:http';
import { parseArgs } from 'node:util';
import tailwindcss from '@tailwindcss/vite';
import { chromium, type Page } from 'playwright-core';
import { createServer } from 'vite';

const { values } = parseArgs({
  options: {
    pages: { type: 'string' },
    locales: { type: 'string', default: 'he,en' },
    themes: { type: 'string', default: 'light,dark' },
    widths: { type: 'string', default: '390,768,1440' },
    out: { type: 'string', default: '/tmp/roundtable-gallery' },
    'no-axe': { type: 'boolean', default: false },
  },
});

const root = new URL('../..', import.meta.url).pathname;
const vite = await createServer({
  root,
  configFile: false,
  appType: 'custom',
  logLevel: 'error',
  plugins: [tailwindcss()],
  resolve: { alias: { '#app': `${root}app`, '#tests': `${root}tests` } },
  server: { middlewareMode: true, hmr: false, watch: null },
  optimizeDeps: { noDiscovery: true },
});
const { renderPage, PAGE_NAMES } = (await vite.ssrLoadModule('/tests/gallery/render.tsx')) as typeof import('./render');
const http = createHttp(async (request, response) => {
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.pathname.startsWith('/gallery/')) {
    const [name = '', locale, theme] = url.pathname.split('/').slice(2);
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(await renderPage(name, locale === 'en' ? 'en' : 'he', theme === 'dark' ? 'dark' : 'light'));
  } else {
    vite.middlewares(request, response);
  }
}).listen(0);
const address = http.address();
const port = typeof address === 'object' && address ? address.port : 0;

const axeSource = await readFile(`${root}node_modules/axe-core/axe.min.js`, 'utf8');
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(o: object): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }>;
      };
    };
    const result = await axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] });
    return result.violations.flatMap((v) =>
      v.nodes.map((n) => `${v.id}: ${n.html.slice(0, 140)} — ${n.failureSummary.split('\n')[1] ?? ''}`),
    );
  });
}

await mkdir(values.out, { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox'],
});
let found = 0;
for (const width of values.widths.split(',').map(Number)) {
  const page = await browser.newPage({ viewport: { width, height: width < 500 ? 844 : 900 }, reducedMotion: 'reduce' });
  for (const name of values.pages?.split(',') ?? PAGE_NAMES) {
    for (const locale of values.locales.split(',')) {
      for (const theme of values.themes.split(',')) {
        await page.goto(`http://localhost:${port}/gallery/${name}/${locale}/${theme}`);
        await page.evaluate(() => document.fonts.ready);
        await page.screenshot({ path: `${values.out}/${name}-${locale}-${theme}-${width}.png`, fullPage: true });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
        if (wide) console.log(`${name} ${locale} ${width}: wider than the window`);
        if (!values['no-axe']) {
          // As tall as the page, so that nothing that floats lies over what is judged.
          const tall = await page.evaluate(() => document.documentElement.scrollHeight);
          await page.setViewportSize({ width, height: tall + 200 });
          for (const line of await findings(page)) {
            found += 1;
            console.log(`${name} ${locale} ${theme} ${width}: ${line}`);
          }
          await page.setViewportSize({ width, height: width < 500 ? 844 : 900 });
        }
      }
    }
  }
  await page.close();
}
console.log(`Pictures in ${values.out}; axe found ${found}.`);
await browser.close();
http.close();
await vite.close();
process.exitCode = found > 0 ? 1 : 0;
