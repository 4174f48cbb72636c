import { createDatabase } from '#prisma/client.server';

/**
 * A process of its own that writes and says so: `writer-process.ts TARGET NAME COUNT`, TARGET being JSON.
 * It prints `ready`, then a number for every transaction once the database has acknowledged it. Each one writes the
 * row `NAME:number` and adds one to a counter, so that a reader can tell lost, repeated and half-done ones.
 */

const COUNTER = 'writer-counter';
const BEGINNING = new Date('2026-01-05T08:00:00.000Z');

async function main(): Promise<void> {
  const [target = '{}', name = 'writer', count = '0'] = process.argv.slice(2);
  const database = createDatabase(JSON.parse(target));
  await database.$connect();
  process.stdout.write('ready\n');
  for (let number = 1; number <= Number(count); number += 1) {
    await database.$transaction(async (transaction) => {
      await transaction.setting.create({ data: { key: `${name}:${number}`, value: '', updatedAt: BEGINNING } });
      await transaction.outbox.updateMany({ where: { queue: COUNTER }, data: { attempts: { increment: 1 } } });
    });
    process.stdout.write(`${number}\n`);
  }
  await database.$disconnect();
}

await main();
