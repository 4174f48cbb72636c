import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readEnv } from '#app/env.server';
import { readSecret } from '#app/secret.server';

function envIn(folder: string, values: Record<string, string> = {}) {
  return readEnv({ NODE_ENV: 'test', DATA_DIR: folder, ...values });
}

test('the secret of the environment is used and none is written', () => {
  const folder = mkdtempSync(join(tmpdir(), 'roundtable-secret-'));
  const given = 'x'.repeat(40);
  expect(readSecret(envIn(folder, { APP_SECRET: given }))).toBe(given);
  expect(readdirSync(folder)).toEqual([]);
});

test('without one it is made once, for the owner’s eyes alone, and stays', () => {
  const folder = join(mkdtempSync(join(tmpdir(), 'roundtable-secret-')), 'data');
  const made = readSecret(envIn(folder));
  expect(made.length).toBeGreaterThanOrEqual(43);
  expect(readSecret(envIn(folder))).toBe(made);
  expect(readdirSync(folder)).toEqual(['secret']);
  expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(folder, 'secret'), 'utf8').trim()).toBe(made);
});
