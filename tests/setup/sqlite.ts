import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { migrate } from '#prisma/migrate';
import { openConnection } from '#prisma/sqlite-connection.server';
import './provided';

/** Migrates one SQLite file; every test file works on a copy of it. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'roundtable-sqlite-'));
  const template = join(folder, 'template.db');
  await migrate({ file: template });
  // What is still in the write-ahead log would not be copied.
  const connection = openConnection(template, { busyMs: 1_000 });
  connection.run('PRAGMA wal_checkpoint(TRUNCATE)');
  connection.close();
  project.provide('testDatabase', { provider: 'sqlite', folder, template });
  return () => rmSync(folder, { recursive: true, force: true });
}
