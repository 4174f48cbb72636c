import { emptyFacets, FACETS, type FacetName, type Facets, type SearchDocument } from '#search/port';
import { yearOf } from '#search/query/days';
import { rows, type Store } from './store';

/**
 * What a document counts for in the facets, as one text. Many documents share one, so each is kept once, and counting a
 * thousand documents reads a number each.
 */
export function packFacts(document: SearchDocument): string {
  return JSON.stringify(FACETS.flatMap((facet) => valuesOf(document, facet).map((value) => [facet, value])));
}

function valuesOf(document: SearchDocument, facet: FacetName): string[] {
  switch (facet) {
    case 'tag':
      return [...new Set(document.tags ?? [])];
    case 'answered':
      return [document.answered === true ? 'true' : 'false'];
    case 'year':
      return [String(yearOf(document.date))];
    default: {
      const value = document[facet];
      return value === undefined ? [] : [value];
    }
  }
}

/** Counts facts by their numbers, the most frequent value of each facet first. */
export function countFacets({ database }: Store, numbers: readonly number[]): Facets {
  const times = new Map<number, number>();
  for (const facts of numbers) {
    times.set(facts, (times.get(facts) ?? 0) + 1);
  }
  const counts = new Map<FacetName, Map<string, number>>(FACETS.map((facet) => [facet, new Map()]));
  const sql = 'SELECT id, packed FROM facts WHERE id IN (SELECT value FROM json_each(?))';
  for (const row of rows(database, sql, [JSON.stringify([...times.keys()])])) {
    for (const [facet, value] of unpackFacts(String(row.packed))) {
      const values = counts.get(facet);
      values?.set(value, (values.get(value) ?? 0) + (times.get(Number(row.id)) ?? 0));
    }
  }
  const facets = emptyFacets();
  for (const [facet, values] of counts) {
    facets[facet] = [...values]
      .map(([value, count]) => ({ value, count }))
      .sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1));
  }
  return facets;
}

/** Parses what `packFacts` wrote. */
function unpackFacts(facts: string): [FacetName, string][] {
  return JSON.parse(facts) as [FacetName, string][];
}
