import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { CliError } from '#app/cli/outcome';
import type { Env } from '#app/env.server';
import { getInstances } from '#app/instances.server';
import type { RunningServer } from '#app/server';

/** Starts the web process from the build. A taken port is said in words. */
export async function serveBuild(): Promise<RunningServer> {
  const { serve } = await import('#app/server');
  try {
    return await serve({ clientFolder: resolve('build/client') });
  } catch (error) {
    throw inWords(error, getInstances().env);
  }
}

/** Throws when somebody listens on the port of `env`, so that nothing is undone under a server that runs. */
export async function requireFreePort(env: Env): Promise<void> {
  const probe = createServer();
  try {
    await new Promise<void>((proceed, reject) => {
      probe.once('error', reject);
      probe.listen(env.port, env.host, proceed);
    });
  } catch (error) {
    throw inWords(error, env);
  }
  await new Promise((proceed) => probe.close(proceed));
}

function inWords(error: unknown, env: Env): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  if (code === 'EADDRINUSE') {
    return new CliError(`Port ${env.port} is taken on ${env.host}. Stop what uses it, or set PORT to another number.`);
  }
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new CliError(`Cannot listen on ${env.host}:${env.port} (${code}). Set HOST and PORT to others.`);
  }
  return error;
}

/** Waits for SIGTERM or SIGINT, then for `stop`. A second signal ends the process at once. */
export async function untilSignal(stop: () => Promise<void>): Promise<void> {
  await new Promise<void>((proceed) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(1));
        proceed();
      });
    }
  });
  await stop();
}

/** Seconds since the process began, for people. */
export function secondsSinceStart(): string {
  return (performance.now() / 1000).toFixed(1);
}
