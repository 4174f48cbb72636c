import { request as httpRequest, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { setClock } from '#app/domain/clock';
import { bumpRevision } from '#app/domain/revision';
import { MAX_FORM_BYTES } from '#app/http/body-limits';
import { setInstances } from '#app/instances.server';
import { paths } from '#app/paths';
import { testServer } from '#tests/support/app';
import { testDatabase } from '#tests/support/database';
import { makeMember } from '#tests/support/factories-members';
import { testEnv } from '#tests/support/instances';
import { loginCookieFor } from '#tests/support/login';

const database = await testDatabase();
setInstances({ env: testEnv(), db: database });
const { port } = await testServer();
const APP_ORIGIN = 'http://localhost:3000';

let nowMs = Date.parse('2026-11-24T08:00:00Z');
beforeEach(() => {
  bumpRevision();
  setClock(() => nowMs);
});
afterEach(() => setClock());

interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

/** Node's own client: fetch would tidy up paths and forbid headers that attackers send. */
function ask(path: string, headers: Record<string, string> = {}, chunks: Buffer[] = []): Promise<Answer> {
  const method = chunks.length > 0 ? 'POST' : 'GET';
  return new Promise((resolve, reject) => {
    const asked = httpRequest({ host: '127.0.0.1', port, path, method, headers, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
      );
    });
    asked.on('error', reject);
    for (const chunk of chunks) {
      asked.write(chunk);
    }
    asked.end();
  });
}

/** Bytes on the line, and what comes back. */
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

function nonceOf(answer: Answer): string {
  return /'nonce-([^']+)'/.exec(String(answer.headers['content-security-policy']))?.[1] ?? '';
}

const withoutNonce = (answer: Answer): string => answer.body.toString().replaceAll(nonceOf(answer), 'NONCE');

