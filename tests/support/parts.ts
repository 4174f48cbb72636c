import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, relative, resolve } from 'node:path';
import { z } from 'zod';

/**
 * What came of one part of the tests. `failures` names each test that failed or did not run, `again` those that passed
 * only at the second try (browser tests have one: vitest.config.ts).
 */
export interface Outcome {
  name: string;
  passed: number;
  failures: string[];
  again: string[];
  seconds: number;
}

type Count = Pick<Outcome, 'passed' | 'failures' | 'again'>;

// Only these fields of vitest's JSON report say what happened to a test; the sums in it leave out files that
// could not be loaded.
const Report = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(
        z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).optional() }),
      ),
    }),
  ),
});

/** Runs a program of node_modules/.bin with its output passed through; resolves to its exit code. */
function runProgram([program = '', ...args]: string[]): Promise<number> {
  const PATH = [resolve('node_modules/.bin'), process.env.PATH].join(delimiter);
  return new Promise((done) => {
    const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, PATH } });
    child.on('error', (error) => {
      console.error(`${program} could not be started: ${error.message}`);
      done(1);
    });
    child.on('close', (code) => done(code ?? 1));
  });
}

async function timed(name: string, work: () => Promise<Count>): Promise<Outcome> {
  const start = performance.now();
  const result = await work();
  return { name, ...result, seconds: (performance.now() - start) / 1000 };
}

/** A part that is one program: it counts as one test, which passes when the program exits with 0. */
export function runCommand(name: string, line: string[]): Promise<Outcome> {
  return timed(name, async () => {
    const code = await runProgram(line);
    return code === 0
      ? { passed: 1, failures: [], again: [] }
      : { passed: 0, failures: [`${line.join(' ')} (exit code ${code})`], again: [] };
  });
}

type FileResult = z.infer<typeof Report>['testResults'][number];

const shortPath = (file: FileResult): string => relative(process.cwd(), file.name);

function fileFailures(file: FileResult): string[] {
  const path = shortPath(file);
  const failed = file.assertionResults
    .filter((test) => test.status !== 'passed')
    .map((test) => `${path}: ${test.fullName}${test.status === 'failed' ? '' : ` (did not run: ${test.status})`}`);
  if (failed.length === 0 && file.status === 'failed') {
    return [`${path} (${file.message?.split('\n')[0] || 'could not be run'})`];
  }
  return failed;
}

/** A test that failed and then passed keeps the message of its failure. */
function secondTries(file: FileResult): string[] {
  return file.assertionResults
    .filter((test) => test.status === 'passed' && (test.failureMessages?.length ?? 0) > 0)
    .map((test) => `${shortPath(file)}: ${test.fullName}`);
}

/** Counts a report of vitest's JSON reporter; `exitCode` is vitest's own, in case it failed outside of any test. */
export function countReport(json: unknown, exitCode: number): Count {
  const { testResults } = Report.parse(json);
  const tests = testResults.flatMap((file) => file.assertionResults);
  const passed = tests.filter((test) => test.status === 'passed').length;
  const failures = testResults.flatMap(fileFailures);
  if (exitCode !== 0 && failures.length === 0) {
    failures.push(`vitest ended with exit code ${exitCode} outside of any test: see above`);
  }
  if (passed === 0 && failures.length === 0) {
    failures.push('no test was found');
  }
  return { passed, failures, again: testResults.flatMap(secondTries) };
}

/** A project of vitest.config.ts. A project that breaks off or has no tests counts as one failure. */
export function runVitest(project: string, reportFile: string): Promise<Outcome> {
  return timed(project, async () => {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${reportFile}`];
    const code = await runProgram(['vitest', 'run', '--project', project, ...reporters]);
    if (!existsSync(reportFile)) {
      return { passed: 0, failures: [`vitest broke off (exit code ${code}): see above`], again: [] };
    }
    return countReport(JSON.parse(readFileSync(reportFile, 'utf8')), code);
  });
}
