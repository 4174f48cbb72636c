import { AsyncLocalStorage } from 'node:async_hooks';

/** Where a request came from, for the audit log and for logins. */
export interface Origin {
  ipAddress: string | null;
  requestId: string | null;
}

const NOWHERE: Origin = { ipAddress: null, requestId: null };
const origins = new AsyncLocalStorage<Origin>();

/**
 * Runs `work` as part of a request, so that every audit entry written inside knows the address and the request without
 * each command carrying them along. The web process wraps every request in it; the command line and workers do not.
 */
export function withOrigin<T>(origin: Origin, work: () => T): T {
  return origins.run(origin, work);
}

/** The request that is being served; both fields null outside one. */
export function currentOrigin(): Origin {
  return origins.getStore() ?? NOWHERE;
}
