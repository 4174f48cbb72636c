import { describe, expect, it } from 'vitest';
import { ownDatabase } from '#tests/support/database';
import { linesOf, startProcess } from '#tests/support/processes';

const { database, target } = await ownDatabase();
const WRITER = 'tests/support/writer-process.ts';

async function counted(): Promise<number> {
  const row = await database.outbox.findFirstOrThrow({ where: { queue: 'writer-counter' } });
  return row.attempts;
}

async function addCounter(): Promise<void> {
  const at = new Date('2026-01-05T08:00:00.000Z');
  const data = { queue: 'writer-counter', entityType: '', entityId: '', createdAt: at, availableAt: at };
  await database.outbox.create({ data });
}

describe('several processes on one database', () => {
  it('write at the same time and lose nothing', async () => {
    await addCounter();
    const names = ['one', 'two', 'three'];
    await Promise.all(names.map((name) => linesOf(startProcess(WRITER, JSON.stringify(target), name, '100'))));
    expect(await counted()).toBe(300);
    expect(await database.setting.count()).toBe(300);
  });

  it('one that is killed loses nothing it had acknowledged and leaves nothing half-done', async () => {
    await addCounter();
    const child = startProcess(WRITER, JSON.stringify(target), 'killed', '100000');
    const lines = await linesOf(child, (line) => {
      if (line === '80') {
        child.kill('SIGKILL');
      }
    });
    const acknowledged = Number(lines.at(-1));
    expect(acknowledged).toBeGreaterThanOrEqual(80);
    // The one in flight may have been committed without the word getting through.
    const found = await database.setting.count();
    expect([acknowledged, acknowledged + 1]).toContain(found);
    expect(await counted()).toBe(found);
    for (let number = 1; number <= acknowledged; number += 1) {
      expect(await database.setting.findUnique({ where: { key: `killed:${number}` } })).not.toBeNull();
    }
    await database.$transaction((transaction) => transaction.setting.deleteMany());
  });
});
