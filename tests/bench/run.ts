import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildIfStale } from '#app/cli/build.mjs';
import { measureAnswers } from '#tests/bench/answers';
import { measuredThreads } from '#tests/bench/content';
import { type BenchForum, makeForum } from '#tests/bench/forum';
import { measurePairs, median, oneByOne, quantile, rounded, type Target } from '#tests/bench/measure';
import { type Running, startBare, startForum } from '#tests/bench/processes';
import { benchSearch } from '#tests/bench/search';
import { bytesOnWire, pageWeight } from '#tests/bench/weight';

/**
 * `npm run bench`: how fast and how large the product is, as one JSON on standard output (what it is doing goes to
 * standard error). `-- --quick`: a tenth of the forum and shorter rounds, for while one is developing.
 */

const quick = process.argv.includes('--quick');
const SIZE = quick
  ? { threads: 1_000, seconds: 1.5, rounds: 3, single: 60, answers: 60 }
  : { threads: 10_000, seconds: 3, rounds: 5, single: 200, answers: 300 };
const SMALL_FORUM_THREADS = 100;
const MEASURED_THREADS = 10;
const CONNECTIONS = 10;
/** By how much of its bytes a page may differ between two forums that are compared. */
const MAX_DIFFERENCE = 0.04;

const secret = randomBytes(32).toString('base64url');
const threadIds = measuredThreads(MEASURED_THREADS);
const threadPaths = threadIds.map((id) => `/threads/${id}`);

interface Page {
  paths: string[];
  headers: Record<string, string>;
}

function pagesOf(forum: BenchForum): Record<string, Page> {
  const member = { cookie: forum.cookies[0] ?? '' };
  return {
    homeGuest: { paths: ['/'], headers: {} },
    homeMember: { paths: ['/'], headers: member },
    topicGuest: { paths: ['/topics/cloud'], headers: {} },
    topicMember: { paths: ['/topics/cloud'], headers: member },
    threadGuest: { paths: threadPaths, headers: {} },
    threadGuestGzip: { paths: threadPaths, headers: { 'accept-encoding': 'gzip' } },
    // A cookie the server does not know keeps the page out of its memory: every answer is rendered.
    threadGuestRendered: { paths: threadPaths, headers: { cookie: 'other=1' } },
    threadMember: { paths: threadPaths, headers: member },
    threadMemberGzip: { paths: threadPaths, headers: { ...member, 'accept-encoding': 'gzip' } },
  };
}

