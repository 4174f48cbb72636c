import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { run } from '#app/cli/main';
import { type StandIn, startStandIn } from '#tests/search/stand-in/server';

let folder: string;
let out: string[];
let err: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'roundtable-cli-'));
  out = [];
  err = [];
  vi.stubEnv('MEILI_URL', undefined);
  vi.stubEnv('MEILI_KEY', undefined);
  vi.spyOn(console, 'log').mockImplementation((text) => void out.push(String(text)));
  vi.spyOn(console, 'error').mockImplementation((text) => void err.push(String(text)));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => err.push(String(text)) > 0);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

async function roundtable(...args: string[]): Promise<number> {
  out = [];
  err = [];
  return run(['search', ...args], { callerFolder: folder });
}

function file(name: string, lines: unknown[]): string {
  const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\r\n');
  writeFileSync(join(folder, name), text);
  return name;
}

const DOCUMENTS = [
  { id: 'd1', title: 'מעבר לענן', body: 'העברנו את הגבייה לשירות מנוהל.' },
  { id: 'd2', body: 'We keep two backups, one of them offline.' },
];
const QUERIES = [
  { id: 'q1', query: 'ענן', relevant: ['d1'] },
  { id: 'q2', query: 'backup', relevant: ['d2'] },
  { id: 'q3', query: 'קרמבולה', relevant: ['d1'] },
];

function evalArgs(documents: unknown[] = DOCUMENTS, queries: unknown[] = QUERIES): string[] {
  return ['eval', '--documents', file('documents.ndjson', documents), '--queries', file('queries.ndjson', queries)];
}

describe('without a server', () => {
  test('eval names the bad line, and what it lacks', async () => {
    expect(await roundtable(...evalArgs([...DOCUMENTS, '{"id":']))).toBe(2);
    expect(err.join()).toMatch(/documents\.ndjson, line 3: not JSON/);
    expect(await roundtable(...evalArgs([{ id: 'd1', title: 'x' }]))).toBe(2);
    expect(err.join()).toMatch(/documents\.ndjson, line 1: body: /);
    expect(await roundtable(...evalArgs(DOCUMENTS, ['', { id: 'q', query: 'ענן', relevant: 'd1' }]))).toBe(2);
    expect(err.join()).toMatch(/queries\.ndjson, line 2: relevant: /);
    expect(await roundtable(...evalArgs(DOCUMENTS, []))).toBe(2);
    expect(err.join()).toContain('holds no lines');
    expect(out).toEqual([]);
  });

  test('eval says which document the engine did not take', async () => {
    expect(await roundtable(...evalArgs([{ id: 'x'.repeat(201), body: 'ענן' }]))).toBe(2);
    expect(err.join()).toContain('the id must be a text of 1 to 200 characters');
  });

  test.each([
    [['eval', '--documents', 'none.ndjson', '--queries', 'none.ndjson'], 'There is no file'],
    [['eval', '--queries', 'none.ndjson'], '--documents'],
    [[...['eval', '--documents', 'a', '--queries', 'b', '--engine', 'other']], 'embedded, meilisearch'],
    [['conformance'], 'Give --url, or set MEILI_URL'],
    [['conformance', '--url', 'file:///etc/hosts'], 'must be an http:// or https:// address'],
    [['conformance', '--url', 'http://127.0.0.1:1', '--key', 'k'], 'cannot be used'],
    [['unheard-of'], 'unheard-of'],
  ])('%j is refused in words', async (args, words) => {
    expect(await roundtable(...args)).toBe(2);
    expect(err.join()).toContain(words);
    expect(out).toEqual([]);
  });

  test('eval refuses a server for the embedded engine', async () => {
    expect(await roundtable(...evalArgs(), '--url', 'http://127.0.0.1:1')).toBe(2);
    expect(err.join()).toContain('--engine meilisearch');
  });

  test('eval measures the embedded engine and leaves nothing behind', async () => {
    const before = readdirSync(tmpdir()).filter((name) => name.startsWith('roundtable-search-'));
    expect(await roundtable(...evalArgs(), '--json')).toBe(0);
    expect(out).toHaveLength(1);
    const figures: unknown = JSON.parse(out[0] ?? '');
    expect(figures).toEqual({
      recallAt10: 0.6667,
      mrrAt10: 0.6667,
      empty: 1,
      p50Ms: expect.any(Number),
      p95Ms: expect.any(Number),
      indexedPerSecond: expect.any(Number),
    });
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('roundtable-search-'))).toEqual(before);
    expect(await roundtable(...evalArgs())).toBe(0);
    expect(out.join()).toContain('recall@10 0.6667');
  });
});

describe('with a server', () => {
  let standIn: StandIn;
  beforeEach(async () => {
    standIn = await startStandIn();
  });
  afterEach(async () => {
    await standIn.close();
    expect(standIn.violations).toEqual([]);
  });

  test('a server that is too old is refused before anything is made there', async () => {
    standIn.setVersion('1.12.3');
    expect(await roundtable('conformance', '--url', standIn.url, '--key', standIn.masterKey)).toBe(2);
    expect(err.join()).toContain('Meilisearch 1.12.3 is too old: 1.30 or newer is needed.');
    expect(standIn.requests).toEqual(['GET /version']);
  });

  test('a wrong key is said in words', async () => {
    expect(await roundtable('conformance', '--url', standIn.url, '--key', 'wrong')).toBe(2);
    expect(err.join()).toContain('invalid_api_key');
  });

  test('conformance prints a line for each check and removes what it made', async () => {
    expect(await roundtable('conformance', '--url', standIn.url, '--key', standIn.masterKey)).toBe(0);
    const lines = out.slice(0, -1);
    expect(lines.length).toBeGreaterThan(60);
    expect(lines.every((line) => line.startsWith('ok '))).toBe(true);
    expect(out.at(-1)).toMatch(/^Meilisearch 1\.53\.0: (\d+) of \1 checks ok, in [\d.]+ s\.$/);
    expect([...standIn.indexes.keys()]).toEqual([]);
    expect(standIn.keyNames()).toEqual([]);
  });

  test('what differs is told with what was expected and what came, and is exit code 1', async () => {
    standIn.setFault({ kind: 'status', status: 400, path: /multi-search/ });
    expect(await roundtable('conformance', '--url', standIn.url, '--key', standIn.masterKey, '--json')).toBe(1);
    const result: unknown = JSON.parse(out[0] ?? '');
    expect(out).toHaveLength(1);
    expect(result).toMatchObject({ version: '1.53.0', differs: expect.any(Array), seconds: expect.any(Number) });
    expect(out[0]).toContain('words: ענן finds thread:cloud');
    expect(err.join()).toMatch(/The server differs in \d+ of \d+ checks\./);
    standIn.setFault(null);
    expect([...standIn.indexes.keys()]).toEqual([]);
  });

  test('eval measures a server, named by the environment, and removes what it made', async () => {
    vi.stubEnv('MEILI_URL', standIn.url);
    vi.stubEnv('MEILI_KEY', standIn.masterKey);
    expect(await roundtable(...evalArgs(), '--engine', 'meilisearch', '--json')).toBe(0);
    expect(JSON.parse(out[0] ?? '')).toMatchObject({ recallAt10: 0.6667, empty: 1 });
    expect([...standIn.indexes.keys()]).toEqual([]);
    expect(standIn.keyNames()).toEqual([]);
  });
});
