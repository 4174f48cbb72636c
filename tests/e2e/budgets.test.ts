import { gzipSync } from 'node:zlib';
import { expect, inject, test } from 'vitest';
import '#tests/setup/provided';

/** Most bytes of the thread page after gzip (kB of 1,000 bytes). */
const BUDGET_KB = { scripts: 110, styles: 15, html: 25 };

const base = inject('demoUrl');

async function gzipKb(address: string): Promise<number> {
  const response = await fetch(new URL(address, base));
  expect(response.status, address).toBe(200);
  return gzipSync(Buffer.from(await response.arrayBuffer())).length / 1_000;
}

async function sumKb(addresses: Iterable<string>): Promise<number> {
  let sum = 0;
  for (const address of new Set(addresses)) {
    sum += await gzipKb(address);
  }
  return sum;
}

/** Every script the page loads by itself: what it names, and what those name in turn. */
async function scriptsOf(html: string): Promise<Set<string>> {
  const found = new Set([...html.matchAll(/["'](\/assets\/[^"']+\.js)["']/g)].map((match) => match[1] ?? ''));
  for (const address of found) {
    const code = await (await fetch(new URL(address, base))).text();
    for (const [, name] of code.matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g)) {
      found.add(`/assets/${name}`);
    }
  }
  return found;
}

test('the thread page keeps to its bytes: scripts, styles, HTML', async () => {
  // Thread 9 of the demo forum is TLP:CLEAR and has a table, code and several answers.
  const html = await (await fetch(new URL('/threads/9', base))).text();
  const styles = [...html.matchAll(/href="(\/assets\/[^"]+\.css)"/g)].map((match) => match[1] ?? '');
  const figures = {
    scripts: await sumKb(await scriptsOf(html)),
    styles: await sumKb(styles),
    html: gzipSync(html).length / 1_000,
  };
  expect(styles.length).toBeGreaterThan(0);
  expect(figures.scripts).toBeGreaterThan(50);
  expect(figures.scripts).toBeLessThanOrEqual(BUDGET_KB.scripts);
  expect(figures.styles).toBeLessThanOrEqual(BUDGET_KB.styles);
  expect(figures.html).toBeLessThanOrEqual(BUDGET_KB.html);
});
