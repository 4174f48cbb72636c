import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { paths } from '#app/paths';
import { testServer } from '#tests/support/app';
import { testDatabase } from '#tests/support/database';
import { withDatabase } from '#tests/support/instances';

withDatabase(await testDatabase());

/** What a build leaves, and what must never go out, should it come to lie among it. */
const folder = mkdtempSync(join(tmpdir(), 'roundtable-client-'));
const FILES = { 'sw.js': 'self', 'assets/a-1.js': 'let a', '.git/config': '[core]', '.env': 'APP_SECRET=x' };
for (const [name, text] of Object.entries(FILES)) {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), text);
}
writeFileSync(join(folder, '..', 'roundtable-beside.txt'), 'lies beside it');
const { url, port } = await testServer(folder);

/** Bytes on the line, and what comes back: a client of ours would tidy up the address. */
function askRaw(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.on('data', (part) => {
      answer += part.toString();
    });
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

const askPath = (path: string) => askRaw(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);

test.each([
  '/.git/config',
  '/.env',
  '/assets',
  '/assets/',
  '/../roundtable-beside.txt',
  '/%2e%2e/roundtable-beside.txt',
  '/assets/..%2f.env',
  '/package.json',
])('%s is no file that goes out, and no list of a folder', async (path) => {
  const answer = await askPath(path);
  expect(answer).toMatch(/^HTTP\/1\.1 40[04] /);
  expect(answer).not.toMatch(/\[core\]|APP_SECRET|lies beside it|a-1\.js|"dependencies"/);
});

test('every response forbids frames, plug-ins and another base: pages, files, resources, refusals, broken HTTP', async () => {
  const raw = [await askRaw('NOT HTTP\r\n\r\n'), await askRaw(`GET / HTTP/1.1\r\nx: ${'a'.repeat(200_000)}\r\n\r\n`)];
  const asked = [
    '/sw.js',
    '/assets/a-1.js',
    paths.about(),
    paths.health(),
    '/nothing',
    '/threads/%00',
    paths.file(1, 'a'),
  ];
  for (const answer of [...raw, ...(await Promise.all(asked.map(askPath)))]) {
    const policy = /content-security-policy: (.*)\r\n/i.exec(answer)?.[1] ?? '';
    for (const rule of ["frame-ancestors 'none'", "base-uri 'none'"]) {
      expect(policy, answer.slice(0, 200)).toContain(rule);
    }
    expect(policy).toMatch(/object-src 'none'|default-src 'none'/);
  }
});

test('a response that has no policy of its own still lets its service worker ask and its worker run', async () => {
  const policy = (await fetch(`${url}/sw.js`)).headers.get('content-security-policy') ?? '';
  expect(policy).not.toMatch(/default-src|connect-src|script-src|worker-src/);
});
