import { z } from 'zod';
import type { Lexicon } from '#search/lexicon/lexicon';
import type { SearchFilters, SearchQuery } from '#search/port';
import type { QueryPlan } from '#search/query/plan';
import type { MeilisearchClient } from './client';
import { FoundPassage, PassageText } from './documents';
import { type Filter, filterOf, isNotIn } from './filter';
import {
  browseQuery,
  excludedQueries,
  type FederatedQuery,
  federatedQueries,
  phraseQueries,
  type QueryShape,
} from './queries';
import { TOTAL_HITS_MAX } from './settings';

/** A page has to come even when the server is slow: after this the embedded engine answers. */
const DEADLINE_MS = 800;
/** Passages fetched for a search: totals and facets are counted over their documents. */
const FETCHED_MAX = 400;

const Answer = z.object({ hits: z.array(FoundPassage), estimatedTotalHits: z.number().optional() });
const Texts = z.object({ results: z.array(PassageText) });

export interface Searching {
  client: MeilisearchClient;
  index: string;
  lexicon: Lexicon;
}

/** Passages in the server's order. */
export interface Found {
  passages: FoundPassage[];
  isCut: boolean;
}

/** Whole documents are excluded, so what holds the excluded words is found first: as far as the viewer may see it. */
export async function withExclusions(
  searching: Searching,
  plan: QueryPlan,
  { viewer, exclude }: SearchQuery,
  filters: SearchFilters,
): Promise<Filter[]> {
  const filter = filterOf(viewer, filters, exclude);
  if (plan.excluded.length === 0) {
    return filter;
  }
  const visible = filterOf(viewer, {}, exclude);
  const shape: QueryShape = { index: searching.index, filter: visible, matching: 'all', isByDate: false };
  const { passages } = await ask(searching, excludedQueries(plan, shape), TOTAL_HITS_MAX);
  const documents = new Set(passages.map(({ doc }) => doc));
  return documents.size === 0 ? filter : [...filter, isNotIn('doc', [...documents])];
}

/** What a plan finds; `relaxed` when its phrases stand nowhere. */
export async function find(
  searching: Searching,
  plan: QueryPlan,
  shape: QueryShape,
): Promise<Found & { relaxed: boolean }> {
  if (plan.words.length === 0) {
    return { ...(await ask(searching, [browseQuery(shape)])), relaxed: false };
  }
  if (plan.phrases.length > 0) {
    const found = await ask(searching, phraseQueries(plan, shape));
    if (found.passages.length > 0) {
      return { ...found, relaxed: false };
    }
  }
  const relaxed = plan.phrases.length > 0;
  if (shape.isByDate) {
    // Else the newest with any one of the words would come first.
    const found = await ask(searching, federatedQueries(plan, { ...shape, matching: 'all' }));
    if (found.passages.length > 0) {
      return { ...found, relaxed };
    }
  }
  return { ...(await ask(searching, federatedQueries(plan, shape))), relaxed };
}

/** Asks several queries at once, merged by the server. */
export async function ask({ client }: Searching, queries: FederatedQuery[], limit = FETCHED_MAX): Promise<Found> {
  const body = { federation: { limit, offset: 0 }, queries };
  const { hits, estimatedTotalHits = 0 } = await client.send(
    { method: 'POST', path: '/multi-search', body, deadlineMs: DEADLINE_MS },
    Answer,
  );
  return { passages: hits, isCut: hits.length >= limit && estimatedTotalHits > hits.length };
}

/** The words of passages, by id. */
export async function fetchTexts(
  { client, index }: Searching,
  ids: readonly string[],
): Promise<ReadonlyMap<string, PassageText>> {
  if (ids.length === 0) {
    return new Map();
  }
  const body = { ids, fields: ['id', 't0', 'b0'], limit: ids.length };
  const path = `/indexes/${index}/documents/fetch`;
  const { results } = await client.send({ method: 'POST', path, body, deadlineMs: DEADLINE_MS }, Texts);
  return new Map(results.map((text) => [text.id, text]));
}
