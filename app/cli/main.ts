import { Command, CommanderError } from 'commander';
import { addAudit } from '#app/cli/audit';
import { addDemo } from '#app/cli/demo';
import { addExport } from '#app/cli/export';
import { addImport } from '#app/cli/import';
import { addImportSheet } from '#app/cli/import-sheet';
import { addMember } from '#app/cli/member';
import { addMigrate } from '#app/cli/migrate';
import { CliError, EXIT } from '#app/cli/outcome';
import { addReindex } from '#app/cli/reindex';
import { addSearch } from '#app/cli/search';
import { addSeed } from '#app/cli/seed';
import { addStart } from '#app/cli/start';
import { addWorker } from '#app/cli/worker';
import { EnvError } from '#app/env.server';

/** Where the command was typed: file names given to verbs are relative to it. */
export interface CliSurroundings {
  callerFolder: string;
}

/**
 * Runs the command line and answers its exit code: 0 done, 1 failed, 2 used wrongly (unknown verb or option, a wrong
 * value in the environment) or done in part.
 */
export async function run(args: string[], surroundings: CliSurroundings): Promise<number> {
  try {
    await program(surroundings).parseAsync(args, { from: 'user' });
    return EXIT.done;
  } catch (error) {
    return explain(error);
  }
}

/** The whole command line; the matrix of labels walks its verbs. */
export function program(surroundings: CliSurroundings): Command {
  const command = new Command('roundtable')
    .description('The forum of local-authority chief information officers.')
    .exitOverride()
    .showHelpAfterError();
  addStart(command);
  addDemo(command);
  addMigrate(command);
  addWorker(command);
  addImport(command, surroundings.callerFolder);
  addExport(command, surroundings.callerFolder);
  addMember(command, surroundings.callerFolder);
  addImportSheet(
    command.command('authorities').description('Bring authorities in from a file.'),
    'authorities',
    surroundings.callerFolder,
  );
  addSearch(command, surroundings.callerFolder);
  addSeed(command);
  addReindex(command);
  addAudit(command);
  return command;
}

function explain(error: unknown): number {
  if (error instanceof CommanderError) {
    // Commander has said it already; asking for help is no mistake.
    return error.exitCode === 0 ? EXIT.done : EXIT.wrongUse;
  }
  if (error instanceof EnvError) {
    console.error(error.message);
    return EXIT.wrongUse;
  }
  if (error instanceof CliError) {
    console.error(error.message);
    return error.exitCode;
  }
  console.error(error);
  return EXIT.failed;
}
