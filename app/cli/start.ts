import type { Command } from 'commander';
import { migrateDatabase } from '#app/cli/database';
import { report } from '#app/cli/outcome';
import { secondsSinceStart, serveBuild, untilSignal } from '#app/cli/serving';
import { setupLink } from '#app/domain/login/setup.server';
import { getInstances } from '#app/instances.server';

interface StartOptions {
  json?: boolean;
}

export function addStart(program: Command): void {
  program
    .command('start')
    .description('Bring the database up to date and serve. On an empty database, print the one-time link to /setup.')
    .option('--json', 'say when it is ready as one line of JSON')
    .action(start);
}

async function start({ json }: StartOptions): Promise<void> {
  const { env, db } = getInstances();
  const applied = await migrateDatabase(env, db);
  const server = await serveBuild();
  const setup = await setupLink();
  report(json, { url: server.url, port: server.port, setupLink: setup, migrations: applied, readyMs: readyMs() }, [
    ...(applied.length > 0 ? [`Database brought up to date: ${applied.join(', ')}`] : []),
    `Roundtable is at ${server.url} (ready in ${secondsSinceStart()} s)`,
    ...(setup ? ['', 'The forum is empty. Whoever opens this link once becomes its first administrator:', setup] : []),
  ]);
  await untilSignal(server.stop);
}

function readyMs(): number {
  return Math.round(performance.now());
}
