import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');
const NAMED = /`([\w./-]+\.test\.tsx?)` › (.+?)(?=<br>|\s+\|)/g;

const text = readFileSync(join(ROOT, 'docs/SECURITY.md'), 'utf8');
const named = [...text.matchAll(NAMED)].map(([, file = '', name = '']) => ({ file, name: name.replaceAll('\\', '') }));

test('every test that the checklist of docs/SECURITY.md names is there, under that name', () => {
  expect(named.length).toBeGreaterThan(60);
  const missing = named.filter(({ file, name }) => {
    const path = join(ROOT, file);
    return !existsSync(path) || !readFileSync(path, 'utf8').includes(`('${name}'`);
  });
  expect(missing).toEqual([]);
});

test('every line that says it is met and names no test says why in words', () => {
  const lines = text.split('\n').filter((line) => /^\| \d+(\.|,| )/.test(line));
  const bare = lines.filter((line) => /\| yes +\| – +\|$/.test(line));
  // Nothing fetches an address that a user gives: there is nothing to call.
  expect(bare.map((line) => line.split('|')[1]?.trim())).toEqual(['1.3.6']);
});
