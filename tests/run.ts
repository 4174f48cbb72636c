import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Outcome, runCommand, runVitest } from '#tests/support/parts';

/**
 * `npm test`: everything, one part after another (two cores have enough to do with one), and at the very end a line
 * with the sum. `npm test -- http` runs one part, or several by name. What cannot run is named and counted as failed.
 */

interface Part {
  name: string;
  run: (reports: string) => Promise<Outcome>;
}

function command(name: string, line: string[]): Part {
  return { name, run: () => runCommand(name, line) };
}

function vitest(name: string): Part {
  return { name, run: (reports) => runVitest(name, join(reports, `${name}.json`)) };
}

// Clients first: types and tests need them. The build stands before the parts that look at what it makes.
const PARTS: Part[] = [
  command('db:generate', ['tsx', 'prisma/generate.ts']),
  command('lint', ['biome', 'check']),
  command('types', ['tsc', '--noEmit']),
  vitest('unit'),
  vitest('architecture'),
  vitest('domain-sqlite'),
  vitest('domain-postgresql'),
  vitest('search'),
  command('build', ['node', 'app/cli/build.mjs']),
  vitest('http'),
  vitest('e2e'),
];

/** The parts asked for, with what they cannot do without. Throws on a name that is none. */
function chosen(names: string[]): Part[] {
  if (names.length === 0) {
    return PARTS;
  }
  const unknown = names.filter((name) => !PARTS.some((part) => part.name === name));
  if (unknown.length > 0) {
    throw new Error(`There is no part ${unknown.join(', ')}. Parts: ${PARTS.map((part) => part.name).join(' ')}`);
  }
  const wanted = new Set(['db:generate', ...names]);
  if (wanted.has('e2e')) {
    wanted.add('build');
  }
  return PARTS.filter((part) => wanted.has(part.name));
}

function printSummary(outcomes: Outcome[]): void {
  console.log('\nSummary');
  for (const { name, passed, failures, seconds } of outcomes) {
    const counts = `${String(passed).padStart(5)} passed ${String(failures.length).padStart(4)} failed`;
    console.log(`  ${name.padEnd(18)}${counts} ${seconds.toFixed(1).padStart(7)} s`);
  }
  for (const { name, failures, again } of outcomes) {
    for (const test of again) {
      console.log(`  SECOND TRY ${name}: ${test}`);
    }
    for (const failure of failures) {
      console.log(`  FAILED ${name}: ${failure}`);
    }
  }
}

async function main(): Promise<void> {
  const parts = chosen(process.argv.slice(2));
  // Reports, and all that tests leave in the temporary folder: it goes at the end. The users of PostgreSQL and ClamAV
  // reach what is theirs in it.
  const folder = mkdtempSync(join(tmpdir(), 'roundtable-tests-'));
  chmodSync(folder, 0o711);
  process.env.TMPDIR = folder;
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  // On Ctrl-C the running part gets the signal too and stops what it started.
  process.once('SIGINT', () => process.exit(130));
  const outcomes: Outcome[] = [];
  for (const part of parts) {
    console.log(`\n== ${part.name}`);
    outcomes.push(await part.run(folder));
  }
  printSummary(outcomes);
  const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
  const failed = outcomes.reduce((sum, outcome) => sum + outcome.failures.length, 0);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
  console.log(`${passed} passed, ${failed} failed`);
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
});
