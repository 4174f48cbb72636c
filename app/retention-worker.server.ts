import { runRetention } from '#app/domain/retention/jobs.server';
import { getLog } from '#app/instances.server';
import { registerWorker } from '#app/workers.server';

const EVERY_MS = 300_000;

/** Adds the worker that lets go of what has passed its time. Not vital: without it data only stay longer. */
export function registerRetentionWorker(): void {
  registerWorker({
    name: 'retention',
    everyMs: EVERY_MS,
    vital: false,
    tick: async (signal) => {
      const removed = Object.entries(await runRetention(signal)).filter(([, count]) => count > 0);
      if (removed.length > 0) {
        getLog().info({ removed: Object.fromEntries(removed) }, 'what had passed its time was let go');
      }
      return false;
    },
  });
}
