import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { countReport } from '#tests/support/parts';

function file(status: string, ...tests: [string, string][]) {
  const assertionResults = tests.map(([fullName, state]) => ({ fullName, status: state }));
  return { name: `${process.cwd()}/tests/some.test.ts`, status, message: 'Error: no\nat …', assertionResults };
}

describe('the sum of npm test', () => {
  it('counts what passed', () => {
    const report = { testResults: [file('passed', ['a', 'passed'], ['b', 'passed'])] };
    expect(countReport(report, 0)).toEqual({ passed: 2, failures: [], again: [] });
  });

  it('names and counts what failed and what did not run', () => {
    const report = { testResults: [file('failed', ['a', 'failed'], ['b', 'skipped'], ['c', 'passed'])] };
    expect(countReport(report, 1)).toEqual({
      passed: 1,
      failures: ['tests/some.test.ts: a', 'tests/some.test.ts: b (did not run: skipped)'],
      again: [],
    });
  });

  it('counts a file that cannot be loaded', () => {
    expect(countReport({ testResults: [file('failed')] }, 1)).toEqual({
      passed: 0,
      failures: ['tests/some.test.ts (Error: no)'],
      again: [],
    });
  });

  it('names what passed only at the second try', () => {
    const tried = file('passed', ['a', 'passed'], ['b', 'passed']);
    const report = {
      testResults: [
        { ...tried, assertionResults: tried.assertionResults.map((one) => ({ ...one, failureMessages: [] })) },
        { ...tried, assertionResults: [{ fullName: 'c', status: 'passed', failureMessages: ['Error: late'] }] },
      ],
    };
    expect(countReport(report, 0)).toEqual({ passed: 3, failures: [], again: ['tests/some.test.ts: c'] });
  });

  it('does not pass when vitest failed outside of the tests, or found none', () => {
    expect(countReport({ testResults: [file('passed', ['a', 'passed'])] }, 1).failures).toHaveLength(1);
    expect(countReport({ testResults: [] }, 0).failures).toEqual(['no test was found']);
  });

  it('takes in every part of vitest.config.ts', () => {
    const names = (file: string, call: RegExp) =>
      [...readFileSync(file, 'utf8').matchAll(call)].map((match) => match[1]);
    const configured = names('vitest.config.ts', /\bpart\(\s*'([^']+)'/g);
    expect(configured.length).toBeGreaterThan(5);
    expect(names('tests/run.ts', /^ {2}vitest\('([^']+)'\)/gm).sort()).toEqual(configured.sort());
  });
});
