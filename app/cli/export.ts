import { once } from 'node:events';
import { createWriteStream, renameSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { Command } from 'commander';
import { withForum } from '#app/cli/forum';
import { CliError } from '#app/cli/outcome';
import { startProgress } from '#app/cli/progress';
import { unsafeExportThreads } from '#app/domain/transfer/export.server';
import type { Database } from '#prisma/client.server';

interface ExportFlags {
  out?: string;
  json?: boolean;
}

export function addExport(program: Command, callerFolder: string): void {
  program
    .command('export')
    .description('Write every thread, whatever its label, as NDJSON in the form that import reads.')
    .option('--out <file>', 'write to this file (readable by you alone) instead of standard output')
    .option('--json', 'say what was done as one line of JSON, on standard error when the threads go to standard output')
    .action((flags: ExportFlags) => run(flags.out === undefined ? null : resolve(callerFolder, flags.out), flags));
}

async function run(file: string | null, { json }: ExportFlags): Promise<void> {
  const { threads, bytes } = await withForum((database) =>
    file === null ? write(database, process.stdout) : writeFile(database, file),
  );
  const said = json ? JSON.stringify({ threads, bytes, file }) : `${threads} threads, ${(bytes / 1e6).toFixed(1)} MB`;
  (file === null ? console.error : console.log)(said);
}

/** The file has its name only once it is whole. */
async function writeFile(database: Database, file: string) {
  const part = `${file}.part`;
  const stream = createWriteStream(part, { mode: 0o600 });
  try {
    await once(stream, 'open');
    const written = await write(database, stream);
    stream.end();
    await finished(stream);
    renameSync(part, file);
    return written;
  } catch (error) {
    rmSync(part, { force: true });
    throw error instanceof Error && 'syscall' in error ? new CliError(`Cannot write ${file}: ${error.message}`) : error;
  }
}

async function write(database: Database, stream: Writable): Promise<{ threads: number; bytes: number }> {
  const progress = startProgress('Exporting', await database.thread.count());
  let threads = 0;
  let bytes = 0;
  try {
    for await (const line of unsafeExportThreads(database)) {
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
