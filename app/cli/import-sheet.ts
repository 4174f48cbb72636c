import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { withForum } from '#app/cli/forum';
import { CliError, report } from '#app/cli/outcome';
import { unsafeImportAuthorities } from '#app/domain/authorities/import.server';
import { unsafeImportMembers } from '#app/domain/members/import.server';
import type { ImportReport } from '#app/domain/sheet-import';
import { translator } from '#app/i18n/translator.server';

interface Flags {
  dryRun?: boolean;
  apply?: boolean;
  json?: boolean;
}

const KINDS = { members: unsafeImportMembers, authorities: unsafeImportAuthorities } as const;

/** The verb `authorities`. */
export function addAuthorities(program: Command, callerFolder: string): void {
  const verb = program.command('authorities').description('Bring authorities in from a file.');
  addImportSheet(verb, 'authorities', callerFolder);
}

/** `import <file>` under a verb: a CSV file of members or authorities, all of it or nothing. */
export function addImportSheet(verb: Command, kind: keyof typeof KINDS, callerFolder: string): void {
  verb
    .command('import')
    .argument('<file>', 'a CSV file with a line of titles, in Hebrew or English')
    .description(`Bring ${kind} in from a CSV file: all of it, or nothing when a line is wrong.`)
    .option('--dry-run', 'say what would happen and change nothing (so it is without --apply, too)')
    .option('--apply', 'do it')
    .option('--json', 'say what was done as one line of JSON')
    .action((file: string, flags: Flags) => run(kind, resolve(callerFolder, file), flags));
}

async function run(kind: keyof typeof KINDS, file: string, { dryRun = false, apply = false, json }: Flags) {
  const bytes = readBytes(file);
  const done = await withForum(() => KINDS[kind](null, bytes, { apply: apply && !dryRun }));
  report(json, { ...done }, summary(done));
  if (done.faults.length > 0) {
    throw new CliError('Nothing was written.');
  }
}

function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch {
    throw new CliError(`There is no file ${file}.`);
  }
}

function summary({ lines, faults, applied }: ImportReport): string[] {
  const t = translator('en');
  const count = (outcome: string) => lines.filter((line) => line.outcome === outcome).length;
  const words = (key: string, values: Record<string, string | number>) => {
    const full = `errors.${key}` as Parameters<typeof t>[0];
    return t.has(full) ? t(full, values as never) : key;
  };
  return [
    ...faults.map(
      ({ line, column, message, values, cell }) =>
        `line ${line}${column === null ? '' : `, ${column}`}: ${words(message, values)}${cell ? ` (${cell})` : ''}`,
    ),
    ...(faults.length === 0 ? lines.map(({ line, key, outcome }) => `line ${line}: ${outcome} ${key}`) : []),
    `${applied ? '' : 'Nothing was changed: '}${count('added')} added, ${count('changed')} changed, ${count('left')} left, ${faults.length} faults.`,
  ];
}
