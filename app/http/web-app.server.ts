import { randomBytes } from 'node:crypto';
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { AppLoadContext } from '@remix-run/node';
import compression from 'compression';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { HASHING_RETRY_SECONDS, hashingQueueIsFull } from '#app/domain/login/hashing-queue.server';
import { currentRevision } from '#app/domain/revision';
import type { Env } from '#app/env.server';
import { observeRequest } from '#app/http/access-log.server';
import type { PageHandler } from '#app/http/handler.server';
import { CLOSED_POLICY, contentSecurityPolicy, securityHeaders } from '#app/http/headers.server';
import { lastResortPage } from '#app/http/last-resort.server';
import { sendResponse, toRequest } from '#app/http/node-adapter.server';
import { PageCache, pageKey } from '#app/http/page-cache.server';
import { NONCE_CHARS } from '#app/http/page-template.server';
import { responseWithText, textAtHand } from '#app/http/page-text.server';
import { sendKeptPage } from '#app/http/send-kept-page.server';
import { staticFiles } from '#app/http/static-files.server';
import type { Log } from '#app/log.server';
import { paths } from '#app/paths';

/** What the web application is made of; tests give their own. */
export interface WebAppParts {
  /** Renders pages: `createPageHandler` of a build. */
  handle: PageHandler;
  env: Env;
  log: Log;
  /** The folder of built browser files; null when something else serves them. */
  clientFolder: string | null;
  /** How long the body of a form may take to arrive; `FORM_TIMEOUT_MS` unless a test says otherwise. */
  formTimeoutMs?: number;
  /** Runs before everything else of Express: Vite in development. */
  before?: RequestHandler;
}

declare module 'node:http' {
  interface IncomingMessage {
    /** Set on every request before anything else sees it. */
    context?: AppLoadContext;
  }
}

/** The product as a listener for a Node HTTP server: kept pages first, Express with everything else behind them. */
export function createWebApp(parts: WebAppParts): RequestListener {
  const cache = new PageCache();
  const headers = securityHeaders(parts.env.appUrl);
  const app = createExpress(parts, cache, headers);
  return (request, response) => {
    const context = newContext(request, parts.env);
    request.context = context;
    observeRequest(parts.log, request, response, context.requestId);
    const key = keyOf(parts.env, request);
    const kept = key === null ? null : cache.find(key);
    if (kept) {
      sendKeptPage(request, response, kept, { context, headers, appUrl: parts.env.appUrl });
      return;
    }
    if (request.method === 'POST' && request.url?.startsWith(paths.signIn()) && hashingQueueIsFull()) {
      refuseSignIn(response, headers, context.requestId);
      return;
    }
    app(request, response);
  };
}

/** A flood of sign-ins is turned away for next to nothing: rendering a page for each would starve those let in. */
function refuseSignIn(response: ServerResponse, headers: [string, string][], requestId: string): void {
  for (const [name, value] of headers) {
    response.setHeader(name, value);
  }
  response.setHeader('Content-Security-Policy', CLOSED_POLICY);
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Retry-After', HASHING_RETRY_SECONDS);
  // What is still to come of the body is not waited for.
  response.setHeader('Connection', 'close');
  response.writeHead(503).end(lastResortPage(503, requestId));
}

/** `pageKey` of a request. While developing nothing is kept: a source may change without any revision. */
function keyOf(env: Env, request: IncomingMessage): string | null {
  return env.mode === 'development' ? null : pageKey(request.method, request.url ?? '', request.headers);
}

function createExpress(parts: WebAppParts, cache: PageCache, headers: [string, string][]): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', false);
  app.use((request, response, next) => {
    for (const [name, value] of headers) {
      response.setHeader(name, value);
    }
    response.setHeader('X-Request-Id', request.context?.requestId ?? '');
    next();
  });
  if (parts.before) {
    app.use(parts.before);
  }
  if (parts.clientFolder) {
    app.use(staticFiles(parts.clientFolder));
  }
  app.use(compression({ level: 4 }));
  app.use(pages(parts, cache, headers));
  app.use(failure(parts.log));
  return app;
}

function pages(parts: WebAppParts, cache: PageCache, headers: [string, string][]): RequestHandler {
  const { handle, formTimeoutMs } = parts;
  const { appUrl, mode } = parts.env;
  return async (request, response, next) => {
    const context = request.context ?? newContext(request, parts.env);
    const key = keyOf(parts.env, request);
    const end = key === null ? null : await cache.turn(key);
    try {
      const kept = key === null || end ? null : cache.find(key);
      if (kept) {
        sendKeptPage(request, response, kept, { context, headers, appUrl });
        return;
      }
      if (mode !== 'development') {
        response.setHeader('Content-Security-Policy', contentSecurityPolicy(context.nonce, appUrl));
      }
      await render(handle, cache, key, { request, response, context, appUrl, formTimeoutMs });
    } catch (error) {
      next(error);
    } finally {
      end?.();
    }
  };
}

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  context: AppLoadContext;
  appUrl: string;
  formTimeoutMs?: number | undefined;
}

/** Answers by rendering, and keeps the page when its loader said that anybody may have it. */
async function render(handle: PageHandler, cache: PageCache, key: string | null, exchange: Exchange): Promise<void> {
  const { request, response, context } = exchange;
  const revision = currentRevision();
  const answer = await handle(toRequest(request, response, context, exchange), context);
  const isPage = answer.headers.get('Content-Type')?.startsWith('text/html') ?? false;
  if (key === null || context.cache !== 'public' || answer.status !== 200 || !isPage) {
    await sendResponse(response, answer);
    return;
  }
  const html = textAtHand(answer) ?? (await answer.text());
  const kept = cache.keep(key, revision, html, context.nonce, [...answer.headers]);
  answer.headers.set('ETag', kept.page.etag);
  await sendResponse(
    response,
    responseWithText(() => html, answer),
  );
}

/** What nothing else caught: logged with its id, answered without a word of it. */
function failure(log: Log): ErrorRequestHandler {
  return (error, request, response, _next) => {
    const requestId = request.context?.requestId ?? '';
    log.error({ requestId, err: error }, 'request failed');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    response.status(500).type('html').set('Cache-Control', 'no-store').send(lastResortPage(500, requestId));
  };
}

const processId = randomBytes(4).toString('hex');
let requests = 0;

function newContext(request: IncomingMessage, env: Env): AppLoadContext {
  requests += 1;
  return {
    requestId: `${processId}-${requests.toString(36)}`,
    nonce: randomBytes((NONCE_CHARS * 3) / 4).toString('base64url'),
    ipAddress: clientAddress(request, env.trustedProxies),
    cache: null,
    refusedWith: null,
    retryAfter: null,
  };
}

/** The address behind as many proxies as the operator says there are; whatever else the header claims is ignored. */
function clientAddress(request: IncomingMessage, trustedProxies: number): string {
  const socket = request.socket.remoteAddress ?? '';
  if (trustedProxies === 0) {
    return socket;
  }
  const forwarded = String(request.headers['x-forwarded-for'] ?? '').split(',');
  return forwarded.at(-trustedProxies)?.trim() || socket;
}
