import { describe, expect, it } from 'vitest';
import { testDatabase, testProvider } from '#tests/support/database';

const database = await testDatabase();
const NOW = new Date('2026-01-05T08:00:00.000Z');

async function counter(): Promise<number> {
  const row = await database.outbox.create({
    data: { queue: 'search', entityType: 'thread', entityId: '1', createdAt: NOW, availableAt: NOW },
  });
  return row.id;
}

describe('transactions', () => {
  it('loses nothing when 200 of them run at once', async () => {
    const id = await counter();
    const seen = await Promise.all(
      Array.from({ length: 200 }, () =>
        database.$transaction(async (transaction) => {
          const { attempts } = await transaction.outbox.update({ where: { id }, data: { attempts: { increment: 1 } } });
          await transaction.outbox.findUniqueOrThrow({ where: { id } });
          return attempts;
        }),
      ),
    );
    expect(await database.outbox.findUniqueOrThrow({ where: { id } })).toMatchObject({ attempts: 200 });
    expect(new Set(seen).size).toBe(200);
  });

  it('undoes everything when the callback throws, and lets the next one in', async () => {
    const id = await counter();
    const failing = database.$transaction(async (transaction) => {
      await transaction.outbox.update({ where: { id }, data: { attempts: 7 } });
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    await database.$transaction((transaction) => transaction.outbox.update({ where: { id }, data: { queue: 'mail' } }));
    expect(await database.outbox.findUniqueOrThrow({ where: { id } })).toMatchObject({ attempts: 0, queue: 'mail' });
  });

  it('does not show to others what is not committed, and does not make them wait', async () => {
    const id = await counter();
    await database.$transaction(async (transaction) => {
      await transaction.outbox.update({ where: { id }, data: { attempts: 1 } });
      expect((await database.outbox.findUniqueOrThrow({ where: { id } })).attempts).toBe(0);
      expect((await transaction.outbox.findUniqueOrThrow({ where: { id } })).attempts).toBe(1);
    });
    expect((await database.outbox.findUniqueOrThrow({ where: { id } })).attempts).toBe(1);
  });

  it('lets single writes take their turn among transactions', async () => {
    const id = await counter();
    const add = { where: { id }, data: { attempts: { increment: 1 } } };
    await Promise.all(
      Array.from({ length: 60 }, (_, turn) =>
        turn % 2 === 0
          ? database.outbox.update(add)
          : database.$transaction((transaction) => transaction.outbox.update(add)),
      ),
    );
    expect((await database.outbox.findUniqueOrThrow({ where: { id } })).attempts).toBe(60);
  });

  it('reports a broken constraint by its kind and goes on', async () => {
    await database.tag.create({ data: { slug: 'תקציב' } });
    await expect(database.tag.create({ data: { slug: 'תקציב' } })).rejects.toMatchObject({ code: 'P2002' });
    await expect(database.threadTag.create({ data: { threadId: 1, tagId: 1 } })).rejects.toMatchObject({
      code: 'P2003',
    });
    expect(await database.tag.count()).toBe(1);
  });
});

if (testProvider() === 'sqlite') {
  describe('SQLite settings', () => {
    async function settingsOfBothConnections() {
      const pragmas = `journal_mode, (SELECT synchronous FROM pragma_synchronous) AS synchronous,
        (SELECT foreign_keys FROM pragma_foreign_keys) AS "foreignKeys",
        (SELECT timeout FROM pragma_busy_timeout) AS "busyMs" FROM pragma_journal_mode`;
      // What begins with SELECT goes to the reading connection, a transaction to the writing one.
      const reading = await database.$queryRawUnsafe(`SELECT ${pragmas}`);
      const writing = await database.$transaction((transaction) => transaction.$queryRawUnsafe(`SELECT ${pragmas}`));
      return [reading, writing];
    }

    const expected = { journal_mode: 'wal', synchronous: 2, foreignKeys: 1 };

    it('hold on every connection, also after transactions that succeeded and failed', async () => {
      for (let round = 0; round < 3; round += 1) {
        expect(await settingsOfBothConnections()).toMatchObject([
          [{ ...expected, busyMs: 5000 }],
          [{ ...expected, busyMs: 25 }],
        ]);
        await counter();
        await database.$transaction((transaction) => transaction.outbox.deleteMany());
        await database.$transaction(() => Promise.reject(new Error('no'))).catch(() => undefined);
      }
    });
  });
}
