import { join } from 'node:path';
import { readEnv, type Env } from '#app/env.server';
import { createDatabase, type Database } from '#prisma/client.server';

/**
 * The composition root: every long-lived thing of the process, made once, from the environment. Nothing else in the
 * product makes a client or reads configuration.
 */
interface Instances {
  env: Env;
  db: Database;
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
