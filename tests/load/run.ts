import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { paths } from '#app/paths';
import { makeForum } from '#tests/bench/forum';
import { type Running, startForum, statusMb } from '#tests/bench/processes';
import { signInsAtOnce, uploadOne, uploadsAtOnce } from '#tests/load/requests';
import { attack, idleConnections, type Outcomes, stuckReaders } from '#tests/load/sockets';

/**
 * `npm run load`: everything at once that somebody who means harm can send to one process, on loopback, in two rounds.
 * The server must answer its readiness and a page after each attack, hold no more memory after the second round than
 * after the first, and give a clear answer wherever it can still give one. Exit code 1 when it does not.
 */

const SETTLE_MS = 20_000;
/** What memory may differ by between two rounds: the collector's own mood. In MB. */
const ROUND_GROWTH_MB = 60;
/** What a process may hold after the attacks beyond what it held after its first pages. In MB. */
const TOTAL_GROWTH_MB = 400;

interface Target {
  server: Running;
  port: number;
  origin: string;
  cookies: string[];
}

const faults: string[] = [];

function expectThat(holds: boolean, what: string): void {
  if (!holds) {
    faults.push(what);
  }
}

/** A page and the readiness, now. */
async function answers({ server }: Target, after: string): Promise<void> {
  for (const path of ['/readyz', paths.about(), paths.thread(1)]) {
    const answer = await fetch(server.url + path).catch(() => null);
    await answer?.arrayBuffer();
    expectThat(answer?.status === 200, `after ${after}: ${path} ${answer?.status ?? 'no answer'}`);
  }
}

const sums = (outcomes: Outcomes, ...names: string[]): number =>
  names.reduce((sum, name) => sum + (outcomes[name] ?? 0), 0);

async function round(target: Target): Promise<Record<string, unknown>> {
  const { port, origin, cookies, server } = target;
  const report: Record<string, unknown> = {};
  const note = async (name: string, outcomes: Outcomes, total: number, ...allowed: string[]) => {
    report[name] = outcomes;
    console.error(name, JSON.stringify(outcomes), `${server.memoryMb()} MB`);
    expectThat(sums(outcomes, ...allowed) === total, `${name}: ${JSON.stringify(outcomes)}`);
    await answers(target, name);
  };

  const head = `GET ${paths.about()} HTTP/1.1\r\nHost: x\r\n`;
  const post = `POST ${paths.signIn()} HTTP/1.1\r\nHost: x\r\nOrigin: ${origin}\r\nSec-Fetch-Site: same-origin\r\n`;
  const slow = `${post}Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\n`;
  const slowHeaders = attack({ port, connections: 500, begin: `${head}X-A: `, drip: 'a' });
  const slowBodies = attack({ port, connections: 500, begin: slow, drip: 'a' });
  const idle = await idleConnections(port, 2_000);
  report.idle = { opened: idle.open(), memoryMb: server.memoryMb() };
  await answers(target, '2,000 idle connections');
  await note('slowHeaders', await slowHeaders, 500, '408');
  await note('slowBodies', await slowBodies, 500, '408', 'cut');
  await idle.ended;
  const flood = Buffer.from(`X-Large: ${'a'.repeat(1_000_000)}`);
  await note('hugeHeaders', await attack({ port, connections: 200, begin: head, flood }), 200, '431', 'cut');
  const many = Buffer.from(`${'X-Many: a\r\n'.repeat(5_000)}Connection: close\r\n\r\n`);
  await note('manyHeaders', await attack({ port, connections: 200, begin: head, flood: many }), 200, '200', '431');
  const long = `GET /threads?q=${'a'.repeat(60_000)} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`;
  await note('hugeUrls', await attack({ port, connections: 200, begin: long }), 200, '414');

  const signedIn = await signInsAtOnce({ port, origin, requests: 10_000 });
  const cut = Object.keys(signedIn).filter((name) => name.startsWith('cut'));
  await note('signIns', signedIn, 10_000, '422', '503 with Retry-After', '408', ...cut);
  expectThat(sums(signedIn, '422') >= 66, 'too few sign-ins were looked at');
  expectThat(sums(signedIn, ...cut) < 500, 'too many sign-ins got no clear answer');

  const uploaded = await uploadsAtOnce(server.url, origin, cookies, { count: 40, bytes: 5_000_000 });
  await note('uploads', uploaded, 40, '200');
  const fileId = await uploadOne(server.url, origin, cookies[0] ?? '', 20_000_000);
  const stuck = await stuckReaders(port, 300, paths.file(fileId, 'download.txt'), cookies[0] ?? '');
  await pause(SETTLE_MS);
  report.stuckReaders = { readers: 300, memoryMb: server.memoryMb() };
  await answers(target, 'stuck readers');
  stuck.close();

  await pause(SETTLE_MS);
  await answers(target, 'everything');
  return { ...report, memoryAfterMb: server.memoryMb() };
}

async function main(): Promise<void> {
  const secret = randomBytes(24).toString('hex');
  const forum = await makeForum(100, secret);
  const server = await startForum(forum.dataDir, secret, { TRUSTED_PROXIES: '1' });
  const port = Number(new URL(server.url).port);
  const target = { server, port, origin: `http://localhost:${port}`, cookies: forum.cookies };
  try {
    await answers(target, 'the start');
    const memoryBeforeMb = server.memoryMb();
    const first = await round(target);
    const second = await round(target);
    const memory = { beforeMb: memoryBeforeMb, afterFirstMb: Number(first.memoryAfterMb), afterSecondMb: 0, peakMb: 0 };
    memory.afterSecondMb = Number(second.memoryAfterMb);
    memory.peakMb = statusMb(server.pid, 'VmHWM');
    const { beforeMb, afterFirstMb, afterSecondMb } = memory;
    expectThat(afterSecondMb <= afterFirstMb + ROUND_GROWTH_MB, `memory grew: ${JSON.stringify(memory)}`);
    expectThat(afterSecondMb <= beforeMb + TOTAL_GROWTH_MB, `memory is held: ${JSON.stringify(memory)}`);
    console.log(JSON.stringify({ first, second, memory, faults }, null, 2));
    process.exitCode = faults.length === 0 ? 0 : 1;
  } finally {
    await server.stop();
    rmSync(forum.dataDir, { recursive: true, force: true });
  }
}

await main();
