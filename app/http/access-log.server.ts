import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from '#app/log.server';
import { paths } from '#app/paths';

/** Asked for every few seconds by whatever watches the process. */
const QUIET = new Set([paths.health(), paths.ready()]);

/** Writes one line when the response is out (or the reader has gone): never a query, a cookie or a token. */
export function observeRequest(log: Log, request: IncomingMessage, response: ServerResponse, requestId: string): void {
  const startMs = performance.now();
  response.once('close', () => {
    const path = loggedPath(request.url ?? '');
    const line = {
      requestId,
      method: request.method,
      path,
      status: response.statusCode,
      ms: Math.round((performance.now() - startMs) * 10) / 10,
      ...(response.writableFinished ? {} : { aborted: true }),
    };
    log[QUIET.has(path) ? 'debug' : 'info'](line, 'request');
  });
}

const SECRET = [paths.invitation(''), paths.calendarFeed('').replace(/[^/]+$/, '')];

/** A file's address up to its number; the name behind it is as confidential as the file. */
const FILE = /^\/files\/[^/]+\/(?=.)/i;

/** The path of a request target as it may be written down: an invitation's and a calendar's are themselves secrets. */
export function loggedPath(target: string): string {
  const path = target.split('?', 1)[0] ?? '';
  const shown = SECRET.find((prefix) => path.startsWith(prefix)) ?? FILE.exec(path)?.[0];
  return shown === undefined ? path.slice(0, 300) : `${shown.slice(0, 300)}[hidden]`;
}
