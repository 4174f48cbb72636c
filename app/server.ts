import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RequestHandler } from 'express';
import { registerAuditWorker } from '#app/audit-worker.server';
import { switchLimitsOff } from '#app/domain/limits/counts.server';
import { registerFilesWorker } from '#app/files-worker.server';
import { createPageHandler, type PageHandler } from '#app/http/handler.server';
import { createHttpServer } from '#app/http/http-server.server';
import { createWebApp } from '#app/http/web-app.server';
import { closeInstances, getInstances, getLog, setInstances } from '#app/instances.server';
import { registerMailWorker } from '#app/mail-worker.server';
import { registerMembershipWorker } from '#app/membership-worker.server';
import { registerRenderWorker } from '#app/render-worker.server';
import { registerRetentionWorker } from '#app/retention-worker.server';
import { registerSearchWorkers } from '#app/search-worker.server';
import { registerSummaryWorker } from '#app/summary-worker.server';
import { type RunningWorkers, startWorkers } from '#app/workers.server';

/** Connections that wait to be taken while the process is busy; the system's own bound (somaxconn) is often this one. */
const BACKLOG = 4_096;
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
  const server = createHttpServer();
  const port = await listen(server);
  const { env } = getInstances();
  if (!env.limits) {
    getLog().warn('LIMITS=off: nobody is limited in how much they do');
    switchLimitsOff();
  }
  server.on(
    'request',
    createWebApp({ handle: pages, env, log: getLog(), clientFolder, ...(before ? { before } : {}) }),
  );
  if (env.workers) {
    registerFilesWorker();
    registerMailWorker();
    registerRenderWorker();
    registerSummaryWorker();
    registerMembershipWorker();
    registerAuditWorker();
    registerRetentionWorker();
  }
  const stopIndexing = registerSearchWorkers(env.workers);
  const workers = startWorkers();
  return { url: env.appUrl, port, stop: () => stop(server, workers, stopIndexing) };
}

async function listen(server: Server): Promise<number> {
  const { env } = getInstances();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: env.port, host: env.host, backlog: BACKLOG }, resolve);
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

async function stop(server: Server, workers: RunningWorkers, stopIndexing: () => Promise<void>): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeIdleConnections();
  const cut = setTimeout(() => server.closeAllConnections(), STOP_GRACE_MS);
  await Promise.all([closed, workers.stop()]);
  clearTimeout(cut);
  await stopIndexing();
  await closeInstances();
}
