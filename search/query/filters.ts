import { normaliseText } from '#search/analysis/words';
import { FACETS, type FilterNames, type SearchFilters } from '#search/port';
import { readDay } from './days';

/** The filters people may type, with their Hebrew names. */
const FILTERS: Readonly<Record<string, 'topic' | 'tag' | 'kind' | 'from' | 'before'>> = {
  topic: 'topic',
  נושא: 'topic',
  tag: 'tag',
  תגית: 'tag',
  תג: 'tag',
  kind: 'kind',
  סוג: 'kind',
  from: 'from',
  since: 'from',
  מתאריך: 'from',
  מאז: 'from',
  before: 'before',
  until: 'before',
  לפני: 'before',
  עד: 'before',
};
const VALUES_PER_FILTER_MAX = 20;

/** Whether the text before a colon names a filter. */
export function isFilterName(name: string): boolean {
  return Object.hasOwn(FILTERS, name.toLowerCase());
}

/**
 * The filters with one more, as typed: `topic`, `ענן`. Returns null when the value means nothing (`from:yesterday`), in
 * which case the text is searched as words.
 */
export function withTypedFilter(
  filters: SearchFilters,
  name: string,
  written: string,
  names: FilterNames,
): SearchFilters | null {
  const filter = FILTERS[name.toLowerCase()];
  if (filter === undefined || written.trim() === '') {
    return null;
  }
  if (filter === 'from' || filter === 'before') {
    const day = readDay(written);
    return day === null ? null : { ...filters, [filter]: day };
  }
  const value = valueNamed(written.trim(), names[filter] ?? {});
  const values = [...(filters.values?.[filter] ?? []), value].slice(0, VALUES_PER_FILTER_MAX);
  return { ...filters, values: { ...filters.values, [filter]: values } };
}

function valueNamed(written: string, names: Record<string, string>): string {
  const plain = normaliseText(written);
  for (const [name, value] of Object.entries(names)) {
    if (normaliseText(name) === plain) {
      return value;
    }
  }
  return written;
}

/** Both sets of filters at once: values of the same facet must be in both, periods overlap. */
export function mergeFilters(one: SearchFilters, other: SearchFilters): SearchFilters {
  const merged: SearchFilters = { values: { ...one.values } };
  for (const facet of FACETS) {
    const own = one.values?.[facet];
    const added = other.values?.[facet];
    if (added !== undefined) {
      merged.values = { ...merged.values, [facet]: own ? own.filter((value) => added.includes(value)) : added };
    }
  }
  const from = Math.max(one.from ?? Number.NEGATIVE_INFINITY, other.from ?? Number.NEGATIVE_INFINITY);
  const before = Math.min(one.before ?? Number.POSITIVE_INFINITY, other.before ?? Number.POSITIVE_INFINITY);
  return {
    ...merged,
    ...(Number.isFinite(from) ? { from } : {}),
    ...(Number.isFinite(before) ? { before } : {}),
  };
}
