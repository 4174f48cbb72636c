import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Env, readEnv } from '#app/env.server';
import { setInstances } from '#app/instances.server';
import type { Database } from '#prisma/client.server';
import { createSearchEngines, type SearchEngines } from '#search/engines';

const TEST_SECRET = 'a-secret-that-is-only-used-in-tests-0123456789';

/** The environment of tests: nothing of the machine's own, a data folder in the temporary folder. */
export function testEnv(values: Partial<Env> = {}): Env {
  const env = readEnv({
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    APP_SECRET: TEST_SECRET,
    DATA_DIR: mkdtempSync(join(tmpdir(), 'roundtable-test-')),
  });
  return { ...env, ...values };
}

/** Lets the product use this database, and hands it back. */
export function withDatabase(database: Database, values: Partial<Env> = {}): Database {
  const env = testEnv(values);
  setInstances({ env, db: database, search: testSearch(env) });
  return database;
}

/** Search without threads: an embedded engine that opens at first use, in the temporary data folder. */
export function testSearch(env: Env): SearchEngines {
  return createSearchEngines({ folder: join(env.dataDir, 'search'), run: 'inline', meilisearch: null });
}
