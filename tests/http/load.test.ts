import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { forgetAllCounts } from '#app/domain/limits/counts.server';
import { setInstances } from '#app/instances.server';
import { paths } from '#app/paths';
import { signInsAtOnce } from '#tests/load/requests';
import { attack, idleConnections } from '#tests/load/sockets';
import { testServer } from '#tests/support/app';
import { testDatabase } from '#tests/support/database';
import { testEnv, testSearch } from '#tests/support/instances';

// What `npm run load` does by the thousand, in small and with short limits: outcomes alone, no times.
const SHORT = { headersTimeoutMs: 1_000, checkEveryMs: 50, formTimeoutMs: 500 };
const env = testEnv({ trustedProxies: 1 });
setInstances({ env, db: await testDatabase(), search: testSearch(env) });
const { url, port } = await testServer(null, SHORT);
/** Its times are the product's own: a busy machine must not cut what is only slow. */
const patient = await testServer(null, { maxConnections: 150 });
const ORIGIN = 'http://localhost:3000';
const HEAD = `GET ${paths.about()} HTTP/1.1\r\nHost: x\r\n`;
const DRIP = { drip: 'a', dripEveryMs: 20 };

beforeAll(async () => {
  forgetAllCounts();
  await fetch(url + paths.about());
});
afterAll(() => forgetAllCounts());

/** Afterwards a page comes, at the latest when a busy machine has drawn breath. */
async function expectAnswers(from = url): Promise<void> {
  await vi.waitFor(async () => expect((await fetch(from + paths.about())).status).toBe(200), { timeout: 20_000 });
}

function slowForm(path: string, type: string): string {
  const from = `Origin: ${ORIGIN}\r\nSec-Fetch-Site: same-origin\r\n`;
  return `POST ${path} HTTP/1.1\r\nHost: x\r\n${from}Content-Type: ${type}\r\nContent-Length: 100000\r\n\r\n`;
}

test('headers that never end are cut off with 408', async () => {
  expect(await attack({ port, connections: 20, begin: `${HEAD}X-A: `, ...DRIP })).toEqual({ 408: 20 });
  await expectAnswers();
});

test('connections that say nothing are ended', async () => {
  const idle = await idleConnections(port, 50);
  await expectAnswers();
  await idle.ended;
  expect(idle.open()).toBe(0);
});

test('a form that never ends is cut off, also where files could come', async () => {
  const form = 'application/x-www-form-urlencoded';
  for (const path of [paths.signIn(), paths.newThread(), paths.thread(1)]) {
    expect([path, await attack({ port, connections: 10, begin: slowForm(path, form), ...DRIP })]).toEqual([
      path,
      { cut: 10 },
    ]);
  }
  await expectAnswers();
});

test('a guest who sends files is refused before they are read', async () => {
  const begin = slowForm(paths.newThread(), 'multipart/form-data; boundary=x');
  expect(await attack({ port, connections: 5, begin, ...DRIP })).toEqual({ 403: 5 });
});

test('headers too large are 431 or cut, addresses too long 414', async () => {
  const flood = Buffer.from(`X-Large: ${'a'.repeat(500_000)}`);
  const large = await attack({ port: patient.port, connections: 10, begin: HEAD, flood });
  expect((large[431] ?? 0) + (large.cut ?? 0)).toBe(10);
  const begin = `GET /threads?q=${'a'.repeat(60_000)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`;
  expect(await attack({ port: patient.port, connections: 10, begin })).toEqual({ 414: 10 });
  await expectAnswers(patient.url);
});

test('more connections than the bound: those beyond it are cut, and there is room again when they are gone', async () => {
  const idle = await idleConnections(patient.port, 200);
  // On connections of their own: `fetch` may still hold one from before.
  expect(await attack({ port: patient.port, connections: 5, begin: `${HEAD}Connection: close\r\n\r\n` })).toEqual({
    cut: 5,
  });
  idle.close();
  await idle.ended;
  await expectAnswers(patient.url);
});

test('more sign-ins at once than are hashed: the others are told when to come again, and then it works', {
  timeout: 120_000,
}, async () => {
  const outcomes = await signInsAtOnce({ port: patient.port, origin: ORIGIN, requests: 140 });
  expect(Object.keys(outcomes).sort()).toEqual(['422', '503 with Retry-After']);
  expect(outcomes['422']).toBeGreaterThanOrEqual(66);
  expect(await signInsAtOnce({ port: patient.port, origin: ORIGIN, requests: 1 })).toEqual({ 422: 1 });
  await expectAnswers(patient.url);
});
