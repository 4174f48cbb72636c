import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MIGRATIONS_FOLDER, migrationNames } from '#prisma/history';
import { migrate } from '#prisma/migrate';
import { MigrationError } from '#prisma/migration-error';
import { pendingMigrations } from '#prisma/migration-records';
import { createTestDatabase, type OwnDatabase, testProvider } from '#tests/support/database';
import { linesOf, startProcess } from '#tests/support/processes';

const provider = testProvider();
let own: OwnDatabase;
let migrationsFolder: string;

beforeEach(async () => {
  own = await createTestDatabase({ migrated: false });
  migrationsFolder = mkdtempSync(join(tmpdir(), 'roundtable-migrations-'));
  cpSync(MIGRATIONS_FOLDER, migrationsFolder, { recursive: true });
});

afterEach(async () => {
  rmSync(migrationsFolder, { recursive: true });
  await own.drop();
});

function addMigration(name: string, sql: string): void {
  mkdirSync(join(migrationsFolder, provider, name), { recursive: true });
  writeFileSync(join(migrationsFolder, provider, name, 'migration.sql'), sql);
}

async function addTopicWithThread(): Promise<void> {
  const now = new Date('2026-01-05T08:00:00.000Z');
  const member = await own.database.member.create({
    data: { id: 'm1', handle: 'dana', name: 'דנה', email: 'dana@example.org' },
  });
  const texts = { nameHe: 'ענן', nameEn: 'Cloud', descriptionHe: '', descriptionEn: '', guideHe: '', guideEn: '' };
  const topic = await own.database.topic.create({ data: { slug: 'cloud', ...texts } });
  await own.database.thread.create({
    data: {
      topicId: topic.id,
      authorId: member.id,
      kind: 'question',
      label: 'GREEN',
      title: 'שאלה',
      lastActivityAt: now,
      createdAt: now,
    },
  });
}

describe('migrating', () => {
  it('applies the whole history once, and then nothing', async () => {
    expect(await pendingMigrations(own.database, provider)).toEqual(migrationNames(provider));
    expect(await migrate(own.target)).toEqual({ applied: migrationNames(provider) });
    expect(await migrate(own.target)).toEqual({ applied: [] });
    expect(await pendingMigrations(own.database, provider)).toEqual([]);
  });

  it('is done by one of several processes that start together', async () => {
    const target = JSON.stringify(own.target);
    const processes = [1, 2, 3].map(() => linesOf(startProcess('tests/support/migrate-process.ts', target)));
    const applied = (await Promise.all(processes)).flat().sort();
    expect(applied).toEqual(['[]', '[]', JSON.stringify(migrationNames(provider))].sort());
  });

  it('is done by one of several calls in one process', async () => {
    const results = await Promise.all([migrate(own.target), migrate(own.target), migrate(own.target)]);
    expect(results.flatMap((result) => result.applied)).toEqual(migrationNames(provider));
  });

  it('undoes a migration that fails, says which and why, and can go on once it is mended', async () => {
    await migrate(own.target, { migrationsFolder });
    addMigration('9001_broken', 'CREATE TABLE "Half" ("id" INTEGER);\nINSERT INTO "Nowhere" VALUES (\'a;b\');\n');
    const failing = migrate(own.target, { migrationsFolder });
    await expect(failing).rejects.toThrow(MigrationError);
    await expect(failing).rejects.toThrow(/^Migration 9001_broken failed and was undone: .*Nowhere/);
    expect(await pendingMigrations(own.database, provider, migrationsFolder)).toEqual(['9001_broken']);
    await expect(own.database.$queryRaw`SELECT * FROM "Half"`).rejects.toThrow();
    await addTopicWithThread();

    addMigration('9001_broken', 'CREATE TABLE "Half" ("id" INTEGER);\n');
    expect(await migrate(own.target, { migrationsFolder })).toEqual({ applied: ['9001_broken'] });
    expect(await own.database.$queryRaw`SELECT * FROM "Half"`).toEqual([]);
  });

  it('works while the database is open and in use', async () => {
    await migrate(own.target, { migrationsFolder });
    await addTopicWithThread();
    await own.database.tag.create({ data: { slug: 'ענן' } });
    const everything = () => own.database.$queryRaw`SELECT * FROM "Tag"`;
    expect(await everything()).toEqual([{ id: 1, slug: 'ענן' }]);
    addMigration('9001_more', 'ALTER TABLE "Tag" ADD COLUMN "more" INTEGER NOT NULL DEFAULT 5;\n');
    await migrate(own.target, { migrationsFolder });
    expect(await everything()).toEqual([{ id: 1, slug: 'ענן', more: 5 }]);
    expect(await own.database.tag.findMany()).toEqual([{ id: 1, slug: 'ענן' }]);
    expect(await own.database.thread.count()).toBe(1);
  });
});

if (provider === 'sqlite') {
  describe('rebuilding a table, as SQLite must for most changes', () => {
    const rebuild = (rows: string) => `PRAGMA foreign_keys=OFF;
      CREATE TABLE "new_Topic" AS SELECT * FROM "Topic" ${rows}; DROP TABLE "Topic";
      ALTER TABLE "new_Topic" RENAME TO "Topic"; CREATE UNIQUE INDEX "Topic_pk" ON "Topic" ("id");
      PRAGMA foreign_keys=ON;`;

    it('keeps the rows that point at it', async () => {
      await migrate(own.target, { migrationsFolder });
      await addTopicWithThread();
      addMigration('9001_rebuilt', rebuild(''));
      await migrate(own.target, { migrationsFolder });
      expect(await own.database.thread.count()).toBe(1);
    });

    it('is refused when a row would point nowhere', async () => {
      await migrate(own.target, { migrationsFolder });
      await addTopicWithThread();
      addMigration('9001_rebuilt', rebuild('WHERE false'));
      await expect(migrate(own.target, { migrationsFolder })).rejects.toThrow(/every_foreign_key_has_its_row/);
      expect(await own.database.topic.count()).toBe(1);
    });
  });
}
