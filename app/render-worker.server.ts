import { setTimeout as pause } from 'node:timers/promises';
import { restartRendering, tickRender } from '#app/domain/posts/render-worker.server';
import { registerWorker } from '#app/workers.server';

/** How often to look for newer posts without HTML once all have it. In milliseconds. */
const EVERY_MS = 15_000;
/** How often to look through all posts again: an import may have changed old ones. In ticks that found nothing. */
const RESTART_EVERY_TICKS = 240;
/** Between two batches, so that a large import costs a running server a fraction of its time. In milliseconds. */
const BREATH_MS = 100;

/** Adds the worker that renders what an import or a seed stored without HTML. */
export function registerRenderWorker(): void {
  let idleTicks = 0;
  registerWorker({
    name: 'render',
    everyMs: EVERY_MS,
    tick: async (signal) => {
      if ((await tickRender()) > 0) {
        await pause(BREATH_MS, undefined, { signal, ref: false }).catch(() => undefined);
        return true;
      }
      idleTicks += 1;
      if (idleTicks % RESTART_EVERY_TICKS === 0) {
        restartRendering();
      }
      return false;
    },
  });
}
