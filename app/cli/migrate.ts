import type { Command } from 'commander';
import { migrateDatabase } from '#app/cli/database';
import { report } from '#app/cli/outcome';
import { readEnv } from '#app/env.server';

export function addMigrate(program: Command): void {
  program
    .command('migrate')
    .description('Bring the database up to date with this version of the product.')
    .option('--json', 'say what was done as one line of JSON')
    .action(async ({ json }: { json?: boolean }) => {
      const applied = await migrateDatabase(readEnv());
      const lines = applied.map((name) => `Applied ${name}`);
      report(json, { applied }, lines.length > 0 ? lines : ['The database is up to date.']);
    });
}
