import { join } from 'node:path';
import { type Env, readEnv } from '#app/env.server';
import { createLog, type Log } from '#app/log.server';
import { readSecret } from '#app/secret.server';
import { createDatabase, type Database } from '#prisma/client.server';

/**
 * The composition root: every long-lived thing of the process, made once, from the environment. Nothing else in the
 * product makes a client or reads configuration.
 */
export interface Instances {
  env: Env;
  db: Database;
  /** Made at first use by `getLog` and `getSecret` when not given. */
  log?: Log;
  secret?: string;
}

let instances: Instances | null = null;

/** The process's instances, made at first use. */
export function getInstances(): Instances {
  instances ??= makeInstances(readEnv());
  return instances;
}

function makeInstances(env: Env): Instances {
  const db = createDatabase({ url: env.databaseUrl, file: join(env.dataDir, 'roundtable.db') });
  return { env, db };
}

/** Puts other instances in place: tests with a database of their own, the command line with another data folder. */
export function setInstances(next: Instances): void {
  instances = next;
}

export function getDb(): Database {
  return getInstances().db;
}

export function getEnv(): Env {
  return getInstances().env;
}

export function getLog(): Log {
  const made = getInstances();
  made.log ??= createLog(made.env);
  return made.log;
}

/** The key that signs cookies and tokens: `APP_SECRET`, or the one kept in the data folder. */
export function getSecret(): string {
  const made = getInstances();
  made.secret ??= readSecret(made.env);
  return made.secret;
}
