import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { run } from '#app/cli/main';
import { type Instances, setInstances } from '#app/instances.server';
import { createDatabase, type Database } from '#prisma/client.server';
import { testEnv } from '#tests/support/instances';

let folder: string;
let out: string[];
let err: string[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'roundtable-minutes-'));
  vi.spyOn(console, 'log').mockImplementation((text) => void out.push(String(text)));
  vi.spyOn(console, 'error').mockImplementation((text) => void err.push(String(text)));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => err.push(String(text)) > 0);
  expect(await roundtable('seed')).toBe(0);
});
afterEach(() => vi.restoreAllMocks());

function instances(): Instances {
  return { env: testEnv({ dataDir: folder }), db: createDatabase({ file: join(folder, 'roundtable.db') }) };
}

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

const importedSummaries = () =>
  look((database) =>
    database.summary.findMany({
      where: { session: { externalId: { startsWith: 'minutes:' } } },
      orderBy: { id: 'asc' },
      include: {
        records: { orderBy: { position: 'asc' } },
        revisions: { orderBy: { number: 'asc' } },
        session: { include: { agenda: { orderBy: { position: 'asc' } }, attendance: true, recipients: true } },
      },
    }),
  );

function file(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return name;
}

const MINUTES = [
  '# שולחן עגול: גיבוי בענן',
  '',
  '## משתתפים',
  '- רונית אלוני',
  '- משה פרץ (אורח)',
  '',
  '## סדר היום',
  '- פתיחה',
  '- הצגת ספק',
  '',
  '## החלטות',
  '- גיבוי יומי',
  '',
  '## משימות',
  '- [ ] לבדוק מחירים @noga.perlman עד 2026-03-01',
  '',
].join('\r\n');

const minutes = (...args: string[]) => roundtable('import', 'minutes', ...args, '--topic', 'cloud');

describe('what is refused changes nothing', () => {
  test.each([
    ['undated.md', '# ישיבה\n\n## החלטות\n- א\n', 'no date'],
    ['2024-01-01.md', '# ישיבה 5.6.2023\n', 'more than one date'],
    ['2024-01-02.md', '<!doctype html><html><body>x</body></html>', 'HTML'],
    ['2024-01-03.md', '', 'empty'],
    ['2024-01-04.md', Uint8Array.from([0x23, 0x20, 0xf9, 0xec, 0xe5, 0xed, 0x0a]), 'line 1: not UTF-8'],
    ['2024-01-05.md', Buffer.alloc(2_097_152, 'a'), 'larger than 1 MB'],
    ['2024-01-06.md', 'a\0b', 'not a text file'],
    ['2099-01-06.md', '# ישיבה\n', 'in the future'],
  ])('%s', async (name, content, reason) => {
    expect(await minutes(file(name, content))).toBe(2);
    expect(out.join('\n')).toMatch(new RegExp(`^${name}: refused: .*${reason}`));
    expect(await importedSummaries()).toEqual([]);
  });

  test('a topic, kind, label, host or file that there is not', async () => {
    file('2024-02-01.md', MINUTES);
    expect(await roundtable('import', 'minutes', '2024-02-01.md', '--topic', 'nothing')).toBe(1);
    expect(err.join()).toContain('cloud');
    expect(await roundtable('import', 'minutes', '2024-02-01.md')).toBe(2);
    expect(await minutes('absent.md')).toBe(1);
    expect(await minutes('2024-02-01.md', '--label', 'TLP:WHITE')).toBe(2);
    expect(err.join()).toContain('TLP:CLEAR');
    expect(await minutes('2024-02-01.md', '--kind', 'party')).toBe(2);
    expect(await minutes('2024-02-01.md', '--host', 'eitan')).toBe(1);
    mkdirSync(join(folder, 'empty'));
    expect(await minutes('empty')).toBe(1);
    expect(await importedSummaries()).toEqual([]);
  });

  test('a bad file beside a good one: the good one goes in', async () => {
    file('2024-02-01.md', MINUTES);
    expect(await minutes('2024-02-01.md', file('undated.md', '# x\n'), '--json')).toBe(2);
    expect(JSON.parse(out[0] ?? '')).toMatchObject({ created: 1, refused: 1 });
    expect(await importedSummaries()).toHaveLength(1);
  });
});

