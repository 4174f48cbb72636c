/**
 * Writes the drawings that are files: the icon sheet (from lucide), the favicon and the touch icons (from the ring's own
 * drawing code). Run after a change to either: `npx tsx tests/gallery/make-drawings.ts`
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import { drawRing, LOGO_SEATS, RING_BOX } from '#app/ui/forum/ring-drawing';
import { ICON_NAMES } from '#app/ui/primitives/icon-names';

const INK = '#211f1b';
const PAPER = '#fbfaf7';
const ACCENT = '#0b5468';
const INK_DARK = '#ebe7df';
const ACCENT_DARK = '#74c5d8';

interface IconModule {
  __iconData: { node: [string, Record<string, string>][] };
}

async function iconSheet(): Promise<string> {
  const symbols = await Promise.all(
    ICON_NAMES.map(async (name) => {
      const { __iconData } = (await import(`lucide-react/icons/${name}`)) as IconModule;
      const shapes = __iconData.node.map(([tag, { key: _key, ...attributes }]) => {
        const text = Object.entries(attributes).map(([attribute, value]) => ` ${attribute}="${value}"`);
        return `<${tag}${text.join('')}/>`;
      });
      return `<symbol id="${name}" viewBox="0 0 24 24">${shapes.join('')}</symbol>`;
    }),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg">\n<title>Icons by lucide (ISC)</title>\n${symbols.join('\n')}\n</svg>\n`;
}

function logo(paint: { ink: string; accent: string; css?: string; paper?: string }): string {
  const ring = drawRing(LOGO_SEATS, 0);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${paint.paper ? '-10 -10 68 68' : `0 0 ${RING_BOX} ${RING_BOX}`}">`,
    '<title>Roundtable</title>',
    paint.css ? `<style>${paint.css}</style>` : '',
    paint.paper ? `<rect x="-10" y="-10" width="68" height="68" fill="${paint.paper}"/>` : '',
    '<g fill="none" stroke-linecap="round">',
    `<path class="i" stroke="${paint.ink}" stroke-width="${ring.heavy + 0.6}" d="${ring.answered}"/>`,
    `<path class="a" stroke="${paint.accent}" stroke-width="${ring.heavy + 0.6}" d="${ring.asked}"/>`,
    `<circle class="i" stroke="${paint.ink}" stroke-width="3.4" cx="24" cy="24" r="8.6"/>`,
    '</g></svg>\n',
  ].join('');
}

async function main(): Promise<void> {
  await mkdir('public', { recursive: true });
  await writeFile('app/ui/primitives/icons.svg', await iconSheet());
  const dark = `@media(prefers-color-scheme:dark){.i{stroke:${INK_DARK}}.a{stroke:${ACCENT_DARK}}}`;
  await writeFile('public/favicon.svg', logo({ ink: INK, accent: ACCENT, css: dark }));
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
  for (const [file, size, paper] of [
    ['favicon-32.png', 32, undefined],
    ['apple-touch-icon.png', 180, PAPER],
    ['icon-192.png', 192, PAPER],
    ['icon-512.png', 512, PAPER],
  ] as const) {
    const page = await browser.newPage({ viewport: { width: size, height: size } });
    const svg = logo({ ink: INK, accent: ACCENT, ...(paper && { paper }) });
    await page.setContent(`<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
    await page.screenshot({ path: `public/${file}`, omitBackground: true });
    await page.close();
  }
  await browser.close();
}

await main();
