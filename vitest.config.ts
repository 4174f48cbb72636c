import { fileURLToPath } from 'node:url';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';

const fromRoot = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const HOOK_TIMEOUT_MS = 60_000;

/** One part of the tests. All parts share the aliases and the number of workers. */
function part(
  name: string,
  include: string[],
  globalSetup: string[] = [],
  timeoutMs = 15_000,
  retry = 0,
): TestProjectConfiguration {
  return {
    extends: true,
    test: {
      name,
      include,
      globalSetup,
      testTimeout: timeoutMs,
      hookTimeout: HOOK_TIMEOUT_MS,
      environment: 'node',
      retry,
    },
  };
}

const DOMAIN = ['tests/domain/**/*.test.ts', 'tests/database/**/*.test.ts'];

// `npm test` runs the parts one after another (tests/run.ts); `npx vitest --project NAME` runs one while working.
export default defineConfig({
  resolve: {
    alias: {
      '#app': fromRoot('./app'),
      '#search': fromRoot('./search'),
      '#prisma': fromRoot('./prisma'),
      '#tests': fromRoot('./tests'),
    },
  },
  esbuild: { jsx: 'automatic' },
  test: {
    pool: 'forks',
    // Two at once: more only makes the databases and browsers of the tests wait for each other.
    maxWorkers: 2,
    env: { TZ: 'UTC' },
    projects: [
      part('unit', ['app/**/*.test.{ts,tsx}', 'search/**/*.test.ts', 'prisma/**/*.test.ts']),
      // The same files on both databases.
      part('domain-sqlite', DOMAIN, ['tests/setup/sqlite.ts'], 30_000),
      part('domain-postgresql', DOMAIN, ['tests/setup/postgresql.ts'], 60_000),
      part('architecture', ['tests/*.test.ts', 'tests/markdown/**/*.test.ts']),
      part('search', ['tests/search/**/*.test.ts'], [], 120_000),
      part(
        'http',
        ['tests/http/**/*.test.{ts,tsx}', 'tests/cli/**/*.test.ts', 'tests/matrix/**/*.test.ts'],
        ['tests/setup/sqlite.ts'],
        30_000,
      ),
      // A browser on a busy machine may be late once: one more try, and the sum of `npm test` names who needed it.
      part('e2e', ['tests/e2e/**/*.test.ts'], ['tests/setup/browser.ts', 'tests/setup/demo-server.ts'], 120_000, 1),
    ],
  },
});
