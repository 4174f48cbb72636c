import { THREAD_KINDS, THREAD_SORTS, THREAD_STATES, THREAD_VIEWS, type ThreadFilter } from '#app/domain/threads/model';

const SIZES = ['small', 'medium', 'large'] as const;

/** The filter in an address. Unknown fields and values count as not given. */
export function readFilter(query: URLSearchParams): ThreadFilter {
  const pick = <T extends string>(values: readonly T[], name: string): T | undefined =>
    values.find((known) => known === query.get(name));
  const tag = query.get('tag')?.slice(0, 60);
  const kind = pick(THREAD_KINDS, 'kind');
  const state = pick(THREAD_STATES, 'state');
  const size = pick(SIZES, 'size');
  return {
    view: pick(THREAD_VIEWS, 'view') ?? 'all',
    sort: pick(THREAD_SORTS, 'sort') ?? 'active',
    ...(tag ? { tag } : {}),
    ...(kind ? { kind } : {}),
    ...(state ? { state } : {}),
    ...(size ? { size } : {}),
  };
}

/** The same filter back as query values, for links to the next page and for the filter bar. */
export function filterQuery(filter: ThreadFilter): Record<string, string | undefined> {
  return {
    view: filter.view === 'all' ? undefined : filter.view,
    sort: filter.sort === 'active' ? undefined : filter.sort,
    tag: filter.tag,
    kind: filter.kind,
    state: filter.state,
    size: filter.size,
  };
}
