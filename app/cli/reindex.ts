import type { Command } from 'commander';
import { withForum } from '#app/cli/forum';
import { CliError, EXIT, report } from '#app/cli/outcome';
import { startProgress } from '#app/cli/progress';
import { countDocuments } from '#app/domain/search/all-documents.server';
import { LATE_MS } from '#app/domain/search/indexes.server';
import { type Reindexed, unsafeReindex } from '#app/domain/search/reindex.server';
import { getEnv, getSearch } from '#app/instances.server';
import { type Database, databaseProvider } from '#prisma/client.server';
import type { NamedIndex } from '#search/engines';

const HELP = `
Makes each index beside the one in use, which keeps answering and taking changes, and swaps.
Where a running server keeps an index, it does the work and its progress is shown.
Exit codes: 0 done, 1 failed, 2 done, but the counts of index and database differ.`;

export function addReindex(program: Command): void {
  program
    .command('reindex')
    .description('Make the search index anew from the database.')
    .option('--json', 'say what was done as one line of JSON')
    .addHelpText('after', HELP)
    .action(run);
}

async function run({ json }: { json?: boolean }): Promise<void> {
  const { embedded, server } = getSearch();
  const done = await withForum(async (db) => {
    const made: Reindexed[] = [];
    for (const index of [embedded, ...(server ? [server] : [])]) {
      made.push(await reindex(db, index));
    }
    return made;
  });
  const lines = done.map(
    ({ index, documents, byServer }) => `${index}: ${documents} documents${byServer ? ', by the running server' : ''}`,
  );
  report(json, { indexes: done }, lines);
  if (done.some(({ documents, expected }) => documents !== expected)) {
    throw new CliError(
      'The forum changed meanwhile, or something could not be indexed: see /admin/search.',
      EXIT.wrongUse,
    );
  }
}

async function reindex(db: Database, index: NamedIndex): Promise<Reindexed> {
  const progress = startProgress('Indexing', await countDocuments(db));
  const lateMs = LATE_MS[databaseProvider(getEnv().databaseUrl)];
  try {
    return await unsafeReindex({ db, index, owner: `cli:${process.pid}`, lateMs }, (documents) =>
      progress.update(documents, `${documents} documents`),
    );
  } catch (error) {
    throw new CliError(`${index.id} was not made: ${error instanceof Error ? error.message : error}`);
  } finally {
    progress.stop();
  }
}
