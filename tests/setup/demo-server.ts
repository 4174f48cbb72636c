import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TestProject } from 'vitest/node';
import { startProvider } from '#tests/support/oidc';
import { say } from './debian';
import './provided';

/** A port that is free now. */
export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.on('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      probe.close(() => done(port));
    });
  });
}

/** The environment of a served product: a folder and a port of its own, nothing of the machine's settings. */
export function servedEnv(dataDir: string, port: number): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR } = process.env;
  // One member signs in from more new browsers here than anybody does in a quarter of an hour; the limits have tests of
  // their own.
  const given = {
    NODE_ENV: 'production',
    LIMITS: 'off',
    DATA_DIR: dataDir,
    PORT: String(port),
    LOG_LEVEL: 'error',
  } as const;
  return { ...(PATH && { PATH }), ...(HOME && { HOME }), ...(TMPDIR && { TMPDIR }), ...given };
}

/** Runs a verb that serves, as its users do, and waits for the line that says it is ready. */
export async function serve(verb: string[], env: NodeJS.ProcessEnv): Promise<{ child: ChildProcess; ready: unknown }> {
  const child = spawn(process.execPath, ['app/cli/roundtable.mjs', ...verb, '--json'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<never>((_done, fail) => {
    child.once('error', fail);
    child.once('exit', (code) =>
      fail(new Error(`roundtable ${verb.join(' ')} ended with ${code} before it was ready.`)),
    );
  });
  const firstLine = new Promise<unknown>((done) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{')) {
        done(JSON.parse(line));
      }
    });
  });
  return { child, ready: await Promise.race([firstLine, ended]) };
}

/** Asks the process to stop, and waits until it has. */
export async function stopServing(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) {
    return;
  }
  const gone = new Promise((done) => child.once('exit', done));
  child.kill('SIGTERM');
  await gone;
}

/** Serves the built product with the demo forum. Tests get its address by `inject('demoUrl')`. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'roundtable-demo-'));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const provider = await startProvider(url);
  const { issuer, clientId, clientSecret } = provider.config;
  const sso = {
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: clientId,
    OIDC_CLIENT_SECRET: clientSecret,
    OIDC_NAME: 'Municipal ID',
  };
  const { child } = await serve(['demo'], { ...servedEnv(dataDir, port), ...sso });
  say(`Browser tests use a demo forum at ${url}.`);
  project.provide('demoUrl', url);
  return async () => {
    await stopServing(child);
    await provider.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
}
