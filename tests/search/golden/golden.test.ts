import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSearchConfig } from '#search/config';
import { makeThrowawayEmbedded, makeThrowawayMeilisearch, type Throwaway } from '#search/throwaway';
import { goldenDocuments, isThread, listMisses, readGoldenQueries } from './golden';

/** Of 200. Those that miss are named when there are more. */
const MISSES_MAX = { embedded: 6, meilisearch: 10 };
const queries = readGoldenQueries();

test('two hundred different queries, each of which names threads of the demo', () => {
  expect(new Set(queries.map(({ query }) => query)).size).toBe(200);
  expect(queries.flatMap(({ expected }) => expected).filter((name) => !isThread(name))).toEqual([]);
});

function describeGolden(name: string, missesMax: number, make: () => Throwaway): void {
  describe(`${name} over the demo's threads`, () => {
    let throwaway: Throwaway;
    beforeAll(async () => {
      throwaway = make();
      await throwaway.engine.upsert(goldenDocuments());
    });
    afterAll(() => throwaway.remove());

    test('finds an expected thread among the first three', async () => {
      const misses = await listMisses(throwaway.engine, queries);
      expect(misses.length > missesMax ? misses : []).toEqual([]);
    });
  });
}

describeGolden('the embedded engine', MISSES_MAX.embedded, makeThrowawayEmbedded);

// The stand-in ranks by rules of its own, so only a real server can be judged.
const server = readSearchConfig().data ?? null;
if (server === null) {
  test('no MEILI_URL is set, so no real server is judged', () => {
    expect(server).toBeNull();
  });
} else {
  describeGolden('the Meilisearch engine on a real server', MISSES_MAX.meilisearch, () =>
    makeThrowawayMeilisearch(server, 'golden'),
  );
}
