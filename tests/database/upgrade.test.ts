import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import type { Database } from '#prisma/client.server';
import { migrationNames } from '#prisma/history';
import { migrate } from '#prisma/migrate';
import { createTestDatabase, testProvider } from '#tests/support/database';

/**
 * An association's database was made by the first version and goes through every migration since. The rows are
 * written as SQL, because the client of today knows only the model of today.
 */

type Row = Record<string, unknown>;

const { target, database, drop } = await createTestDatabase({ migrated: false }).catch((error: unknown) => {
  // Without PostgreSQL this file must still name its test as failed.
  const reason = error;
  return { target: undefined, database: undefined, drop: async () => Promise.reject(reason) };
});

afterAll(async () => {
  await drop();
});

async function tablesOf(open: Database): Promise<string[]> {
  const rows: { name: string }[] =
    testProvider() === 'sqlite'
      ? await open.$queryRaw`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'`
      : await open.$queryRaw`SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()`;
  return rows.map((row) => row.name).filter((name) => name !== '_prisma_migrations');
}

async function contents(open: Database): Promise<Map<string, Row[]>> {
  const found = new Map<string, Row[]>();
  for (const table of await tablesOf(open)) {
    found.set(table, await open.$queryRawUnsafe(`SELECT * FROM "${table}" ORDER BY 1, 2`));
  }
  return found;
}

/** `row` without what later migrations added to it. */
function columnsOf(before: Row, row: Row | undefined): Row {
  return Object.fromEntries(Object.keys(before).map((column) => [column, row?.[column]]));
}

it('a populated database of the first migration reaches the last one with every row', async () => {
  if (!target || !database) {
    return drop();
  }
  const [first, ...later] = migrationNames(testProvider());
  await migrate(target, { upTo: first ?? '' });
  const fixture = fileURLToPath(new URL('./first-forum.sql', import.meta.url));
  for (const statement of readFileSync(fixture, 'utf8').split(/;\s*\n/)) {
    if (statement.trim() !== '') {
      await database.$executeRawUnsafe(statement);
    }
  }
  const before = await contents(database);
  expect([...before].filter(([, rows]) => rows.length === 0)).toEqual([]);

  for (const name of later) {
    expect(await migrate(target, { upTo: name })).toEqual({ applied: [name] });
  }
  expect(await migrate(target)).toEqual({ applied: [] });

  // A migration that renames or drops something on purpose says so here, by mapping the rows it should leave.
  const after = await contents(database);
  for (const [table, rows] of before) {
    const now = after.get(table) ?? [];
    expect(
      rows.map((row, place) => columnsOf(row, now[place])),
      table,
    ).toEqual(rows);
  }
  const thread = await database.thread.findFirstOrThrow({ include: { posts: true, author: true, topic: true } });
  expect(thread).toMatchObject({
    title: 'מה עושים עם "שרת" ישן?',
    author: { name: 'דנה כהן' },
    topic: { slug: 'cloud' },
  });
  expect(thread.posts.map((post) => post.createdAt.toISOString())).toEqual([
    '2026-01-05T08:00:00.000Z',
    '2026-01-05T09:30:00.250Z',
  ]);
});
