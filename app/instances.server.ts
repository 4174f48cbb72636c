import { join } from 'node:path';
import { createClamdScanner, type Scanner } from '#app/domain/attachments/scanner.server';
import { createFolderStore } from '#app/domain/attachments/storage/folder-store.server';
import { createS3Store } from '#app/domain/attachments/storage/s3-store.server';
import type { FileStore } from '#app/domain/attachments/storage/store';
import { type Env, readEnv } from '#app/env.server';
import { createLog, type Log } from '#app/log.server';
import { readSecret } from '#app/secret.server';
import { createDatabase, type Database } from '#prisma/client.server';
import { createSearchEngines, type SearchEngines } from '#search/engines';

/**
 * The composition root: every long-lived thing of the process, made once, from the environment. Nothing else in the
 * product makes a client or reads configuration.
 */
export interface Instances {
  env: Env;
  db: Database;
  /** Made at first use by the functions below when not given. */
  log?: Log;
  secret?: string;
  search?: SearchEngines;
  fileStore?: FileStore;
  scanner?: Scanner | null;
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

/** The search engines: embedded in the data folder, and the server that `MEILI_URL` names. */
export function getSearch(): SearchEngines {
  const made = getInstances();
  made.search ??= createSearchEngines({
    folder: join(made.env.dataDir, 'search'),
    meilisearch: made.env.meilisearch,
    onFailure: (error) => getLog().warn({ err: error }, 'the search server did not answer'),
  });
  return made.search;
}

/** Where attachments are kept: the data folder, or the bucket that `S3_URL` names. */
export function getFileStore(): FileStore {
  const made = getInstances();
  const { s3, dataDir } = made.env;
  made.fileStore ??= s3 ? createS3Store(s3) : createFolderStore(join(dataDir, 'files'));
  return made.fileStore;
}

/** What looks at uploads: the clamd that `CLAMD_URL` names, or nothing. */
export function getScanner(): Scanner | null {
  const made = getInstances();
  if (made.scanner === undefined) {
    made.scanner = made.env.clamd ? createClamdScanner(made.env.clamd) : null;
  }
  return made.scanner;
}

/** Where files lie while they are received and looked at. */
export function stagingFolder(): string {
  return join(getEnv().dataDir, 'uploads');
}

/** Closes what was opened: engines, then the database. */
export async function closeInstances(): Promise<void> {
  const { db, log, search } = getInstances();
  await search?.reader.close();
  await db.$disconnect();
  log?.flush();
}
