import { chainHead, sealEntries } from '#app/domain/audit/chain.server';
import { now } from '#app/domain/clock';
import { getLog } from '#app/instances.server';
import { registerWorker } from '#app/workers.server';

const EVERY_MS = 5_000;
const DAY_MS = 86_400_000;

/** Adds the worker that chains the audit log's entries; what has passed its time is the retention worker's. */
export function registerAuditWorker(): void {
  let nextDaily = 0;
  registerWorker({
    name: 'audit',
    everyMs: EVERY_MS,
    vital: false,
    tick: async () => {
      const sealed = await sealEntries();
      const at = now().getTime();
      if (sealed === 0 && at >= nextDaily) {
        nextDaily = at + DAY_MS;
        // The log of the process is kept elsewhere: an end of the chain in it shows later that nothing was cut off.
        getLog().info({ head: await chainHead() }, 'audit chain');
      }
      return sealed > 0;
    },
  });
}
