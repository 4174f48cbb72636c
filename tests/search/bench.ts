import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmbeddedEngine } from '#search/embedded/engine';
import { percentile } from '#search/evaluate';
import type { SearchDocument } from '#search/port';
import { createSyntheticPosts } from './synthetic';

/** `npx tsx tests/search/bench.ts [posts] [queries]`: the embedded engine at size. Prints one line of JSON. */
const BATCH = 500;
const UPDATES = 100;

async function measure(posts: number, queries: number): Promise<Record<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'search-bench-'));
  const engine = createEmbeddedEngine({ folder });
  const synthetic = createSyntheticPosts();
  let indexingMs = 0;
  let indexingCpuMs = 0;
  for (let at = 0; at < posts; at += BATCH) {
    const batch: SearchDocument[] = [];
    for (let number = at; number < Math.min(posts, at + BATCH); number += 1) {
      batch.push(synthetic.document(number));
    }
    const started = performance.now();
    const cpu = process.cpuUsage();
    await engine.upsert(batch);
    indexingMs += performance.now() - started;
    indexingCpuMs += cpuMsSince(cpu);
  }
  const viewer = ['public', 'members', 'authority:7'];
  const texts = Array.from({ length: queries }, () => synthetic.query());
  const times = await timesOf(texts, (text) => engine.search({ text, viewer }));
  const byDate = await timesOf(texts.slice(0, 100), (text) => engine.search({ text, viewer, sort: 'date' }));
  const narrow = await timesOf(texts.slice(0, 100), (text) => engine.search({ text, viewer: ['authority:7'] }));
  const typing = await timesOf(texts.slice(0, 100), (text) => engine.suggest({ text: text.slice(0, -1), viewer }));
  const updates = await timesOf(texts.slice(0, UPDATES), (_, index) =>
    engine.upsert([{ ...synthetic.document(index), revision: 2 }]),
  );
  const bytes = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  await engine.close();
  rmSync(folder, { recursive: true });
  return {
    posts,
    indexedPerSecond: Math.round((posts / indexingMs) * 1_000),
    // On a busy machine the time on the clock says little: this is by processor time.
    indexedPerCpuSecond: Math.round((posts / indexingCpuMs) * 1_000),
    megabytes: Math.round(bytes / 1e6),
    p50Ms: percentile(times, 0.5),
    p95Ms: percentile(times, 0.95),
    maxMs: percentile(times, 1),
    byDateP95Ms: percentile(byDate, 0.95),
    narrowViewerP95Ms: percentile(narrow, 0.95),
    suggestP50Ms: percentile(typing, 0.5),
    suggestP95Ms: percentile(typing, 0.95),
    updateP50Ms: percentile(updates, 0.5),
  };
}

function cpuMsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
}

async function timesOf<Item>(
  items: readonly Item[],
  ask: (item: Item, index: number) => Promise<unknown>,
): Promise<number[]> {
  const times: number[] = [];
  for (const [index, item] of items.entries()) {
    const started = performance.now();
    await ask(item, index);
    times.push(performance.now() - started);
  }
  return times;
}

const [posts = '100000', queries = '400'] = process.argv.slice(2);
process.stdout.write(`${JSON.stringify(await measure(Number(posts), Number(queries)))}\n`);
