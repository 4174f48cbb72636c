import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
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

/** The packages that a file of the server's build brings along by itself, with those of the files it names. */
function packagesOf(file: string, seen = new Set<string>()): Set<string> {
  const packages = new Set<string>();
  if (seen.has(file)) {
    return packages;
  }
  seen.add(file);
  for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(/^(?:import|export) [^\n]*?"([^"\n]+)";?$/gm)) {
    if (name.startsWith('.')) {
      for (const one of packagesOf(join(dirname(file), name), seen)) {
        packages.add(one);
      }
    } else if (!name.startsWith('node:')) {
      packages.add(name);
    }
  }
  return packages;
}

test('the command line and the server bring along nothing that only other verbs or databases need', () => {
  const packages = new Set(
    ['cli.js', 'server.js', 'index.js'].flatMap((name) => [...packagesOf(`build/server/${name}`)]),
  );
  expect([...packages]).toEqual(expect.arrayContaining(['commander', 'express', 'libsql', 'marked']));
  for (const late of ['pg', '@prisma/adapter-pg', 'cli-progress', 'zod', 'yaml', 'better-auth', 'nodemailer']) {
    expect([...packages], late).not.toContain(late);
  }
});

test('no text of the server takes two bytes a character in memory', () => {
  const files = ['', 'chunks/'].flatMap((folder) =>
    readdirSync(`build/server/${folder}`).map((name) => `build/server/${folder}${name}`),
  );
  const scripts = files.filter((name) => name.endsWith('.js'));
  expect(scripts.length).toBeGreaterThan(10);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is meant.
  expect(scripts.filter((name) => /[^\x00-\x7f]/.test(readFileSync(name, 'utf8')))).toEqual([]);
});