test('a session that was held, its text to the byte; names stay text; again nothing changes', async () => {
  file('2024-02-01.md', MINUTES);
  expect(await minutes('2024-02-01.md', '--dry-run')).toBe(0);
  expect(await importedSummaries()).toEqual([]);
  expect(await minutes('2024-02-01.md', '--label', 'TLP:AMBER', '--host', 'dana.levi')).toBe(0);
  expect(out[0]).toContain('2 participants · 2 agenda items · 2 records');
  const [summary, ...others] = await importedSummaries();
  expect(others).toEqual([]);
  expect(summary).toMatchObject({ body: MINUTES, state: 'published', label: 'AMBER' });
  expect(summary?.session).toMatchObject({
    ...{ title: 'שולחן עגול: גיבוי בענן', state: 'held', attendedCount: 2, attendance: [] },
    ...{ kind: 'round_table', label: 'AMBER', startsAt: new Date('2024-02-01T08:00:00Z') },
  });
  expect(summary?.session.agenda.map(({ title }) => title)).toEqual(['פתיחה', 'הצגת ספק']);
  expect(summary?.session.recipients).toHaveLength(1);
  expect(summary?.records.map(({ kind, ownerId, ownerName }) => [kind, ownerId, ownerName])).toEqual([
    ['decision', null, ''],
    ['action', null, '@noga.perlman'],
  ]);
  expect(await minutes('2024-02-01.md')).toBe(0);
  expect(out.join()).toContain('0 new, 0 updated, 1 unchanged');
  expect(await importedSummaries()).toEqual([summary]);
});

test('a changed file updates; one whose summary was changed in the forum meanwhile is refused', async () => {
  await minutes(file('2024-02-01.md', MINUTES));
  const [before] = await importedSummaries();
  file('2024-02-01.md', MINUTES.replace('גיבוי יומי', 'גיבוי יומי אחד'));
  expect(await minutes('2024-02-01.md')).toBe(0);
  expect(out.join()).toContain('1 updated');
  const [after] = await importedSummaries();
  expect(after?.revisions.map(({ number }) => number)).toEqual([1, 2]);
  expect(after?.records[0]).toMatchObject({ id: before?.records[0]?.id, text: 'גיבוי יומי אחד' });
  await look((database) => database.summary.updateMany({ where: { id: after?.id ?? 0 }, data: { body: 'תוקן כאן' } }));
  expect(await minutes('2024-02-01.md')).toBe(0);
  expect(out.join()).toContain('1 unchanged');
  file('2024-02-01.md', MINUTES.replace('גיבוי יומי', 'גיבוי שבועי'));
  expect(await minutes('2024-02-01.md')).toBe(2);
  expect(out.join()).toContain('changed in the forum');
  expect((await importedSummaries())[0]?.body).toBe('תוקן כאן');
});

test('of a folder every .md but a README, in order; the same text under another name is known', async () => {
  mkdirSync(join(folder, 'old'));
  file('old/2024-03-02.md', '# ישיבה שנייה\n');
  file('old/2024-03-01.md', '# ישיבה ראשונה\n');
  file('old/README.md', 'no minutes');
  file('old/notes.txt', 'no minutes');
  expect(await minutes('old', '--json')).toBe(0);
  const { files } = JSON.parse(out[0] ?? '');
  expect(files.map((one: { date: string }) => one.date)).toEqual(['2024-03-01', '2024-03-02']);
  file('renamed 2024-03-01.md', '# ישיבה ראשונה\n');
  expect(await minutes('renamed 2024-03-01.md')).toBe(0);
  expect(out.join()).toContain('1 unchanged');
});