describe('headers', () => {
  test('a policy without unsafe-*, with a new nonce each time that every inline script carries', async () => {
    const seen = new Set<string>();
    for (const path of [paths.about(), paths.about(), paths.signIn(), '/nothing', '/threads/%00']) {
      const answer = await ask(path);
      const policy = String(answer.headers['content-security-policy']);
      expect(policy).not.toMatch(/unsafe|\*|https?:|data:/);
      expect(policy).toContain("frame-ancestors 'none'");
      const scripts = answer.body.toString().match(/<script\b[^>]*>/g) ?? [];
      expect(scripts.length).toBeGreaterThan(0);
      for (const script of scripts) {
        expect(script).toContain(`nonce="${nonceOf(answer)}"`);
      }
      seen.add(nonceOf(answer));
    }
    expect(seen.size).toBe(5);
  });

  test('the others, also on resources; no word of what the server is made of', async () => {
    for (const path of [paths.about(), paths.health(), '/nothing']) {
      const { headers } = await ask(path);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(headers['permissions-policy']).toContain('camera=()');
      expect(headers['x-request-id']).toMatch(/^[0-9a-f]{8}-\w+$/);
      expect(headers).not.toHaveProperty('x-powered-by');
      expect(headers).not.toHaveProperty('access-control-allow-origin');
      expect(headers).not.toHaveProperty('strict-transport-security');
    }
  });

  test('what frameworks once trusted changes nothing', async () => {
    const plain = await ask('/nothing');
    const trusted: Record<string, string>[] = [
      { 'X-Middleware-Subrequest': 'middleware:middleware' },
      { 'X-Remix-Request': 'yes', 'X-Remix-Response': 'yes', 'X-Remix-Catch': 'yes' },
      { 'X-Original-URL': paths.about(), 'X-Rewrite-URL': paths.about() },
      { 'X-HTTP-Method-Override': 'DELETE' },
      { 'X-Forwarded-Host': 'evil.example', 'X-Forwarded-Proto': 'https', 'X-Forwarded-For': '10.0.0.1' },
      { 'X-Forwarded-Host': 'evil.example:not-a-port' },
      { Forwarded: 'host=evil.example' },
    ];
    for (const headers of trusted) {
      const answer = await ask('/nothing', headers);
      expect(answer.status).toBe(404);
      const normal = (one: Answer): string => withoutNonce(one).replace(/[0-9a-f]{8}-\w+/g, 'ID');
      expect(normal(answer)).toBe(normal(plain));
    }
  });

  test('Host reaches no page', async () => {
    for (const host of ['evil.example', 'evil.example:80', 'a"><script>', '']) {
      const answer = await ask('/nothing', { Host: host });
      expect(answer.status).toBe(404);
      expect(answer.body.toString()).not.toContain('evil.example');
      expect(answer.body.toString()).not.toContain('a"><script>');
    }
    expect(await askRaw('GET http://evil.example/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).toContain(
      ' 400 ',
    );
    expect(await askRaw('GET //evil.example/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).toContain(' 400 ');
  });
});

describe('bodies', () => {
  const form = { Origin: APP_ORIGIN, 'Content-Type': 'application/x-www-form-urlencoded' };

  test('a form of ours is taken', async () => {
    const answer = await ask(paths.preferences(), form, [Buffer.from('theme=dark')]);
    expect([answer.status, answer.headers.location]).toEqual([303, '/']);
  });

  test('too much in chunks, without a length: 413', async () => {
    const chunk = Buffer.alloc(100_000, 'x');
    const chunks = [Buffer.from('theme='), ...Array<Buffer>(MAX_FORM_BYTES / 100_000 + 1).fill(chunk)];
    const answer = await ask(paths.preferences(), form, chunks);
    expect(answer.status).toBe(413);
  });
});

describe('pages kept for guests', () => {
  test('are what was rendered, byte for byte but for the nonce', async () => {
    const rendered = await ask(paths.about());
    const kept = await ask(paths.about());
    expect(rendered.headers['cache-control']).toBe('public, no-cache');
    expect(kept.headers.etag).toBe(rendered.headers.etag);
    expect(nonceOf(kept)).not.toBe(nonceOf(rendered));
    expect(withoutNonce(kept)).toBe(withoutNonce(rendered));

    const same = ['cache-control', 'content-type', 'etag', 'x-frame-options', 'permissions-policy', 'referrer-policy'];
    for (const name of same) {
      expect([name, kept.headers[name]]).toEqual([name, rendered.headers[name]]);
    }
  });

  test('are what was rendered when compressed, too', async () => {
    const rendered = await ask(paths.about());
    const kept = await ask(paths.about(), { 'Accept-Encoding': 'gzip, br' });
    expect(kept.headers['content-encoding']).toBe('gzip');
    const body = gunzipSync(kept.body);
    expect(withoutNonce({ ...kept, body })).toBe(withoutNonce(rendered));
    const refused = await ask(paths.about(), { 'Accept-Encoding': 'gzip;q=0' });
    expect(refused.headers).not.toHaveProperty('content-encoding');
  });

  test('cost a returning reader a 304, which leaves the policy of their copy alone', async () => {
    const first = await ask(paths.about());
    const again = await ask(paths.about(), { 'If-None-Match': String(first.headers.etag) });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    expect(again.headers).not.toHaveProperty('content-security-policy');
  });

  test('are each reader’s own in language and colours', async () => {
    await ask(paths.about());
    expect((await ask(paths.about(), { 'Accept-Language': 'en' })).body.toString()).toContain(
      '<html lang="en" dir="ltr"',
    );
    expect((await ask(paths.about(), { Cookie: 'locale=en' })).body.toString()).toContain('<html lang="en"');
    expect((await ask(paths.about(), { Cookie: 'theme=dark' })).body.toString()).toContain('data-theme="dark"');
    expect((await ask(paths.about())).body.toString()).toContain('<html lang="he" dir="rtl" data-theme="system"');
  });

  test('are never given to somebody with a login, nor theirs to anybody', async () => {
    const member = await makeMember({ name: 'ישראלה בדיקה' });
    const cookie = await loginCookieFor(member.id);
    await ask(paths.about());
    const own = await ask(paths.about(), { Cookie: cookie });
    expect(own.headers['cache-control']).toBe('private, no-cache');
    expect(own.body.toString()).toContain('ישראלה בדיקה');
    expect(own.headers).not.toHaveProperty('etag');
    expect((await ask(paths.about())).body.toString()).not.toContain('ישראלה בדיקה');
    const unknown = await ask(paths.about(), { Cookie: 'anything=1' });
    expect(unknown.status).toBe(200);
  });

  test('are rendered anew after any change, and when they are old', async () => {
    const nowIn = async (): Promise<string | undefined> =>
      /"nowMs":(\d+)/.exec((await ask(paths.about())).body.toString())?.[1];
    const before = await nowIn();
    nowMs += 1_000;
    expect(await nowIn()).toBe(before);
    bumpRevision();
    expect(await nowIn()).toBe(String(nowMs));
    nowMs += 5_001;
    expect(await nowIn()).toBe(String(nowMs));
  });

  test('pages that no loader called public are not kept', async () => {
    for (const path of [paths.signIn(), '/nothing']) {
      const answer = await ask(path);
      expect([path, answer.headers['cache-control']]).toEqual([path, 'no-store']);
      expect(answer.headers).not.toHaveProperty('etag');
    }
  });
});
