import type { SearchEngine, SearchQuery } from '#search/port';

/** One thing that every engine must do. `run` throws a `Difference` when it does not. */
export interface Check {
  group: string;
  name: string;
  run(engine: SearchEngine): Promise<void>;
}

export async function idsOf(engine: SearchEngine, query: SearchQuery): Promise<string[]> {
  return (await engine.search(query)).hits.map(({ id }) => id);
}
