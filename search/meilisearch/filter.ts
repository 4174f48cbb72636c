import { EXCLUDED_MAX, FACETS, type SearchFilters } from '#search/port';

/**
 * Filters for Meilisearch are written here and nowhere else. Values are quoted and escaped, names are our own: nothing
 * that people type can become syntax.
 */
export type Filter = string;

const VALUES_MAX = 100;

/** A value as a quoted string. */
export function quoteValue(value: string): string {
  return `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** One of the values; with none of them, nothing fits. */
export function isIn(attribute: string, values: readonly string[]): Filter {
  return `${attribute} IN [${values.map(quoteValue).join(', ')}]`;
}

export function isNotIn(attribute: string, values: readonly string[]): Filter {
  return `${attribute} NOT IN [${values.map(quoteValue).join(', ')}]`;
}

/** Every passage has an audience of its own; this stands for "its document's". */
export const SAME_AUDIENCE = '*';

/** What a viewer may see and asked for: a list whose parts all have to hold. */
export function filterOf(viewer: readonly string[], filters: SearchFilters, exclude: readonly string[] = []): Filter[] {
  const parts = [isIn('documentAudience', viewer), isIn('passageAudience', [SAME_AUDIENCE, ...viewer])];
  if (exclude.length > 0) {
    parts.push(isNotIn('doc', exclude.slice(0, EXCLUDED_MAX)));
  }
  for (const facet of FACETS) {
    const values = filters.values?.[facet];
    if (values !== undefined) {
      parts.push(isIn(facet, values.slice(0, VALUES_MAX)));
    }
  }
  if (filters.from !== undefined && Number.isFinite(filters.from)) {
    parts.push(`date >= ${Math.round(filters.from)}`);
  }
  if (filters.before !== undefined && Number.isFinite(filters.before)) {
    parts.push(`date < ${Math.round(filters.before)}`);
  }
  return parts;
}
