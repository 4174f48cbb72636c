import { createReadStream, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { withForum } from '#app/cli/forum';
import { addImportMinutes } from '#app/cli/import-minutes';
import { CliError, EXIT, report } from '#app/cli/outcome';
import { startProgress } from '#app/cli/progress';
import { type ImportResult, importThreads } from '#app/domain/transfer/import.server';
import { readLines } from '#app/domain/transfer/lines';
import { startingTopics } from '#prisma/seed/content';

interface ImportFlags {
  dryRun?: boolean;
  json?: boolean;
}

const FORMAT_HELP = `
One JSON object a line, UTF-8:
  {"externalId", "topic", "kind": "question"|"discussion", "title", "body", "label": "TLP:GREEN", "tags": [], "createdAt",
   "author": {"externalId", "name", "email", "authority"},
   "posts": [{"externalId", "kind": "answer"|"comment", "body", "createdAt", "author", "accepted"}]}
Importing a file again changes nothing; changed lines update their thread. docs/OPERATING.md has every field.
Exit codes: 0 all went in, 1 nothing could be read or written, 2 some lines were bad (each is named) and the rest went in.`;

export function addImport(program: Command, callerFolder: string): void {
  const verb = program.command('import').description('Bring content into the forum.');
  verb
    .command('threads')
    .argument('<file>', 'a file of NDJSON, or - for standard input')
    .description('Import threads with their posts.')
    .option('--dry-run', 'say what would happen and change nothing')
    .option('--json', 'say what was done as one line of JSON')
    .addHelpText('after', FORMAT_HELP)
    .action((file: string, flags: ImportFlags) => run(file === '-' ? null : resolve(callerFolder, file), flags));
  addImportMinutes(verb, callerFolder);
}

async function run(file: string | null, { dryRun = false, json }: ImportFlags): Promise<void> {
  const totalBytes = file === null ? 0 : sizeOf(file);
  const stream = file === null ? process.stdin : createReadStream(file, { highWaterMark: 1 << 20 });
  let bytes = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of stream) {
      bytes += chunk.length;
      yield chunk;
    }
  }
  const start = performance.now();
  const progress = startProgress('Importing', totalBytes);
  const result = await withForum((database) =>
    importThreads(database, readLines(counted()), {
      dryRun,
      startingTopics: startingTopics(),
      onProgress: (soFar) => progress.update(bytes, `${soFar.read} threads`),
    }),
  ).finally(() => progress.stop());
  const seconds = (performance.now() - start) / 1000;
  report(json, { ...result, dryRun, seconds: Number(seconds.toFixed(2)) }, summary(result, dryRun, seconds));
  if (result.failed > 0) {
    throw new CliError(`${result.failed} of ${result.read} lines did not go in.`, EXIT.wrongUse);
  }
}

function sizeOf(file: string): number {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (!stats?.isFile()) {
    throw new CliError(`There is no file ${file}.`);
  }
  return stats.size;
}

function summary(result: ImportResult, dryRun: boolean, seconds: number): string[] {
  const { created, updated, unchanged, failed, posts, errors, incompleteAuthorities } = result;
  return [
    ...errors.map(({ line, reason }) => `line ${line}: ${reason}`),
    ...(failed > errors.length ? [`… and ${failed - errors.length} more`] : []),
    ...incompleteAuthorities.map((name) => `authority made from its name alone, please complete it: ${name}`),
    `${dryRun ? 'A dry run, nothing was changed: ' : ''}${created} threads new (${posts} posts), ${updated} updated, ` +
      `${unchanged} unchanged, ${failed} bad, in ${seconds.toFixed(1)} s.`,
  ];
}
