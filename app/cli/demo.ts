import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { migrateDatabase } from '#app/cli/database';
import { publishDemoSummaries } from '#app/cli/demo-summaries';
import { report } from '#app/cli/outcome';
import { requireFreePort, secondsSinceStart, serveBuild, untilSignal } from '#app/cli/serving';
import { now } from '#app/domain/clock';
import { hashPassword } from '#app/domain/login/credentials.server';
import { listDemoAccounts } from '#app/domain/login/demo.server';
import { readDemoEnv } from '#app/env.server';
import { getDb, setInstances } from '#app/instances.server';
import { createDatabase } from '#prisma/client.server';
import { DEMO_PASSWORD, isEmptyForum, seedDemo } from '#prisma/seed';

interface DemoOptions {
  fresh?: boolean;
  json?: boolean;
}

export function addDemo(program: Command): void {
  program
    .command('demo')
    .description('Serve a believable forum with invented people, in a data folder of its own.')
    .option('--fresh', 'throw the demo away and start over')
    .option('--json', 'say when it is ready as one line of JSON')
    .action(demo);
}

async function demo({ fresh, json }: DemoOptions): Promise<void> {
  const env = readDemoEnv();
  if (fresh) {
    await requireFreePort(env);
    rmSync(env.dataDir, { recursive: true, force: true });
  }
  const db = createDatabase({ file: join(env.dataDir, 'roundtable.db') });
  const applied = await migrateDatabase(env, db);
  setInstances({ env, db });
  if (await isEmptyForum(getDb())) {
    await seedDemo(getDb(), { hashPassword, now: now(), provider: 'sqlite' });
    await publishDemoSummaries();
  }
  const server = await serveBuild();
  const accounts = await accountsWithEmail();
  const data = { url: server.url, port: server.port, accounts, password: DEMO_PASSWORD, migrations: applied };
  report(json, { ...data, readyMs: Math.round(performance.now()) }, [
    '',
    `The demo forum is at ${server.url} (ready in ${secondsSinceStart()} s)`,
    '',
    'Sign in as one of these; the sign-in page offers them at one press:',
    ...accounts.map((account) => `  ${account.role.padEnd(14)} ${account.email}`),
    `  password for all: ${DEMO_PASSWORD}`,
    '',
    'Ctrl+C stops it. npm run demo -- --fresh starts over.',
  ]);
  await untilSignal(server.stop);
}

/** What to sign in with: the accounts that the sign-in page offers, with the address that a password form wants. */
async function accountsWithEmail(): Promise<{ role: string; email: string }[]> {
  const accounts = await listDemoAccounts();
  const handles = accounts.map((account) => account.handle);
  const members = await getDb().member.findMany({
    where: { handle: { in: handles } },
    select: { handle: true, email: true, status: true },
  });
  const byHandle = new Map(members.map((member) => [member.handle, member]));
  return accounts.map(({ handle, name, role }) => {
    const member = byHandle.get(handle);
    return { name: name.he, role: member?.status === 'pending' ? 'pending' : role, email: member?.email ?? handle };
  });
}
