import { getSearch } from '#app/instances.server';
import { makeIndexer } from '#app/search-worker.server';

/** Brings the search index of the test's instances up to date with the database, as the worker does. */
export async function indexNow(): Promise<void> {
  const indexer = makeIndexer(getSearch().embedded, 'test');
  while (await indexer.tick()) {
    // On to the next batch.
  }
  await indexer.stop();
}
