import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';

const ROOT = resolve(import.meta.dirname, '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** A test by its name, or a document by one of its headings: in a table, and in running text. */
const IN_TABLE = /`([\w./-]+\.(?:test\.tsx?|md))` › (.+?)(?=<br>|\s+\|)/g;
const IN_TEXT = /\(`([\w./-]+\.test\.tsx?)`\s›\s([^)|]+)\)/g;
const STATE = /^(yes|in part|no|n\.a\.)(?=[:;,( ]|$)/;

const checklist = read('docs/ASVS.md').replace(/ +/g, ' ');
/** The numbers of all requirements of levels 1 and 2 of OWASP ASVS 5.0.0. */
const required = z.array(z.string()).parse(JSON.parse(read('tests/asvs-requirements.json')));

const lines = checklist
  .split('\n')
  .filter((line) => /^\| \d+\.\d+\.\d+/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, numbers = '', , state = '', proof = '']) => ({ numbers, state, proof }));
/** Those of levels 1 and 2: a line of level 3 says so. */
const counted = lines.filter(({ numbers }) => !numbers.includes('(L3)'));

/** `3.3.1–3.3.3, 3.4.1` → the numbers one by one. A range stays within its section. */
function eachOf(numbers: string): string[] {
  return numbers.split(', ').flatMap((part) => {
    const [first = '', last = first] = part.split('–');
    const section = first.replace(/\d+$/, '');
    const [from, to] = [first, last].map((one) => Number(one.slice(section.length)));
    if (!last.startsWith(section) || !(Number(from) <= Number(to))) {
      return [`${part} is no range`];
    }
    return Array.from({ length: Number(to) - Number(from) + 1 }, (_, place) => `${section}${Number(from) + place}`);
  });
}

function isThere({ file, name }: { file: string; name: string }): boolean {
  if (!existsSync(join(ROOT, file))) {
    return false;
  }
  const text = read(file);
  const headings = text.split('\n').filter((line) => line.startsWith('#'));
  return file.endsWith('.md')
    ? headings.some((line) => line.replace(/^#+ /, '') === name)
    : text.includes(`('${name}'`);
}

test('every test and heading that the documents of security name is there, under that name', () => {
  const inText = [...read('docs/SECURITY.md').matchAll(IN_TEXT)];
  const inTable = [...checklist.matchAll(IN_TABLE)];
  expect([inText.length > 0, inTable.length > 150]).toEqual([true, true]);
  const named = [...inText, ...inTable].map(([, file = '', name = '']) => ({
    file,
    name: name.replaceAll('\\', '').replace(/\s+/g, ' '),
  }));
  expect(named.filter((one) => !isThere(one))).toEqual([]);
});

describe('the checklist', () => {
  test('has every requirement of levels 1 and 2 once, and no other', () => {
    expect(required).toHaveLength(253);
    const found = counted.flatMap(({ numbers }) => eachOf(numbers));
    expect(required.filter((number) => !found.includes(number))).toEqual([]);
    expect(found.filter((number, place) => !required.includes(number) || found.indexOf(number) !== place)).toEqual([]);
  });

  test('says of each how it stands, and adds them up', () => {
    expect(lines.filter(({ state }) => !STATE.test(state)).map(({ numbers }) => numbers)).toEqual([]);
    for (const state of ['yes', 'in part', 'no', 'n.a.']) {
      const those = counted.filter((line) => STATE.exec(line.state)?.[1] === state);
      const count = those.flatMap(({ numbers }) => eachOf(numbers)).length;
      expect(checklist).toContain(`\n| ${state} | ${count} |\n`);
    }
  });

  test('names a test or a document for what is met, and reasons for what is not quite', () => {
    const bare = lines.filter(({ state, proof }) => state.startsWith('yes') && !proof.includes('›'));
    // There is nothing to call: nothing ends a password, no hints are kept, tokens go no further than one function.
    expect(bare.map(({ numbers }) => numbers)).toEqual(['6.2.10', '6.4.2', '10.1.1']);
    const unsaid = lines.filter(({ state }) => /^(in part|no)$/.test(state));
    expect(unsaid.map(({ numbers }) => numbers)).toEqual([]);
  });
});
