import { getEnv } from '#app/instances.server';

/**
 * Refuses (403) what another site sends: the Origin, or where a browser left it out the Sec-Fetch-Site, must be ours. A
 * body with neither is refused too. Remix's own check answers 500, lets a missing Origin pass and skips resource routes.
 */
export function refuseForeignOrigin(request: Request): void {
  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  const own = origin === new URL(getEnv().appUrl).origin || (origin === null && site === 'same-origin');
  if (!own) {
    throw new Response(null, { status: 403 });
  }
}
