import type { Command } from 'commander';
import { withForum } from '#app/cli/forum';
import { addImportSheet } from '#app/cli/import-sheet';
import { CliError, EXIT, report } from '#app/cli/outcome';
import { DomainError } from '#app/domain/errors';
import { EmailAddress } from '#app/domain/login/input';
import { unsafeResetSecondFactor } from '#app/domain/login/second-factor.server';
import { unsafeAddMember } from '#app/domain/members/add.server';
import { unsafeSetRole, unsafeSuspendMember } from '#app/domain/members/administration.server';
import { PersonName } from '#app/domain/members/input';
import { ROLES, type Role } from '#app/domain/viewer';

interface Json {
  json?: boolean;
}

const JSON_OPTION = ['--json', 'say what was done as one line of JSON'] as const;
const ROLE_LIST = ROLES.join(', ');

export function addMember(program: Command, callerFolder: string): void {
  const verb = program
    .command('member')
    .description('Add people, change their role, suspend them, take a lost second factor.');
  verb
    .command('add')
    .description('Add a member in force at once, and print a link with which they choose their password.')
    .requiredOption('--email <address>', 'where their mail goes, and what they sign in with')
    .requiredOption('--name <name>', 'their name as shown')
    .requiredOption('--authority <authority>', 'the authority they serve: its slug or its name')
    .option('--role <role>', `one of ${ROLE_LIST}`, 'member')
    .option(...JSON_OPTION)
    .action(add);
  addImportSheet(verb, 'members', callerFolder);
  verb
    .command('role')
    .argument('<handle>')
    .argument('<role>', `one of ${ROLE_LIST}`)
    .description('Give a member another role.')
    .option(...JSON_OPTION)
    .action(setRole);
  verb
    .command('suspend')
    .argument('<handle>')
    .description('Suspend a member and end their logins at once.')
    .option('--reason <text>', 'why, for the audit log', 'from the command line')
    .option(...JSON_OPTION)
    .action(suspend);
  verb
    .command('reset-factor')
    .argument('<handle>')
    .description('Take the second factor from a member who lost it. Make sure first that it is them who ask.')
    .option(...JSON_OPTION)
    .action(resetFactor);
}

async function add(flags: Json & { email: string; name: string; authority: string; role: string }): Promise<void> {
  const input = {
    email: checked(EmailAddress.safeParse(flags.email), '--email', flags.email),
    name: checked(PersonName.safeParse(flags.name), '--name', flags.name),
    authority: flags.authority.trim(),
    role: roleOf(flags.role),
  };
  const { handle, link } = await inWords(() => withForum(() => unsafeAddMember(input)), {
    invalid: `There is no authority "${input.authority}".`,
    conflict: `Somebody has the address ${input.email} already.`,
  });
  report(flags.json, { handle, link }, [`Added ${handle}. To choose a password, within the hour:`, link]);
}

async function setRole(handle: string, role: string, { json }: Json): Promise<void> {
  const wanted = roleOf(role);
  await inWords(() => withForum(() => unsafeSetRole(handle, wanted)), aboutMember(handle));
  report(json, { handle, role: wanted }, [`${handle} is ${wanted} now.`]);
}

async function suspend(handle: string, { json, reason }: Json & { reason: string }): Promise<void> {
  await inWords(() => withForum(() => unsafeSuspendMember(handle, reason)), aboutMember(handle));
  report(json, { handle, suspended: true }, [`${handle} is suspended and signed out everywhere.`]);
}

async function resetFactor(handle: string, { json }: Json): Promise<void> {
  await inWords(() => withForum(() => unsafeResetSecondFactor(handle)), {
    not_found: `There is no member ${handle}.`,
    already_decided: `${handle} has no second factor.`,
  });
  report(json, { handle, secondFactor: false }, [`${handle} signs in without a second factor now.`]);
}

function aboutMember(handle: string): Record<string, string> {
  return {
    not_found: `There is no member ${handle}.`,
    last_administrator: `${handle} is the last administrator in force; make somebody else one first.`,
    already_decided: `${handle} is not an active member.`,
  };
}

function roleOf(text: string): Role {
  const role = ROLES.find((known) => known === text);
  if (!role) {
    throw new CliError(`There is no role "${text}". Roles: ${ROLE_LIST}.`, EXIT.wrongUse);
  }
  return role;
}

function checked<Value>(
  result: { success: true; data: Value } | { success: false },
  option: string,
  given: string,
): Value {
  if (!result.success) {
    throw new CliError(`${option} cannot be used: ${given}`, EXIT.wrongUse);
  }
  return result.data;
}

/** A refusal of the domain in words of the command line, by its message or else its code. */
async function inWords<Result>(work: () => Promise<Result>, words: Record<string, string>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DomainError) {
      throw new CliError(words[error.messageKey] ?? words[error.code] ?? error.message);
    }
    throw error;
  }
}
