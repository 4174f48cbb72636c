import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The name of the worker's entry in a build. */
export const WORKER_ENTRY = 'search-worker.js';

/**
 * Where the worker is: in a build, the emitted `search-worker.js` beside the bundle or one folder up (bundles may be in
 * chunks/); from source, a starter that knows TypeScript. Throws when it is nowhere.
 */
export function locateWorker(from: string = import.meta.url): URL {
  for (const candidate of [`./${WORKER_ENTRY}`, `../${WORKER_ENTRY}`, './source-worker.mjs']) {
    const url = new URL(candidate, from);
    if (existsSync(fileURLToPath(url))) {
      return url;
    }
  }
  throw new Error(`The build lacks ${WORKER_ENTRY}, the entry of search/embedded/worker.ts.`);
}
