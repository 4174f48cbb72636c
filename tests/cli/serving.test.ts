import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { z } from 'zod';

// The whole way: launcher, built command line, web process. A stale build is made anew first, hence the time.
const LIMIT_MS = 120_000;
const Ready = z.object({ url: z.string(), port: z.number(), setupLink: z.string(), readyMs: z.number() });

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) {
    child.kill('SIGKILL');
  }
});

function roundtable(args: string[], env: Record<string, string>) {
  const child = spawn(process.execPath, ['app/cli/roundtable.mjs', ...args], {
    env: {
      NODE_ENV: 'production',
      PATH: process.env.PATH,
      DATA_DIR: mkdtempSync(join(tmpdir(), 'roundtable-serving-')),
      ...env,
    },
  });
  children.push(child);
  const said = { out: '', err: '' };
  child.stdout.on('data', (part) => {
    said.out += part;
  });
  child.stderr.on('data', (part) => {
    said.err += part;
  });
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, said, ended };
}

async function startServer() {
  const running = roundtable(['start', '--json'], { PORT: '0' });
  for (;;) {
    const line = /^\{"url".*\}$/m.exec(running.said.out)?.[0];
    if (line) {
      return { ...running, ready: Ready.parse(JSON.parse(line)) };
    }
    if (running.child.exitCode !== null) {
      throw new Error(`It ended instead of serving: ${running.said.err}`);
    }
    await new Promise((later) => setTimeout(later, 20));
  }
}

/** Sends bytes and answers everything that comes back until the server closes. */
function askRaw(port: number, text: string): Promise<string> {
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

test('wrong values in the environment: one line for each, exit code 2, nothing started', {
  timeout: LIMIT_MS,
}, async () => {
  const { said, ended } = roundtable(['start'], { PORT: 'abc', WORKERS: 'maybe', DATABASE_URL: 'mysql://x' });
  expect(await ended).toBe(2);
  for (const name of ['PORT', 'WORKERS', 'DATABASE_URL']) {
    expect(said.err).toMatch(new RegExp(`^ {2}${name}: `, 'm'));
  }
  expect(said.err).not.toContain('    at ');
});

test('an unknown verb: exit code 2', { timeout: LIMIT_MS }, async () => {
  expect(await roundtable(['nonsense'], {}).ended).toBe(2);
});

test('start: ready, clear about broken HTTP, silent about secrets, and ended by a signal', {
  timeout: LIMIT_MS,
}, async () => {
  const { child, said, ended, ready } = await startServer();
  expect(ready.setupLink.startsWith(`${ready.url}/setup?token=`)).toBe(true);

  const readyz = await fetch(`http://127.0.0.1:${ready.port}/readyz`);
  expect([readyz.status, await readyz.json()]).toEqual([200, { ready: true, reasons: [] }]);

  expect(await askRaw(ready.port, 'RUBBISH\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 [\s\S]*<h1>/);
  const headers = `X-Long: ${'a'.repeat(140_000)}`;
  expect(await askRaw(ready.port, `GET / HTTP/1.1\r\nHost: x\r\n${headers}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /);
  const path = `/?${'a&'.repeat(10_000)}`;
  const long = await askRaw(ready.port, `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
  expect(long).toMatch(/^HTTP\/1\.1 414 /);

  const asked = { headers: { cookie: 'login=COOKIE-VALUE', authorization: 'Bearer HEADER-VALUE' } };
  await fetch(`http://127.0.0.1:${ready.port}/invitations/PATH-TOKEN?token=QUERY-TOKEN`, asked);

  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  const log = said.out.split('\n').filter((line) => line.includes('"msg":"request"'));
  expect(log.length).toBeGreaterThanOrEqual(2);
  expect(log.join('\n')).toContain('/invitations/[hidden]');
  expect(log.join('\n')).not.toMatch(/COOKIE-VALUE|HEADER-VALUE|PATH-TOKEN|QUERY-TOKEN/);
});

test('a port that is taken is said in words', { timeout: LIMIT_MS }, async () => {
  const { ready } = await startServer();
  const second = roundtable(['start'], { PORT: String(ready.port) });
  expect(await second.ended).toBe(1);
  expect(second.said.err).toContain(`Port ${ready.port} is taken`);
});
