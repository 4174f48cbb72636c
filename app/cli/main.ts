import { Command, CommanderError } from 'commander';
import { CliError, EXIT } from '#app/cli/outcome';
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
    await (await program(surroundings, args[0])).parseAsync(args, { from: 'user' });
    return EXIT.done;
  } catch (error) {
    return explain(error);
  }
}

type AddVerb = (program: Command, callerFolder: string) => void;

/** Each verb by its name, loaded when it is asked for: what serves needs none of what the others bring along. */
const VERBS: Record<string, () => Promise<AddVerb>> = {
  start: async () => (await import('#app/cli/start')).addStart,
  demo: async () => (await import('#app/cli/demo')).addDemo,
  migrate: async () => (await import('#app/cli/migrate')).addMigrate,
  worker: async () => (await import('#app/cli/worker')).addWorker,
  import: async () => (await import('#app/cli/import')).addImport,
  export: async () => (await import('#app/cli/export')).addExport,
  member: async () => (await import('#app/cli/member')).addMember,
  authorities: async () => (await import('#app/cli/import-sheet')).addAuthorities,
  search: async () => (await import('#app/cli/search')).addSearch,
  seed: async () => (await import('#app/cli/seed')).addSeed,
  reindex: async () => (await import('#app/cli/reindex')).addReindex,
  audit: async () => (await import('#app/cli/audit')).addAudit,
};

/** The command line with the verb `wanted`; with all of them when that is none (the matrix of labels walks them). */
export async function program({ callerFolder }: CliSurroundings, wanted = ''): Promise<Command> {
  const command = new Command('roundtable')
    .description('The forum of local-authority chief information officers.')
    .exitOverride()
    .showHelpAfterError();
  const load = Object.hasOwn(VERBS, wanted) ? VERBS[wanted] : undefined;
  for (const verb of load ? [load] : Object.values(VERBS)) {
    const addVerb = await verb();
    addVerb(command, callerFolder);
  }
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
