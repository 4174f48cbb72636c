import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** A server under measurement. */
export interface Running {
  url: string;
  /** From the start of its process to the first good answer of its health page, in seconds. */
  readySeconds: number;
  pid: number;
  /** Memory held now, in MB. */
  memoryMb: () => number;
  stop: () => Promise<void>;
}

const POLL_MS = 5;
const READY_WITHIN_MS = 60_000;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === 'object' && address ? address.port : 0;
}

/** A figure of /proc/…/status, in MB: VmRSS is what is held, VmHWM the most that ever was. */
export function statusMb(pid: number | undefined, name: 'VmRSS' | 'VmHWM'): number {
  try {
    const found = new RegExp(`${name}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return Math.round(Number(found?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}

async function untilReady(child: ChildProcess, url: string, startedAt: number): Promise<number> {
  for (;;) {
    const good = await fetch(url)
      .then((answer) => answer.ok)
      .catch(() => false);
    const passedMs = performance.now() - startedAt;
    if (good) {
      return passedMs / 1000;
    }
    if (child.exitCode !== null || passedMs > READY_WITHIN_MS) {
      throw new Error(`${url} did not become ready.`);
    }
    await pause(POLL_MS);
  }
}

async function run(command: string[], env: Record<string, string>, port: number, health: string): Promise<Running> {
  const startedAt = performance.now();
  const [program = '', ...args] = command;
  const child = spawn(program, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'inherit'] });
  const url = `http://127.0.0.1:${port}`;
  const readySeconds = await untilReady(child, url + health, startedAt);
  return {
    url,
    readySeconds: Number(readySeconds.toFixed(2)),
    pid: child.pid ?? 0,
    memoryMb: () => statusMb(child.pid, 'VmRSS'),
    async stop() {
      const ended = new Promise((done) => child.once('exit', done));
      child.kill('SIGTERM');
      await ended;
    },
  };
}

/**
 * The product, as `npm start` runs it, over a data folder. It limits nobody unless `own` says so: the few members of a
 * measurement ask more than people do.
 */
export async function startForum(
  dataDir: string,
  secret: string,
  own: Record<string, string> = { LIMITS: 'off' },
): Promise<Running> {
  const port = await freePort();
  const env = { PORT: String(port), DATA_DIR: dataDir, APP_SECRET: secret, LOG_LEVEL: 'warn', NODE_ENV: 'production' };
  return run([process.execPath, 'app/cli/roundtable.mjs', 'start'], { ...env, ...own }, port, '/readyz');
}

/** Express that answers each address with the bytes of a file. */
export async function startBare(pagesFile: string): Promise<Running> {
  const port = await freePort();
  const env = { PORT: String(port), NODE_ENV: 'production' };
  return run([process.execPath, 'tests/bench/bare-server.mjs', pagesFile], env, port, '/');
}
