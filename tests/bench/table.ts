import { readFileSync } from 'node:fs';
import { z } from 'zod';

/**
 * The figures of a run as the tables of docs/BENCHMARKS.md: `npm run --silent bench > FILE`, then
 * `npx tsx tests/bench/table.ts FILE`.
 */

const Page = z.object({
  requestsPerSecond: z.number(),
  p50Ms: z.number(),
  p99Ms: z.number(),
  bytes: z.number(),
  bare: z.object({ requestsPerSecond: z.number() }),
  ratio: z.number(),
  concurrency1: z.object({ p50Ms: z.number(), p99Ms: z.number() }),
});
const Weight = z.object({ htmlGzip: z.number(), scriptGzip: z.number(), styleGzip: z.number() });
const Run = z.object({
  machine: z.object({ node: z.string(), cpu: z.string(), cores: z.number(), load: z.array(z.number()) }),
  forum: z.object({
    threads: z.number(),
    posts: z.number(),
    importPostsPerSecond: z.number(),
    importPeakMb: z.number(),
  }),
  readySeconds: z.number(),
  memoryAtStartMb: z.number(),
  memoryAfterMb: z.number(),
  pages: z.record(z.string(), Page),
  answers: z.object({ p50Ms: z.number(), p99Ms: z.number() }),
  costAgainstSmallForum: z.record(z.string(), z.number()),
  weight: Weight,
  weightForMember: Weight,
});

function row(...cells: (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}

function kilobytes(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}

function tables(run: z.output<typeof Run>): string[] {
  const { machine, forum, answers, weight, weightForMember } = run;
  const growth = Object.entries(run.costAgainstSmallForum).map(([name, cost]) => `${name} ${cost}`);
  return [
    `Node ${machine.node}, ${machine.cores} × ${machine.cpu}, load ${machine.load[0]} at the end; ` +
      `${forum.threads} threads, ${forum.posts} posts.`,
    '',
    row('page', 'requests/s', 'p50 ms', 'p99 ms', 'bytes', 'bare requests/s', 'ratio', 'alone p50 ms', 'alone p99 ms'),
    row(...Array.from({ length: 9 }, () => '---')),
    ...Object.entries(run.pages).map(([name, page]) =>
      row(
        ...[name, page.requestsPerSecond, page.p50Ms, page.p99Ms, page.bytes, page.bare.requestsPerSecond],
        ...[page.ratio, page.concurrency1.p50Ms, page.concurrency1.p99Ms],
      ),
    ),
    '',
    row('what', 'figure'),
    row('---', '---'),
    row('answer, durable, one after another', `p50 ${answers.p50Ms} ms, p99 ${answers.p99Ms} ms`),
    row(`cost at ${forum.threads} threads ÷ at 100`, growth.join(', ')),
    row('import', `${forum.importPostsPerSecond} posts/s, at most ${forum.importPeakMb} MB`),
    row('start to ready', `${run.readySeconds} s`),
    row('memory at start, after', `${run.memoryAtStartMb} MB, ${run.memoryAfterMb} MB`),
    row('thread page, gzip: script, style', `${kilobytes(weight.scriptGzip)} kB, ${kilobytes(weight.styleGzip)} kB`),
    row('its HTML: guest, member', `${kilobytes(weight.htmlGzip)} kB, ${kilobytes(weightForMember.htmlGzip)} kB`),
  ];
}

const file = process.argv[2];
if (!file) {
  throw new Error('Give the file with the JSON of a run.');
}
console.log(tables(Run.parse(JSON.parse(readFileSync(file, 'utf8')))).join('\n'));
