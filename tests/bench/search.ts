import { readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type BenchContent, makeForum } from '#tests/bench/forum';
import { measure, oneByOne, quantile, rounded, type Target } from '#tests/bench/measure';
import { startForum } from '#tests/bench/processes';
import { createSyntheticPosts } from '#tests/search/synthetic';
import { author } from '#tests/support/transfer';

/** `npm run bench -- search`: the search page at two sizes, and what it does to those who read threads meanwhile. */

const POSTS_A_THREAD = 10;
const QUERIES = 200;
const LOAD_SECONDS = 8;
const SEARCHERS = 4;
const READERS = 4;

/** Threads of ten posts whose words are distributed as in real Hebrew. */
const SYNTHETIC: BenchContent = {
  name: 'search',
  *lines(threads) {
    const synthetic = createSyntheticPosts();
    const start = Date.UTC(2024, 0, 1);
    const time = (number: number): string => new Date(start + number * 60_000).toISOString();
    for (let number = 0; number < threads; number += 1) {
      const opening = synthetic.document(number * POSTS_A_THREAD);
      const posts = Array.from({ length: POSTS_A_THREAD - 1 }, (_, index) => {
        const at = number * POSTS_A_THREAD + index + 1;
        const text = synthetic.document(at).passages[0]?.text ?? '';
        const accepted = index === 0 && number % 2 === 0;
        const writer = author((number + index) % 400, { authority: `רשות ${(number + index) % 60}` });
        return { externalId: `p-${index}`, kind: 'answer', body: text, createdAt: time(at), accepted, author: writer };
      });
      yield JSON.stringify({
        externalId: `t-${number}`,
        topic: opening.topic,
        kind: 'question',
        title: opening.title,
        body: opening.passages[0]?.text,
        label: number % 5 === 0 ? 'TLP:CLEAR' : 'TLP:GREEN',
        tags: [],
        createdAt: time(number * POSTS_A_THREAD),
        author: author(number % 400, { authority: `רשות ${number % 60}` }),
        posts,
      });
    }
  },
};

/** Prints one JSON: a forum of 20,000 posts and one of 100,000. */
export async function benchSearch(secret: string, quick: boolean): Promise<void> {
  const result: Record<string, unknown> = {};
  for (const posts of quick ? [5_000] : [20_000, 100_000]) {
    result[`posts${posts}`] = await measureForum(posts, secret);
  }
  console.log(JSON.stringify(result, null, 2));
}

async function measureForum(posts: number, secret: string) {
  const forum = await makeForum(posts / POSTS_A_THREAD, secret, SYNTHETIC);
  const server = await startForum(forum.dataDir, secret);
  const synthetic = createSyntheticPosts();
  const member = { cookie: forum.cookies[0] ?? '' };
  const search: Target = {
    url: server.url,
    headers: member,
    paths: Array.from({ length: QUERIES }, () => `/search?q=${encodeURIComponent(synthetic.query())}`),
  };
  const threads: Target = {
    url: server.url,
    headers: member,
    paths: Array.from({ length: 10 }, (_, n) => `/threads/${n * 5 + 1}`),
  };
  const typing: Target = {
    ...search,
    paths: search.paths.map((path) => path.replace('/search', '/resources/suggest')),
  };
  const similar: Target = {
    ...search,
    paths: search.paths.map((path) => path.replace('/search?q', '/resources/similar?title')),
  };
  try {
    console.error(`Measuring search in ${posts} posts …`);
    await oneByOne(search, 20);
    const alone = await oneByOne(search, QUERIES);
    const load = await measure(search, { connections: SEARCHERS, seconds: LOAD_SECONDS });
    const calm = await measure(threads, { connections: READERS, seconds: LOAD_SECONDS });
    const [meanwhile, reading] = await Promise.all([
      measure(search, { connections: SEARCHERS, seconds: LOAD_SECONDS }),
      measure(threads, { connections: READERS, seconds: LOAD_SECONDS }),
    ]);
    // A reader who comes now and then, not four who ask without pause: what a search does to them.
    const [single] = await Promise.all([
      oneByOne(threads, QUERIES),
      measure(search, { connections: 1, seconds: LOAD_SECONDS }),
    ]);
    return {
      making: forum.making,
      indexMegabytes: Math.round(folderBytes(join(forum.dataDir, 'search')) / 1e6),
      memoryMb: server.memoryMb(),
      page: { p50Ms: rounded(quantile(alone, 0.5)), p95Ms: rounded(quantile(alone, 0.95)) },
      suggest: await figures(typing),
      similar: await figures(similar),
      requestsPerSecond: load.requestsPerSecond,
      threadsAlone: calm,
      together: { search: meanwhile, threads: reading },
      threadsOneByOneWhileSearching: { p50Ms: rounded(quantile(single, 0.5)), p99Ms: rounded(quantile(single, 0.99)) },
    };
  } finally {
    await server.stop();
    rmSync(forum.dataDir, { recursive: true, force: true });
  }
}

async function figures(target: Target) {
  const times = await oneByOne(target, QUERIES);
  return { p50Ms: rounded(quantile(times, 0.5)), p95Ms: rounded(quantile(times, 0.95)) };
}

function folderBytes(folder: string): number {
  return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}
