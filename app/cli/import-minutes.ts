import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { withForum } from '#app/cli/forum';
import { CliError, EXIT, report } from '#app/cli/outcome';
import { isWithdrawnLabel, LABELS, type Label, labelText, parseLabel } from '#app/domain/labels';
import { inForce } from '#app/domain/members/columns.server';
import { type ImportedMinutes, type ImportOutcome, importMinutes } from '#app/domain/minutes/import.server';
import { MINUTES_MAX_BYTES } from '#app/domain/minutes/model';
import { SESSION_KINDS, type SessionKind } from '#app/domain/sessions/kinds';
import type { Database } from '#prisma/client.server';

interface MinutesFlags {
  topic: string;
  kind?: string;
  label?: string;
  host?: string;
  dryRun?: boolean;
  json?: boolean;
}

const HELP = `
Each file becomes a session that was held, with its summary published; the Markdown is kept as it is. The day comes from
the front matter, the file's name or the first heading; title, number of participants, agenda, sections and links are
read from the text. Of a folder, the files that end in .md (a README is passed over). Importing a file again changes
nothing; a changed file updates its session, unless its summary was changed in the forum.
Exit codes: 0 all went in, 1 nothing could be read or written, 2 some files were refused (each says why) and the rest
went in.`;

/** Adds `import minutes` beside the other imports. */
export function addImportMinutes(verb: Command, callerFolder: string): void {
  verb
    .command('minutes')
    .argument('<paths...>', 'files of Markdown, or folders of them')
    .description('Import the minutes of past sessions.')
    .requiredOption('--topic <slug>', 'the topic they belong to')
    .option('--kind <kind>', `one of ${SESSION_KINDS.join(', ')}; otherwise as each title says`)
    .option('--label <label>', `one of ${LABELS.map(labelText).join(', ')}; otherwise the topic's default`)
    .option('--host <handle>', 'whose sessions they become; otherwise the first administrator')
    .option('--dry-run', 'say what would happen and change nothing')
    .option('--json', 'say what was done as one line of JSON')
    .addHelpText('after', HELP)
    .action((paths: string[], flags: MinutesFlags) =>
      run(
        paths.map((path) => resolve(callerFolder, path)),
        flags,
      ),
    );
}

async function run(paths: string[], flags: MinutesFlags): Promise<void> {
  const files = paths.flatMap(listFiles);
  const kind = flags.kind === undefined ? null : kindOf(flags.kind);
  const label = flags.label === undefined ? null : labelOf(flags.label);
  const dryRun = flags.dryRun ?? false;
  const done = await withForum(async (database) => {
    const topic = await topicOf(database, flags.topic);
    const wanted = { topic, host: await hostOf(database, flags.host), label: label ?? topic.label, kind, dryRun };
    const imported: ImportedMinutes[] = [];
    for (const name of files) {
      imported.push(await importMinutes(database, { name, bytes: readFile(name) }, wanted));
    }
    return imported;
  });
  const count = (outcome: ImportOutcome) => done.filter((file) => file.outcome === outcome).length;
  const [created, updated, unchanged, refused] = [
    count('created'),
    count('updated'),
    count('unchanged'),
    count('refused'),
  ];
  report(flags.json, { dryRun, created, updated, unchanged, refused, files: done }, [
    ...done.map(lineOf),
    `${dryRun ? 'A dry run, nothing was changed: ' : ''}${created} new, ${updated} updated, ${unchanged} unchanged, ` +
      `${refused} refused.`,
  ]);
  if (refused > 0) {
    throw new CliError(`${refused} of ${done.length} files did not go in.`, EXIT.wrongUse);
  }
}

/** The files meant by a path; those of a folder in the order of their names. */
function listFiles(path: string): string[] {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats?.isFile()) {
    return [path];
  }
  if (!stats?.isDirectory()) {
    throw new CliError(`There is no file or folder ${path}.`);
  }
  const names = readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.md$/i.test(entry.name) && !/^readme\.md$/i.test(entry.name))
    .map((entry) => entry.name)
    .sort();
  if (names.length === 0) {
    throw new CliError(`There are no files that end in .md in ${path}.`);
  }
  return names.map((name) => join(path, name));
}

/** A file's bytes; of one that is too large, no more than shows that it is. */
function readFile(path: string): Uint8Array {
  const bytes = statSync(path).size;
  return bytes > 2 * MINUTES_MAX_BYTES
    ? new Uint8Array(bytes > 2 ** 31 ? MINUTES_MAX_BYTES + 1 : bytes)
    : readFileSync(path);
}

function kindOf(written: string): SessionKind {
  const kind = SESSION_KINDS.find((known) => known === written);
  if (kind === undefined) {
    throw new CliError(`There is no kind "${written}": it is one of ${SESSION_KINDS.join(', ')}.`, EXIT.wrongUse);
  }
  return kind;
}

function labelOf(written: string): Label {
  const label = parseLabel(written);
  if (label === null) {
    const hint = isWithdrawnLabel(written) ? ' Since TLP 2.0 it is TLP:CLEAR.' : '';
    throw new CliError(`"${written}" is no label: one of ${LABELS.map(labelText).join(', ')}.${hint}`, EXIT.wrongUse);
  }
  return label;
}

async function topicOf(database: Database, slug: string) {
  const topic = await database.topic.findUnique({
    where: { slug },
    select: { id: true, slug: true, defaultLabel: true },
  });
  if (topic) {
    return { id: topic.id, slug: topic.slug, label: topic.defaultLabel };
  }
  const known = await database.topic.findMany({ orderBy: { position: 'asc' }, select: { slug: true } });
  throw new CliError(`There is no topic "${slug}". There are: ${known.map((row) => row.slug).join(', ') || 'none'}.`);
}

async function hostOf(database: Database, handle: string | undefined) {
  const bare = handle?.replace(/^@/, '').toLowerCase();
  const member = await database.member.findFirst({
    where: {
      ...inForce(),
      ...(bare === undefined ? { role: 'administrator' } : { handle: bare, role: { not: 'member' } }),
    },
    orderBy: { createdAt: 'asc' },
    select: { id: true, authorities: { select: { authorityId: true }, orderBy: { position: 'asc' }, take: 1 } },
  });
  if (!member) {
    throw new CliError(
      bare === undefined
        ? 'There is no administrator yet whose sessions they could become: name somebody by --host.'
        : `There is no host, moderator or administrator in good standing called ${bare}.`,
    );
  }
  return { memberId: member.id, authorityId: member.authorities[0]?.authorityId ?? null };
}

function lineOf(file: ImportedMinutes): string {
  const name = basename(file.file);
  if (file.outcome === 'refused') {
    return `${name}: refused: ${file.remarks.join('; ')}`;
  }
  const unknown = file.unknownHeadings.length === 0 ? [] : [`headings of its own: ${file.unknownHeadings.join(' | ')}`];
  return [
    `${name}: ${file.outcome}: ${file.date} "${file.title}"`,
    `${file.participants ?? 'no'} participants`,
    `${file.agendaItems} agenda items`,
    `${file.records} records`,
    `${file.links} links`,
    `sections: ${file.sections.join(', ') || 'none'}`,
    ...unknown,
    ...file.remarks,
  ].join(' · ');
}
