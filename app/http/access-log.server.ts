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

const INVITATION = paths.invitation('');

/** The path of a request target as it may be written down: an invitation's is itself a secret. */
export function loggedPath(target: string): string {
  const path = target.split('?', 1)[0] ?? '';
  return path.startsWith(INVITATION) ? `${INVITATION}[hidden]` : path.slice(0, 300);
}
