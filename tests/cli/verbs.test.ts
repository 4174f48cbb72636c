import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { run } from '#app/cli/main';
import { type Instances, setInstances } from '#app/instances.server';
import { createDatabase, type Database } from '#prisma/client.server';
import { testEnv } from '#tests/support/instances';
import { threadLine } from '#tests/support/transfer';

let folder: string;
let out: string[];
let err: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'roundtable-cli-'));
  out = [];
  err = [];
  vi.spyOn(console, 'log').mockImplementation((text) => void out.push(String(text)));
  vi.spyOn(console, 'error').mockImplementation((text) => void err.push(String(text)));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => err.push(String(text)) > 0);
});
afterEach(() => vi.restoreAllMocks());

function instances(): Instances {
  return { env: testEnv({ dataDir: folder }), db: createDatabase({ file: join(folder, 'roundtable.db') }) };
}

/** Runs a verb as a process of its own would, and says how it ended. */
async function roundtable(...args: string[]): Promise<number> {
  setInstances(instances());
  out = [];
  err = [];
  return run(args, { callerFolder: folder });
}

async function look<Result>(work: (database: Database) => Promise<Result>): Promise<Result> {
  const { db } = instances();
  return work(db).finally(() => db.$disconnect());
}

function file(name: string, lines: unknown[]): string {
  writeFileSync(
    join(folder, name),
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\r\n'),
  );
  return name;
}

test('seed fills an empty database once', async () => {
  expect(await roundtable('seed', '--json')).toBe(0);
  expect(JSON.parse(out[0] ?? '')).toMatchObject({ members: 25, summaries: 3 });
  expect(await look((database) => database.summaryRecord.count({ where: { kind: 'decision' } }))).toBe(8);
  expect(await roundtable('seed')).toBe(1);
  expect(err.join()).toContain('already has members');
});

test('import and export: exit codes, bad lines by number, the same bytes again', async () => {
  const good = [threadLine(1), threadLine(2)];
  expect(await roundtable('import', 'threads', file('good.ndjson', good), '--dry-run')).toBe(0);
  expect(await look((database) => database.thread.count())).toBe(0);
  expect(
    await roundtable(
      'import',
      'threads',
      file('bad.ndjson', [...good, '{', threadLine(3, { label: 'TLP:WHITE' })]),
      '--json',
    ),
  ).toBe(2);
  expect(JSON.parse(out[0] ?? '')).toMatchObject({
    created: 2,
    failed: 2,
    errors: [{ line: 3 }, { line: 4, reason: expect.stringContaining('TLP:CLEAR') }],
  });
  expect(await roundtable('export', '--out', 'first.ndjson')).toBe(0);
  expect(statSync(join(folder, 'first.ndjson')).mode & 0o777).toBe(0o600);
  expect(await roundtable('import', 'threads', 'first.ndjson')).toBe(0);
  expect(out.join()).toContain('2 unchanged');
  expect(await roundtable('export', '--out', 'second.ndjson', '--json')).toBe(0);
  expect(readFileSync(join(folder, 'second.ndjson'))).toEqual(readFileSync(join(folder, 'first.ndjson')));
});

test('import says what is wrong with the file itself', async () => {
  expect(await roundtable('import', 'threads', 'absent.ndjson')).toBe(1);
  writeFileSync(join(folder, 'latin.ndjson'), Buffer.from([0x7b, 0xff, 0x7d, 0x0a]));
  expect(await roundtable('import', 'threads', 'latin.ndjson')).toBe(2);
  expect(out.join()).toContain('line 1: the line is not UTF-8');
});

test('members are added with a link, given roles, suspended; the last administrator stays', async () => {
  await roundtable('seed');
  const who = ['--email', 'New.One@example.org', '--name', 'חדשה', '--authority', 'tel-arugot'];
  expect(await roundtable('member', 'add', ...who, '--role', 'host', '--json')).toBe(0);
  expect(JSON.parse(out[0] ?? '')).toMatchObject({
    handle: 'new.one',
    link: expect.stringContaining('/reset-password?token='),
  });
  expect(await roundtable('member', 'add', ...who)).toBe(1);
  expect(await roundtable('member', 'add', ...who.slice(0, 4), '--authority', 'אין כזו')).toBe(1);
  expect(await roundtable('member', 'role', 'new.one', 'moderator')).toBe(0);
  expect(await roundtable('member', 'role', 'new.one', 'king')).toBe(2);
  expect(await roundtable('member', 'suspend', 'new.one')).toBe(0);
  expect(await roundtable('member', 'suspend', 'noga.perlman')).toBe(1);
  expect(err.join()).toContain('last administrator');
  expect(await roundtable('member', 'role', 'nobody', 'host')).toBe(1);
  const added = await look((database) => database.member.findUniqueOrThrow({ where: { handle: 'new.one' } }));
  expect(added).toMatchObject({ role: 'moderator', status: 'suspended', email: 'new.one@example.org' });
});

test.each([['import', 'threads'], ['export'], ['member', 'add'], ['member', 'role'], ['member', 'suspend'], ['seed']])(
  '%s %s explains itself, and refuses what it does not know',
  async (...verb) => {
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => out.push(String(text)) > 0);
    const words = verb.filter((word) => word !== undefined);
    expect(await roundtable(...words, '--help')).toBe(0);
    expect(out.join()).toContain('Usage: roundtable');
    expect(await roundtable(...words, '--no-such-option')).toBe(2);
  },
);

test('reindex makes the index anew, and says how many documents there are', async () => {
  await roundtable('seed');
  expect(await roundtable('reindex', '--json')).toBe(0);
  const { indexes } = JSON.parse(out[0] ?? '');
  expect(indexes).toMatchObject([{ byServer: false, documents: indexes[0].expected }]);
  expect(indexes[0].documents).toBeGreaterThan(60);
  // Again, over the one that is there.
  expect(await roundtable('reindex')).toBe(0);
  expect(out.join()).toContain(`${indexes[0].documents} documents`);
});
