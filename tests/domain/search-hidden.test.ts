import { afterEach, beforeEach, expect, test } from 'vitest';
import { setClock } from '#app/domain/clock';
import { hiddenMeanwhile } from '#app/domain/search/hidden.server';
import { queueSearch } from '#app/domain/search/queue.server';
import { getSearch } from '#app/instances.server';
import { testDatabase } from '#tests/support/database';
import { withDatabase } from '#tests/support/instances';
import { indexNow } from '#tests/support/search';

const database = withDatabase(await testDatabase());

let time = 0;

beforeEach(() => {
  time = Date.parse('2026-03-01T08:00:00Z');
  setClock(() => time);
});
afterEach(() => setClock());

/** A change that hides thread 7. Returns the number of its row. */
async function hide(): Promise<number> {
  await queueSearch(database, [{ entity: 'thread', id: 7, hides: true }], new Date(time));
  return (await database.outbox.findFirstOrThrow({ orderBy: { id: 'desc' } })).id;
}

async function indexIsAt(place: { cursor: number; head: number }): Promise<void> {
  await database.searchIndex.update({ where: { id: getSearch().embedded.id }, data: place });
}

test('what hides is left out until the index has read it', async () => {
  await indexNow();
  const row = await hide();
  expect(await hiddenMeanwhile()).toEqual(['thread:7']);
  await indexIsAt({ cursor: row, head: row });
  expect(await hiddenMeanwhile()).toEqual([]);
});

test('what hides and committed late, with a number the index has gone past, is left out until it has looked back', async () => {
  await indexNow();
  const row = await hide();
  await indexIsAt({ cursor: row - 1, head: row + 1 });
  expect(await hiddenMeanwhile()).toEqual(['thread:7']);
  time += 15_001;
  expect(await hiddenMeanwhile()).toEqual([]);
});
