import { beforeEach, describe, expect, test } from 'vitest';
import { MAX_FORM_BYTES } from '#app/http/body-limits';
import { paths } from '#app/paths';
import { testApp } from '#tests/support/app';
import { testDatabase } from '#tests/support/database';
import { withDatabase } from '#tests/support/instances';

const database = await testDatabase();
beforeEach(() => {
  withDatabase(database);
});
const app = testApp();

const FORM = { theme: 'dark' };
const EMPTY: Record<string, string | null> = {};

describe('bodies that no page of ours sent', () => {
  const foreign: [name: string, headers: Record<string, string | null>][] = [
    ['a foreign Origin', { origin: 'https://evil.example' }],
    ['a foreign Origin that begins like ours', { origin: 'http://localhost:3000.evil.example' }],
    ['another port of this machine', { origin: 'http://localhost:4000' }],
    ['our host under https', { origin: 'https://localhost:3000' }],
    ['Origin null', { origin: 'null' }],
    ['an Origin that is no URL', { origin: 'rubbish' }],
    ['no Origin and no Sec-Fetch-Site', { origin: null, 'sec-fetch-site': null }],
    ['our Origin, but Sec-Fetch-Site cross-site', { 'sec-fetch-site': 'cross-site' }],
    ['our Origin, but Sec-Fetch-Site same-site', { 'sec-fetch-site': 'same-site' }],
    ['Sec-Fetch-Site none', { origin: null, 'sec-fetch-site': 'none' }],
    ['a Host that agrees with a foreign Origin', { origin: 'https://evil.example', host: 'evil.example' }],
    ['a forwarded Host that agrees', { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' }],
  ];
  const everywhere = [paths.preferences(), paths.home(), paths.signIn(), paths.thread(1), '/nothing/here'];

  test.each(foreign)('%s: 403 and nothing changed, on pages and resources alike', async (_name, headers) => {
    for (const path of everywhere) {
      const response = await app.send(path, { form: FORM, headers });
      expect([path, response.status]).toEqual([path, 403]);
      expect(response.headers.get('set-cookie')).toBeNull();
    }
  });

  test('the same through a page’s script is 403 too, without a page', async () => {
    const path = `${paths.preferences()}?_data=routes%2Fresources%2Fpreferences`;
    const response = await app.send(path, { form: FORM, headers: { origin: 'https://evil.example' } });
    expect(response.status).toBe(403);
    expect(await response.text()).toBe('');
  });

  const own: [name: string, headers: Record<string, string | null>][] = [
    ['our Origin', EMPTY],
    ['our Origin from a browser without Sec-Fetch-Site', { 'sec-fetch-site': null }],
    ['no Origin but Sec-Fetch-Site same-origin', { origin: null }],
    ['this machine by its number', { origin: 'http://127.0.0.1:3000' }],
    ['this machine by its IPv6 number', { origin: 'http://[::1]:3000' }],
    ['another Host than Origin, which says nothing', { host: 'somewhere.example' }],
  ];
  test.each(own)('%s passes', async (_name, headers) => {
    const response = await app.send(paths.preferences(), { form: FORM, headers });
    expect(response.status).toBe(303);
    expect(response.headers.get('set-cookie')).toContain('theme=dark');
  });

  test('the other names of this machine are no names of a forum on the network', async () => {
    withDatabase(database, { appUrl: 'https://forum.example' });
    const headers = { origin: 'https://localhost' };
    expect((await app.send(paths.preferences(), { form: FORM, headers })).status).toBe(403);
    expect((await app.send(paths.preferences(), { form: FORM })).status).toBe(303);
  });
});

describe('bodies of the wrong kind', () => {
  test.each(['text/plain', 'application/json', '', 'application/x-www-form-urlencoded-not'])(
    '%s: 415',
    async (type) => {
      const sending = { body: 'theme=dark', headers: { 'content-type': type } };
      expect((await app.send(paths.preferences(), sending)).status).toBe(415);
    },
  );

  test('a multipart body that is none: 400', async () => {
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    expect((await app.send(paths.preferences(), { body: 'theme=dark', headers })).status).toBe(400);
  });

  test('over the cap: 413, whether it says so or not', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const said = { ...headers, 'content-length': String(MAX_FORM_BYTES + 1) };
    expect((await app.send(paths.preferences(), { body: 'theme=dark', headers: said })).status).toBe(413);

    let sent = 0;
    const chunk = new TextEncoder().encode(`a=${'x'.repeat(65_534)}`);
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += chunk.byteLength;
        controller.enqueue(chunk);
      },
    });
    expect((await app.send(paths.preferences(), { body: endless, headers })).status).toBe(413);
    expect(sent).toBeLessThan(MAX_FORM_BYTES + 4 * chunk.byteLength);
  });

  test('ten thousand fields of one name: 413, at once', async () => {
    const start = performance.now();
    const response = await app.send(paths.preferences(), { form: { theme: Array<string>(10_000).fill('x') } });
    expect(response.status).toBe(413);
    expect(performance.now() - start).toBeLessThan(500);
  });

  test('fields named __proto__ and constructor change nothing', async () => {
    const body = '__proto__=a&__proto__=b&constructor=c&__proto__[polluted]=d&theme=dark';
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const response = await app.send(paths.preferences(), { body, headers });
    expect(response.status).toBe(303);
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    expect(Array.isArray(Object.getPrototypeOf({}))).toBe(false);
  });
});

