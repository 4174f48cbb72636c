import type { Command } from 'commander';
import { publishDemoSummaries } from '#app/cli/demo-summaries';
import { withForum } from '#app/cli/forum';
import { CliError, report } from '#app/cli/outcome';
import { now } from '#app/domain/clock';
import { hashPassword } from '#app/domain/login/credentials.server';
import { getEnv } from '#app/instances.server';
import { databaseProvider } from '#prisma/client.server';
import { DEMO_PASSWORD, NotEmptyError, seedDemo } from '#prisma/seed';

export function addSeed(program: Command): void {
  program
    .command('seed')
    .description('Fill an empty database with the demo forum: invented people with a known password. Not for real use.')
    .option('--json', 'say what was done as one line of JSON')
    .action(seed);
}

async function seed({ json }: { json?: boolean }): Promise<void> {
  const result = await withForum(async (database) => {
    const provider = databaseProvider(getEnv().databaseUrl);
    const seeded = await seedDemo(database, { hashPassword, now: now(), provider });
    return { ...seeded, summaries: await publishDemoSummaries() };
  }).catch((error: unknown) => {
    throw error instanceof NotEmptyError ? new CliError(error.message) : error;
  });
  report(json, { ...result }, [
    `Seeded ${result.members} members of ${result.authorities} authorities, ${result.threads} threads, ${result.posts} posts.`,
    `Everybody's password is ${DEMO_PASSWORD}: do not leave this forum open to others.`,
  ]);
}
