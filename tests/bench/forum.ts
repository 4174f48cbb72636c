import { spawn, spawnSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { restartRendering, tickRender } from '#app/domain/posts/render-worker.server';
import { setInstances } from '#app/instances.server';
import { RENDERER_VERSION } from '#app/markdown/render';
import { createDatabase } from '#prisma/client.server';
import { threadLineOf } from '#tests/bench/content';
import { statusMb } from '#tests/bench/processes';
import { testEnv } from '#tests/support/instances';
import { cookieWithToken } from '#tests/support/login';

const CACHE = join(tmpdir(), 'roundtable-bench');
const LOGIN_DAYS = 20;
/** Members who are signed in: several, because one may write only so much in ten minutes. */
const MEMBERS = 20;

/** How the forum came to be: from the run that made it, when it was taken from the cache. */
export interface Making {
  threads: number;
  posts: number;
  importSeconds: number;
  importPostsPerSecond: number;
  importPeakMb: number;
  renderSeconds: number;
  indexSeconds: number;
  fromCache: boolean;
}

/** What a forum is made of: a line of the import for each thread. The name is part of where it is kept. */
export interface BenchContent {
  name: string;
  lines: (threads: number) => Iterable<string>;
}

const PAGES: BenchContent = {
  name: 'pages',
  *lines(threads) {
    for (let number = 0; number < threads; number += 1) {
      yield threadLineOf(number);
    }
  },
};

export interface BenchForum {
  dataDir: string;
  /** `Cookie` headers of members. */
  cookies: string[];
  making: Making;
}

/** A forum of that many threads, in a fresh folder: made through the import, or copied from an earlier run's. */
export async function makeForum(threads: number, secret: string, content = PAGES): Promise<BenchForum> {
  const kept = join(CACHE, `${content.name}-${threads}-${contentHash()}`);
  const fromCache = existsSync(kept);
  if (!fromCache) {
    await fill(kept, threads, content);
  }
  const dataDir = mkdtempSync(join(tmpdir(), 'roundtable-bench-run-'));
  cpSync(kept, dataDir, { recursive: true });
  const making: Making = { ...JSON.parse(readFileSync(join(dataDir, 'making.json'), 'utf8')), fromCache };
  return { dataDir, making, cookies: await signIn(dataDir, secret) };
}

/** What decides about the rows: the generator, the migrations, the renderer. */
function contentHash(): string {
  const migrations = readdirSync('prisma/migrations/sqlite').join();
  const generator = readFileSync('tests/bench/content.ts');
  return createHash('sha256')
    .update(generator)
    .update(migrations)
    .update(String(RENDERER_VERSION))
    .digest('hex')
    .slice(0, 12);
}

async function fill(kept: string, threads: number, content: BenchContent): Promise<void> {
  const folder = `${kept}.${process.pid}`;
  mkdirSync(folder, { recursive: true });
  console.error(`Making a forum of ${threads} threads …`);
  const { seconds, posts, peakMb } = await runImport(folder, threads, content);
  const start = performance.now();
  await finish(folder);
  const renderSeconds = Math.round((performance.now() - start) / 1000);
  const indexSeconds = reindex(folder);
  const making = {
    ...{ threads, posts },
    importSeconds: seconds,
    importPostsPerSecond: Math.round(posts / seconds),
    importPeakMb: peakMb,
    renderSeconds,
    indexSeconds,
  };
  writeFileSync(join(folder, 'making.json'), JSON.stringify(making));
  rmSync(kept, { recursive: true, force: true });
  renameSync(folder, kept);
}

/** Through the command line, from a pipe, as an operator would; memory is looked at while it runs. */
async function runImport(
  dataDir: string,
  threads: number,
  content: BenchContent,
): Promise<{ seconds: number; posts: number; peakMb: number }> {
  const args = ['app/cli/roundtable.mjs', 'import', 'threads', '-', '--json'];
  const own: Record<string, string> = { DATA_DIR: dataDir, NODE_ENV: 'production' };
  const child = spawn(process.execPath, args, { env: { ...process.env, ...own }, stdio: ['pipe', 'pipe', 'inherit'] });
  let peakMb = 0;
  const watch = setInterval(() => {
    peakMb = Math.max(peakMb, statusMb(child.pid, 'VmHWM'));
  }, 100);
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  const ended = new Promise<number | null>((done) => child.once('exit', done));
  function* lines(): Generator<string> {
    for (const line of content.lines(threads)) {
      yield `${line}\n`;
    }
  }
  await pipeline(Readable.from(lines()), child.stdin);
  const code = await ended;
  clearInterval(watch);
  if (code !== 0) {
    throw new Error(`The import ended with ${code}: ${output}`);
  }
  const { seconds, posts }: { seconds: number; posts: number } = JSON.parse(output);
  return { seconds, posts, peakMb };
}

/** Makes the search index, as an operator would; so that no thread does it while pages are measured. In seconds. */
function reindex(dataDir: string): number {
  const start = performance.now();
  const own: Record<string, string> = { DATA_DIR: dataDir, NODE_ENV: 'production' };
  const done = spawnSync(process.execPath, ['app/cli/roundtable.mjs', 'reindex', '--json'], {
    env: { ...process.env, ...own },
    encoding: 'utf8',
  });
  if (done.status !== 0) {
    throw new Error(`The index was not made: ${done.stdout}${done.stderr}`);
  }
  return Math.round((performance.now() - start) / 1000);
}

/** Renders every post, so that no worker does it while pages are measured, and makes the authors members in force. */
async function finish(dataDir: string): Promise<void> {
  const database = createDatabase({ file: join(dataDir, 'roundtable.db') });
  setInstances({ env: testEnv({ dataDir }), db: database });
  // This process may have made another forum before, and the worker does not look again at numbers it has seen.
  restartRendering();
  while ((await tickRender()) > 0) {
    // Until there is nothing left to do.
  }
  await database.member.updateMany({ data: { status: 'active' } });
  await database.$queryRawUnsafe('PRAGMA wal_checkpoint(TRUNCATE)');
  await database.$disconnect();
}

async function signIn(dataDir: string, secret: string): Promise<string[]> {
  const database = createDatabase({ file: join(dataDir, 'roundtable.db') });
  setInstances({ env: testEnv({ dataDir, appUrl: 'http://127.0.0.1' }), db: database, secret });
  const members = await database.member.findMany({ orderBy: { email: 'asc' }, take: MEMBERS, select: { id: true } });
  const at = new Date();
  const expiresAt = new Date(at.getTime() + LOGIN_DAYS * 86_400_000);
  const tokens = members.map(({ id }) => ({ userId: id, token: randomUUID(), id: randomUUID() }));
  await database.login.createMany({
    data: tokens.map((login) => ({ ...login, expiresAt, createdAt: at, updatedAt: at })),
  });
  // Seen just now: a first request that notes the visit would stand in the figures.
  await database.member.updateMany({ data: { lastSeenAt: at, previousVisitAt: at } });
  await database.$disconnect();
  return tokens.map(({ token }) => cookieWithToken(token));
}
