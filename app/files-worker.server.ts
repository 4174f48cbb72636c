import { sweepFiles } from '#app/domain/attachments/sweep.server';
import { getLog } from '#app/instances.server';
import { registerWorker } from '#app/workers.server';

const EVERY_MS = 3_600_000;

/** Adds the worker that removes files nobody needs. Not vital: without it they only take room. */
export function registerFilesWorker(): void {
  registerWorker({
    name: 'files',
    everyMs: EVERY_MS,
    vital: false,
    tick: async () => {
      const swept = await sweepFiles();
      if (swept.unpublished + swept.orphans + swept.staged > 0) {
        getLog().info(swept, 'files were swept');
      }
      return false;
    },
  });
}
