import { type Command, InvalidArgumentError } from 'commander';
import { withForum } from '#app/cli/forum';
import { CliError, report } from '#app/cli/outcome';
import { type ChainFault, sealEntries, verifyChain } from '#app/domain/audit/chain.server';

interface Head {
  position: number;
  hash: string;
}

const HELP = `
Compares every entry with its link in the chain. What was changed or removed is named, and so is a missing link.
Keep the end it prints outside the forum, and give it with --expect next time: then nothing can have been cut off.
Exit codes: 0 the log is as it was written, 1 it is not.`;

export function addAudit(program: Command): void {
  program
    .command('audit')
    .description('The audit log.')
    .command('verify')
    .description('Check that no entry of the audit log was changed or removed.')
    .option('--expect <position:hash>', 'an end of the chain noted earlier', parseHead)
    .option('--json', 'say what was found as one line of JSON')
    .addHelpText('after', HELP)
    .action(run);
}

async function run({ expect, json }: { expect?: Head; json?: boolean }): Promise<void> {
  const found = await withForum(async () => {
    while ((await sealEntries()) > 0) {
      // Until every entry is in the chain.
    }
    return verifyChain(expect);
  });
  const { verified, expired, faults, head } = found;
  report(json, { ...found }, [
    `${verified} entries compared${expired > 0 ? `, ${expired} past their time` : ''}.`,
    `End of the chain: ${head.position}:${head.hash}`,
    ...faults.map(faultLine),
  ]);
  if (faults.length > 0) {
    throw new CliError('The audit log is not as it was written.');
  }
}

function faultLine({ kind, position, entryId }: ChainFault): string {
  switch (kind) {
    case 'changed':
      return `Entry ${entryId} (link ${position}) was changed.`;
    case 'removed':
      return `Entry ${entryId} (link ${position}) was removed.`;
    case 'seal_missing':
      return `Link ${position} is missing.`;
  }
}

function parseHead(text: string): Head {
  const [, position = '', hash = ''] = /^(\d{1,10}):([0-9a-f]{64})$/.exec(text.trim().toLowerCase()) ?? [];
  if (hash === '') {
    throw new InvalidArgumentError('It is a number, a colon and 64 hexadecimal digits, as verify prints it.');
  }
  return { position: Number(position), hash };
}
