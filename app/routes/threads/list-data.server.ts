import type { Label } from '#app/domain/labels';
import { countSessionsOfTag } from '#app/domain/sessions/discussed.server';
import { listThreads } from '#app/domain/threads/list.server';
import type { ThreadFilter } from '#app/domain/threads/model';
import { isMember, type Viewer } from '#app/domain/viewer';
import type { Locale } from '#app/i18n/locales';
import { filterQuery } from '#app/routes/threads/filter';
import { presentRow } from '#app/routes/threads/present.server';

type Href = (query: Record<string, string | undefined>) => string;

/** What a list page shows, with the addresses of the pages around it; and the labels on it, for the caching rule. */
export async function listData(
  viewer: Viewer,
  filter: ThreadFilter,
  query: URLSearchParams,
  locale: Locale,
  href: Href,
) {
  const [page, tagSessions] = await Promise.all([
    listThreads(viewer, filter, query.get('cursor')),
    filter.tag === undefined ? 0 : countSessionsOfTag(viewer, filter.tag),
  ]);
  const at = (cursor: string | null) => (cursor === null ? null : href({ ...filterQuery(filter), cursor }));
  const labels: Label[] = page.rows.map((row) => row.label);
  return {
    labels,
    list: {
      filter,
      tagSessions,
      member: isMember(viewer),
      rows: page.rows.map((row) => presentRow(row, locale)),
      next: at(page.next),
      previous: at(page.previous),
    },
  };
}

export type ListData = Awaited<ReturnType<typeof listData>>['list'];
