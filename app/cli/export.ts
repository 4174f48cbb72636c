import { once } from 'node:events';
import { createWriteStream, renameSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Command } from 'commander';
import { withForum } from '#app/cli/forum';
import { CliError } from '#app/cli/outcome';
import { startProgress } from '#app/cli/progress';
import { countRed, unsafeExportThreads } from '#app/domain/transfer/export.server';
import { exported } from '#app/domain/transfer/export-rows.server';
import type { Database } from '#prisma/client.server';

interface ExportFlags {
  out?: string;
  withoutRed?: boolean;
  json?: boolean;
}

export function addExport(program: Command, callerFolder: string): void {
  program
    .command('export')
    .description('Write every thread, whatever its label, as NDJSON in the form that import reads.')
    .option('--out <file>', 'write to this file (readable by you alone) instead of standard output')
    .option('--without-red', 'leave out what is TLP:RED, for a file that leaves the hands of the operator')
    .option('--json', 'say what was done as one line of JSON, on standard error when the threads go to standard output')
    .action((flags: ExportFlags) => run(flags.out === undefined ? null : resolve(callerFolder, flags.out), flags));
}

async function run(file: string | null, { json, withoutRed = false }: ExportFlags): Promise<void> {
  const withRed = !withoutRed;
  const { threads, bytes, red } = await withForum(async (database) => ({
    red: await countRed(database),
    ...(await (file === null ? write(database, process.stdout, withRed) : writeFile(database, file, withRed))),
  }));
  const said = json
    ? JSON.stringify({ threads, bytes, red: { ...red, leftOut: withoutRed }, file })
    : `${threads} threads, ${(bytes / 1e6).toFixed(1)} MB${wordsOf(red, withoutRed)}`;
  (file === null ? console.error : console.log)(said);
}

/** TLP:RED is not to be handed on: whoever takes it along is told how much of it there is. */
function wordsOf(red: { threads: number; posts: number }, leftOut: boolean): string {
  if (red.threads + red.posts === 0) {
    return '';
  }
  const what = `${red.threads} threads and ${red.posts} answers and comments in others`;
  return leftOut
    ? `; left out as TLP:RED: ${what}`
    : `; TLP:RED, not to be handed on (--without-red leaves it out): ${what}`;
}

/** The file has its name only once it is whole. */
async function writeFile(database: Database, file: string, withRed: boolean) {
  const part = `${file}.part`;
  const stream = createWriteStream(part, { mode: 0o600 });
  try {
    await once(stream, 'open');
    const written = await write(database, stream, withRed);
    stream.end();
    await finished(stream);
    renameSync(part, file);
    return written;
  } catch (error) {
    rmSync(part, { force: true });
    throw error instanceof Error && 'syscall' in error ? new CliError(`Cannot write ${file}: ${error.message}`) : error;
  }
}

async function write(
  database: Database,
  stream: Writable,
  withRed: boolean,
): Promise<{ threads: number; bytes: number }> {
  const progress = startProgress('Exporting', await database.thread.count({ where: exported(withRed) }));
  let threads = 0;
  let bytes = 0;
  try {
    for await (const line of unsafeExportThreads(database, { withRed })) {
      threads += 1;
      bytes += Buffer.byteLength(line) + 1;
      if (!stream.write(`${line}\n`)) {
        await once(stream, 'drain');
      }
      progress.update(threads, `${threads} threads`);
    }
  } finally {
    progress.stop();
  }
  return { threads, bytes };
}
