import { FACET_PARAMS, type FacetParam, readSearchRequest } from '#app/domain/search/request';
import type { SavedSearchRow } from '#app/domain/search/saved.server';
import type { Topic } from '#app/domain/topics/model';
import type { Locale } from '#app/i18n/locales';
import { paths } from '#app/paths';
import { optionLabel } from '#app/routes/search/present.server';

export interface SavedSearchData {
  id: number;
  /** What it searches for, in words. */
  name: string;
  href: string;
  notify: boolean;
}

/** Saved searches in words: what was typed, then what narrows it. */
export function presentSaved(saved: SavedSearchRow[], topics: Topic[], locale: Locale): SavedSearchData[] {
  return saved.map(({ id, query, notify }) => {
    const { q, facets } = readSearchRequest(new URLSearchParams(query));
    const words = (name: FacetParam) => facets[name].flatMap((value) => optionLabel(name, value, topics, locale) ?? []);
    const name = [q, ...FACET_PARAMS.flatMap(words)].filter(Boolean).join(' · ');
    return { id, name, href: paths.searchFor(query), notify };
  });
}