/** One kind of page: ours and a bare Express with the same bytes, in turn. */
async function againstBare(forum: Running, name: string, page: Page) {
  console.error(`Measuring ${name} …`);
  const folder = mkdtempSync(join(tmpdir(), 'roundtable-bench-bare-'));
  const encoding = page.headers['accept-encoding'] ?? 'identity';
  const bodies: [string, { base64: string; encoding: string }][] = [];
  for (const path of page.paths) {
    const answer = await bytesOnWire(forum.url + path, { ...page.headers, 'accept-encoding': encoding });
    bodies.push([path, { base64: answer.bytes.toString('base64'), encoding: answer.encoding }]);
  }
  const file = join(folder, 'pages.json');
  writeFileSync(file, JSON.stringify(Object.fromEntries(bodies)));
  const bare = await startBare(file);
  try {
    const targets = [forum, bare].map((server): Target => ({ url: server.url, ...page }));
    const [ours, theirs] = targets;
    if (!ours || !theirs) {
      throw new Error('two targets');
    }
    const { a, b, ratio } = await measurePairs(
      ours,
      theirs,
      { connections: CONNECTIONS, seconds: SIZE.seconds },
      SIZE.rounds,
    );
    const bytes = Math.round(median(bodies.map(([, body]) => Buffer.from(body.base64, 'base64').length)));
    const alone = await oneByOne(ours, SIZE.single);
    const single = { p50Ms: rounded(quantile(alone, 0.5)), p99Ms: rounded(quantile(alone, 0.99)) };
    return { ...a, bytes, bare: b, ratio, concurrency1: single };
  } finally {
    await bare.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Pages of other content would be compared by that, not by the size of the forum behind them. */
async function assertAlike(large: Target, small: Target): Promise<void> {
  const [one, other] = await Promise.all(
    [large, small].map(async ({ url, paths, headers }) => {
      const answer = await bytesOnWire(url + (paths[0] ?? '/'), { ...headers, 'accept-encoding': 'identity' });
      return answer.bytes.length;
    }),
  );
  const ratio = Number(one) / Number(other);
  if (!(Math.abs(ratio - 1) < MAX_DIFFERENCE)) {
    throw new Error(`${large.paths[0]}: ${one} bytes in the large forum, ${other} in the small one.`);
  }
}

/** What a page costs in the large forum, as a multiple of what it costs in a small one. */
async function growth(large: Running, small: Running, page: (forum: 'large' | 'small') => Page) {
  const target = (server: Running, which: 'large' | 'small'): Target => ({ url: server.url, ...page(which) });
  await assertAlike(target(large, 'large'), target(small, 'small'));
  const load = { connections: 2, seconds: SIZE.seconds };
  // Cost is time per request: the small forum's rate over the large one's.
  return (await measurePairs(target(small, 'small'), target(large, 'large'), load, SIZE.rounds)).ratio;
}

async function compareSizes(large: Running, forum: BenchForum) {
  const smallForum = await makeForum(SMALL_FORUM_THREADS, secret);
  const small = await startForum(smallForum.dataDir, secret);
  try {
    const costs: Record<string, number> = {};
    for (const name of ['topicGuest', 'topicMember', 'threadMember', 'threadGuestRendered', 'homeMember']) {
      console.error(`Comparing ${name} with a forum of ${SMALL_FORUM_THREADS} threads …`);
      const page = (which: 'large' | 'small') =>
        pagesOf(which === 'large' ? forum : smallForum)[name] ?? { paths: ['/'], headers: {} };
      costs[name] = await growth(large, small, page);
    }
    return costs;
  } finally {
    await small.stop();
    rmSync(smallForum.dataDir, { recursive: true, force: true });
  }
}

async function main(): Promise<void> {
  await buildIfStale();
  const forum = await makeForum(SIZE.threads, secret);
  let server = await startForum(forum.dataDir, secret);
  try {
    const memoryAtStartMb = server.memoryMb();
    const pages: Record<string, Awaited<ReturnType<typeof againstBare>>> = {};
    for (const [name, page] of Object.entries(pagesOf(forum))) {
      pages[name] = await againstBare(server, name, page);
    }
    const costAgainstSmallForum = await compareSizes(server, forum);
    const weight = await pageWeight(server.url, threadPaths[0] ?? '/', null);
    const weightForMember = await pageWeight(server.url, threadPaths[0] ?? '/', forum.cookies[0] ?? '');
    console.error('Measuring answers …');
    const answers = await measureAnswers(server.url, threadIds, forum.cookies, SIZE.answers);
    const memoryAfterMb = server.memoryMb();
    const ready = [server.readySeconds];
    for (let again = 0; again < 2; again += 1) {
      await server.stop();
      server = await startForum(forum.dataDir, secret);
      ready.push(server.readySeconds);
    }
    const machine = {
      node: process.version,
      cpu: cpus()[0]?.model,
      cores: cpus().length,
      load: loadavg().map((load) => rounded(load)),
    };
    const result = {
      ...{ quick, machine, forum: forum.making, readySeconds: median(ready), memoryAtStartMb, memoryAfterMb },
      ...{ pages, answers, costAgainstSmallForum, weight, weightForMember },
    };
    console.log(JSON.stringify(result, null, 2));
  } finally {
    await server.stop();
    rmSync(forum.dataDir, { recursive: true, force: true });
  }
}

if (process.argv.includes('search')) {
  await buildIfStale();
  await benchSearch(secret, quick);
} else {
  await main();
}
