import { getEnv } from '#app/instances.server';

const LOOPBACK_HOSTS = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Refuses (403) what another site sends: the Origin, or where a browser left it out the Sec-Fetch-Site, must be ours. A
 * body with neither is refused too. Remix's own check answers 500, lets a missing Origin pass and skips resource routes.
 */
export function refuseForeignOrigin(request: Request): void {
  if (!isFromOwnPage(request.headers)) {
    throw new Response(null, { status: 403 });
  }
}

/** True when a page of ours sent these headers. Both marks must agree where a browser sends both. */
export function isFromOwnPage(headers: Headers): boolean {
  const origin = headers.get('origin');
  const site = headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin') {
    return false;
  }
  return origin === null ? site === 'same-origin' : ownOrigins(getEnv().appUrl).includes(origin);
}

/**
 * The origin of `APP_URL`. On one's own machine also its other names, on the same port: people open what the terminal
 * printed as `localhost` under `127.0.0.1` as well, and nobody else can answer there.
 */
function ownOrigins(appUrl: string): string[] {
  const { origin, protocol, hostname, port } = new URL(appUrl);
  if (!LOOPBACK_HOSTS.includes(hostname)) {
    return [origin];
  }
  return LOOPBACK_HOSTS.map((host) => `${protocol}//${host}${port ? `:${port}` : ''}`);
}
