import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { RequestHandler } from 'express';
import { createPageHandler, type PageHandler } from '#app/http/handler.server';
import { lastResortPage } from '#app/http/last-resort.server';
import { createWebApp } from '#app/http/web-app.server';
import { getInstances, getLog, setInstances } from '#app/instances.server';
import { registerMailWorker } from '#app/mail-worker.server';
import { registerRenderWorker } from '#app/render-worker.server';
import { type RunningWorkers, startWorkers } from '#app/workers.server';

/** Room for an address that is too long to be answered by our own page rather than by a cut connection. */
const MAX_HEADER_BYTES = 64 * 1024;
const HEADERS_TIMEOUT_MS = 15_000;
/** A whole request with its body: 1.5 MB at 25 kB/s. */
const REQUEST_TIMEOUT_MS = 60_000;
/** Longer than the proxies' usual 60 s, so that it is they who close. */
const KEEP_ALIVE_MS = 65_000;
const CHECK_EVERY_MS = 5_000;
/** How long running requests get to finish when the process is asked to stop. */
const STOP_GRACE_MS = 10_000;

export interface ServeOptions {
  /** Where the built browser files are; null when `before` serves them. */
  clientFolder: string | null;
  /** Renders pages; from the build when not given. */
  handle?: PageHandler;
  before?: RequestHandler;
}

export interface RunningServer {
  /** Where it listens, as people type it: `APP_URL`. */
  url: string;
  port: number;
  /** Finishes running requests, stops the workers, closes the database. */
  stop: () => Promise<void>;
}

/** Starts the web process (and the workers, unless `WORKERS=off`). Throws when the port is taken. */
export async function serve({ clientFolder, handle, before }: ServeOptions): Promise<RunningServer> {
  const pages = handle ?? createPageHandler(await import('virtual:remix/server-build'));
  const server = createServer({
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: HEADERS_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    connectionsCheckingInterval: CHECK_EVERY_MS,
  });
  server.on('clientError', answerBrokenHttp);
  const port = await listen(server);
  const { env } = getInstances();
  server.on(
    'request',
    createWebApp({ handle: pages, env, log: getLog(), clientFolder, ...(before ? { before } : {}) }),
  );
  if (env.workers) {
    registerMailWorker();
    registerRenderWorker();
  }
  const workers = env.workers ? startWorkers() : null;
  return { url: env.appUrl, port, stop: () => stop(server, workers) };
}

async function listen(server: Server): Promise<number> {
  const { env } = getInstances();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(env.port, env.host, resolve);
  });
  const address = server.address();
  const port = isAddress(address) ? address.port : env.port;
  if (env.port === 0) {
    // Any free port was asked for; only now is its address known.
    setInstances({ ...getInstances(), env: { ...env, port, appUrl: env.appUrl.replace(/:0$/, `:${port}`) } });
  }
  return port;
}

function isAddress(address: AddressInfo | string | null): address is AddressInfo {
  return typeof address === 'object' && address !== null;
}

/** What is not HTTP, or has endless headers, never reaches the application: answered here and closed. */
function answerBrokenHttp(error: Error & { code?: string }, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const tooLarge = error.code === 'HPE_HEADER_OVERFLOW';
  const body = lastResortPage(tooLarge ? 431 : 400, '');
  const status = tooLarge ? '431 Request Header Fields Too Large' : '400 Bad Request';
  socket.end(
    `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: text/html; charset=utf-8\r\n` +
      `X-Content-Type-Options: nosniff\r\nContent-Security-Policy: default-src 'none'\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

async function stop(server: Server, workers: RunningWorkers | null): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), STOP_GRACE_MS);
  await Promise.all([closed, workers?.stop()]);
  clearTimeout(cut);
  const { db, log } = getInstances();
  await db.$disconnect();
  log?.flush();
}
