import type { AppLoadContext } from '@remix-run/node';
import { afterAll } from 'vitest';
import { FORM_TIMEOUT_MS } from '#app/http/body-limits';
import { createPageHandler, type PageHandler } from '#app/http/handler.server';
import { createHttpServer, type ServerLimits } from '#app/http/http-server.server';
import { createWebApp } from '#app/http/web-app.server';
import { getEnv, getLog } from '#app/instances.server';
import { loginCookieFor } from '#tests/support/login';
import { sourceBuild } from '#tests/support/server-build';

/** One request to the product. Without anything else: a GET by a guest. */
export interface Sending {
  /** The id of the member who asks; a fresh login is made for them. */
  as?: string;
  method?: string;
  /** Sent URL-encoded, by POST unless `method` says otherwise. */
  form?: Record<string, string | string[]>;
  body?: BodyInit;
  /** Null takes away a header that would be sent otherwise: `{ origin: null }`. */
  headers?: Record<string, string | null>;
  ipAddress?: string;
}

export interface TestApp {
  send: (path: string, sending?: Sending) => Promise<Response>;
}

const handlers = new Map<string, PageHandler>();

/** The handler over the sources, for the modules that this request needs. */
async function handle(request: Request, context: AppLoadContext): Promise<Response> {
  const { build, key } = await sourceBuild(new URL(request.url));
  const handler = handlers.get(key) ?? createPageHandler(build);
  handlers.set(key, handler);
  return handler(request, context);
}

/**
 * The product as a function: from Request to Response, as the web process calls it, without a socket. Put the test's
 * database in place first (`withDatabase`). Bodies are sent as our own pages send them; redirects are not followed.
 */
export function testApp(): TestApp {
  return {
    async send(path, sending = {}) {
      const request = new Request(getEnv().appUrl + path, await requestInit(sending));
      return handle(request, newContext(sending.ipAddress));
    },
  };
}

async function requestInit({ as, form, body, method, headers = {} }: Sending): Promise<RequestInit> {
  const sentBody = form ? encode(form) : (body ?? null);
  const sentMethod = method ?? (sentBody === null ? 'GET' : 'POST');
  const all = new Headers({ 'accept-language': 'he' });
  if (sentMethod !== 'GET' && sentMethod !== 'HEAD') {
    all.set('origin', new URL(getEnv().appUrl).origin);
    all.set('sec-fetch-site', 'same-origin');
  }
  if (form) {
    all.set('content-type', 'application/x-www-form-urlencoded');
  }
  if (as !== undefined) {
    all.set('cookie', await loginCookieFor(as));
  }
  for (const [name, value] of Object.entries(headers)) {
    if (value === null) {
      all.delete(name);
    } else if (name.toLowerCase() === 'cookie' && all.has('cookie')) {
      all.set('cookie', `${all.get('cookie')}; ${value}`);
    } else {
      all.set(name, value);
    }
  }
  const stream = sentBody instanceof ReadableStream ? { duplex: 'half' as const } : {};
  return { method: sentMethod, headers: all, body: sentBody, redirect: 'manual', ...stream };
}

function encode(form: Record<string, string | string[]>): string {
  const fields = new URLSearchParams();
  for (const [name, value] of Object.entries(form)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      fields.append(name, one);
    }
  }
  return fields.toString();
}

let requests = 0;

function newContext(ipAddress = '127.0.0.1'): AppLoadContext {
  requests += 1;
  return {
    requestId: `test-${requests}`,
    nonce: 'testNonceOfTwentyFourChr',
    ipAddress,
    cache: null,
    refusedWith: null,
    retryAfter: null,
  };
}

/**
 * The whole web process on a free port, for what a Request cannot show: raw addresses, sockets, headers. Answers its
 * address; closed after the file's tests. `limits` shortens what would take a test too long.
 */
export async function testServer(
  clientFolder: string | null = null,
  limits: Partial<ServerLimits> & { formTimeoutMs?: number } = {},
): Promise<{ url: string; port: number }> {
  const { formTimeoutMs = FORM_TIMEOUT_MS, ...bounds } = limits;
  const server = createHttpServer(bounds);
  server.on('request', createWebApp({ handle, env: getEnv(), log: getLog(), clientFolder, formTimeoutMs }));
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${port}`, port };
}
