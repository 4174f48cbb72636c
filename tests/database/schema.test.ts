import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { lastModelFile, MIGRATIONS_FOLDER, migrationNames } from '#prisma/history';
import { migrate } from '#prisma/migrate';
import { postgresqlMigrationAdapter, sqliteMigrationAdapter } from '#prisma/migration-adapters';
import { MODEL_FILES, postgresqlModel } from '#prisma/model';
import { sqlFromDatabaseTo } from '#prisma/schema-engine';
import { createTestDatabase, testProvider } from '#tests/support/database';

const provider = testProvider();
const model = readFileSync(MODEL_FILES[provider], 'utf8');
const drops: (() => Promise<void>)[] = [];

afterAll(async () => {
  for (const drop of drops) {
    await drop();
  }
});

/** The adapter to a database that went through the whole history. */
async function databaseOfTheHistory() {
  const { target, drop } = await createTestDatabase({ migrated: false });
  drops.push(drop);
  await migrate(target);
  return target.url ? postgresqlMigrationAdapter(target.url) : sqliteMigrationAdapter(target.file ?? '');
}

describe('the model and its copies', () => {
  it('the PostgreSQL model is the one made from prisma/schema.prisma', () => {
    const made = postgresqlModel(readFileSync(MODEL_FILES.sqlite, 'utf8'));
    expect(readFileSync(MODEL_FILES.postgresql, 'utf8')).toBe(made);
  });

  it('no change to the model is without its migration', () => {
    expect(readFileSync(lastModelFile(provider, MIGRATIONS_FOLDER), 'utf8')).toBe(model);
  });

  it('the history leads to exactly the model', async () => {
    expect(await sqlFromDatabaseTo(await databaseOfTheHistory(), model)).toBe('');
  });

  it('that comparison notices a missing column', async () => {
    const more = model.replace('model Tag {', 'model Tag {\n  neverInTheModel Int?');
    expect(await sqlFromDatabaseTo(await databaseOfTheHistory(), more)).toContain('"neverInTheModel"');
  });

  it('both histories have the same migrations, numbered without a gap', () => {
    const names = migrationNames(provider);
    expect(names).toEqual(migrationNames(provider === 'sqlite' ? 'postgresql' : 'sqlite'));
    expect(names.map((name) => Number.parseInt(name, 10))).toEqual(names.map((_, place) => place + 1));
  });
});
