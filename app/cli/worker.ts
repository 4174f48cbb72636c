import type { Command } from 'commander';
import { registerAuditWorker } from '#app/audit-worker.server';
import { migrateDatabase } from '#app/cli/database';
import { untilSignal } from '#app/cli/serving';
import { registerFilesWorker } from '#app/files-worker.server';
import { closeInstances, getInstances } from '#app/instances.server';
import { registerMailWorker } from '#app/mail-worker.server';
import { registerMembershipWorker } from '#app/membership-worker.server';
import { registerRenderWorker } from '#app/render-worker.server';
import { registerRetentionWorker } from '#app/retention-worker.server';
import { registerSearchWorkers } from '#app/search-worker.server';
import { registerSummaryWorker } from '#app/summary-worker.server';
import { startWorkers } from '#app/workers.server';

export function addWorker(program: Command): void {
  program
    .command('worker')
    .description(
      'Run the background work (mail, rendering, search, files) without the web; for web processes with WORKERS=off.',
    )
    .action(worker);
}

async function worker(): Promise<void> {
  const { env, db } = getInstances();
  await migrateDatabase(env, db);
  registerFilesWorker();
  registerMailWorker();
  registerRenderWorker();
  registerSummaryWorker();
  registerMembershipWorker();
  registerAuditWorker();
  registerRetentionWorker();
  const stopIndexing = registerSearchWorkers(true);
  const workers = startWorkers();
  console.log('The workers are running. Ctrl+C stops them.');
  // What the workers wait with does not keep a process alive; here nothing else does.
  const alive = setInterval(() => undefined, 60_000);
  await untilSignal(async () => {
    clearInterval(alive);
    await workers.stop();
    await stopIndexing();
    await closeInstances();
  });
}