test.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS'])('%s: 405', async (method) => {
  expect((await app.send(paths.home(), { method })).status).toBe(405);
});

describe('addresses that are none', () => {
  const damaged: [path: string, status: number][] = [
    ['/threads/%', 400],
    ['/threads/%zz', 400],
    ['/threads/%E0%A4%A', 400],
    ['/threads/%ff', 400],
    ['/threads/%00', 400],
    ['/threads/%0d%0aSet-Cookie:%20a=b', 400],
    ['/threads?q=%', 400],
    ['/threads?q=%c3%28', 400],
    ['/threads?q=%00', 400],
    [`/${'a'.repeat(9_000)}`, 414],
    [`/threads?${'tag=x&'.repeat(10_000)}`, 414],
    [`/threads?q=${'%D7%90'.repeat(2_000)}`, 414],
  ];
  test.each(damaged)('%s: %s, at once, with a page', async (path, status) => {
    await app.send(paths.about());
    const start = performance.now();
    const response = await app.send(path);
    expect(response.status).toBe(status);
    expect(performance.now() - start).toBeLessThan(500);
    expect(response.headers.get('content-type')?.toLowerCase()).toBe('text/html; charset=utf-8');
  });

  test('unknown ids, slugs and pages are not found', async () => {
    for (const path of ['/threads/0', '/threads/-1', '/threads/1e9', '/threads/99999999999999999999', '/nothing']) {
      expect([path, (await app.send(path)).status]).toEqual([path, 404]);
    }
  });
});

describe('after choosing a language', () => {
  const outside = [
    '//evil.example',
    '/\\evil.example',
    '/%5Cevil.example',
    '/%2Fevil.example',
    'https:evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '/a\r\nSet-Cookie: b=c',
    '\t//evil.example',
    ' //evil.example',
    '',
    'threads',
  ];
  test.each(outside)('%j leads home, never away', async (returnTo) => {
    const response = await app.send(paths.preferences(), { form: { locale: 'en', returnTo } });
    expect(response.headers.get('location')).toBe('/');
    expect(response.headers.get('set-cookie')).toMatch(/^locale=en; Path=\//);
  });

  test('a page of ours is gone back to', async () => {
    const returnTo = '/threads?state=open';
    const response = await app.send(paths.preferences(), { form: { locale: 'en', returnTo } });
    expect(response.headers.get('location')).toBe(returnTo);
  });

  test('an unknown value is refused and nothing kept', async () => {
    const response = await app.send(paths.preferences(), { form: { locale: 'xx' } });
    expect(response.status).toBe(422);
    expect(response.headers.get('set-cookie')).toBeNull();
  });
});
