import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { program, run } from '#app/cli/main';
import { type Label, strictness } from '#app/domain/labels';
import { getDb, type Instances, setInstances } from '#app/instances.server';
import { createDatabase } from '#prisma/client.server';
import { type Planted, plant } from '#tests/matrix/plant';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { testEnv } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';

/** How the matrix walks one verb: the words typed after it, or why it is not typed here. */
const ROWS: Record<string, string[] | { nothing: string }> = {
  start: { nothing: 'the server: every route has its own row' },
  demo: { nothing: 'the server over a forum of its own' },
  worker: { nothing: 'sends mails and keeps the index; mails.test.ts and search.test.ts walk both' },
  migrate: [],
  'import threads': ['again.ndjson', '--dry-run'],
  'import minutes': { nothing: 'reads files and says of each what it found in it; nothing of the forum' },
  // The exit made for taking content out: what it may write is put to the test below.
  export: ['--out', 'export.ndjson'],
  'member add': ['--email', 'new@example.org', '--name', 'New', '--authority', 'cli-authority'],
  'member import': ['members.csv', '--apply'],
  'authorities import': ['authorities.csv', '--apply'],
  'member role': ['cli.member', 'host'],
  'member suspend': ['cli.member'],
  'member reset-factor': ['cli.member'],
  'search eval': { nothing: 'files of its own, in an index of its own' },
  'search conformance': { nothing: 'documents of its own, in an index of its own' },
  seed: [],
  reindex: [],
  'audit verify': [],
};

let folder: string;
let planted: Planted[];
const said: string[] = [];

function instances(): Instances {
  return { env: testEnv({ dataDir: folder }), db: createDatabase({ file: join(folder, 'roundtable.db') }) };
}

async function roundtable(...args: string[]): Promise<number> {
  setInstances(instances());
  said.length = 0;
  return run(args, { callerFolder: folder });
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'roundtable-matrix-cli-'));
  // `migrate` alone reads the environment itself.
  vi.stubEnv('DATA_DIR', folder);
  vi.spyOn(console, 'log').mockImplementation((text) => void said.push(String(text)));
  vi.spyOn(console, 'error').mockImplementation((text) => void said.push(String(text)));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  expect(await roundtable('migrate')).toBe(0);
  setInstances(instances());
  const authority = await makeAuthority({ slug: 'cli-authority' });
  const author = await makeMember({ authorityIds: [authority.id] });
  await makeMember({ handle: 'cli.member', authorityIds: [authority.id] });
  planted = await plant(await viewerFor(author.id), (await makeMember()).id);
  await getDb().$disconnect();
});
afterAll(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

function verbs(command: Command, before: string[] = []): string[] {
  return command.commands.flatMap((one) => {
    const path = [...before, one.name()];
    return one.commands.length > 0 ? verbs(one, path) : [path.join(' ')];
  });
}

const everyCanary = (): string[] => planted.flatMap(({ canaries }) => Object.values(canaries));

test('every verb of the command line has a row', async () => {
  const names = verbs(await program({ callerFolder: '/' })).filter((name) => name !== 'help');
  expect(Object.keys(ROWS).sort()).toEqual(names.sort());
});

test.each(Object.entries(ROWS).flatMap(([verb, row]) => (Array.isArray(row) ? [[verb, row] as const] : [])))(
  '%s says nothing of what is written in the forum',
  async (verb, row) => {
    writeFileSync(join(folder, 'again.ndjson'), '{"externalId":"x"}\n');
    writeFileSync(join(folder, 'members.csv'), 'email,name,authority\ncsv@example.org,Dana Levi,cli-authority\n');
    const authorities = 'slug,nameHe,nameEn,kind,district,residents\ncsv,רשות,Authority,municipality,north,100\n';
    writeFileSync(join(folder, 'authorities.csv'), authorities);
    for (const more of [[], ['--json']]) {
      const code = await roundtable(...verb.split(' '), ...row, ...more);
      expect(code, said.join('\n')).toBeLessThanOrEqual(2);
      expect(said.join('\n').length, verb).toBeGreaterThan(0);
      expect(everyCanary().filter((word) => said.join('\n').includes(word))).toEqual([]);
    }
  },
);

test.each<[string[], Label]>([
  [['--without-red'], 'AMBER_STRICT'],
  [[], 'RED'],
])(
  'an export with %s takes along nothing stricter than %s, and says how much of it is TLP:RED',
  async (flags, strictest) => {
    expect(await roundtable('export', '--out', 'taken.ndjson', '--json', ...flags)).toBe(0);
    const text = readFileSync(join(folder, 'taken.ndjson'), 'utf8');
    for (const { label, canaries } of planted) {
      expect(text.includes(canaries.title), label).toBe(strictness(label) <= strictness(strictest));
      expect(text.includes(canaries.file), label).toBe(strictness(label) <= strictness(strictest));
    }
    expect(JSON.parse(said.at(-1) ?? '')).toMatchObject({
      red: { threads: 1, posts: 0, leftOut: strictest !== 'RED' },
    });
  },
);
