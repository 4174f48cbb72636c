import type { ReactNode } from 'react';
import { useLocale, useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { ButtonLink } from '#app/ui/primitives/button';
import { Link } from '#app/ui/primitives/link';
import { EmptyState } from '#app/ui/primitives/states';
import { Callout } from '#app/ui/primitives/text';
import { SearchHit, type SearchHitData } from '#app/ui/search/search-hit';

export interface SearchResultsData {
  q: string;
  hits: SearchHitData[];
  total: { value: number; capped: boolean };
  sort: 'relevance' | 'date';
  sortHrefs: { relevance: string; date: string };
  page: number;
  pageCount: number;
  previous: string | null;
  next: string | null;
  relaxed: boolean;
  degraded: boolean;
  clearHref: string | null;
  member: string | null;
}

/** How many, in which order, and the results; or what to do when there are none. */
export function SearchResults({ data, save }: { data: SearchResultsData; save: ReactNode }) {
  const t = useTranslations('search');
  const number = data.total.value.toLocaleString(useLocale());
  return (
    <section aria-labelledby="results">
      <h2 id="results" className="visually-hidden">
        {t('resultsTitle')}
      </h2>
      <div className="results-head">
        <p role="status" className="results-count">
          {data.total.capped ? t('countCapped', { number }) : t('count', { count: data.total.value, number })}
        </p>
        {data.hits.length > 1 && (
          <nav aria-label={t('sort')} className="results-sort">
            {(['relevance', 'date'] as const).map((sort) => (
              <Link key={sort} to={data.sortHrefs[sort]} aria-current={data.sort === sort ? 'true' : undefined}>
                {t(sort === 'date' ? 'byDate' : 'byRelevance')}
              </Link>
            ))}
          </nav>
        )}
        {data.member !== null && data.hits.length > 0 && save}
      </div>
      {data.degraded && (
        <Callout tone="warning">
          <p>{t('degraded')}</p>
        </Callout>
      )}
      {data.relaxed && (
        <Callout>
          <p>{t('relaxed')}</p>
        </Callout>
      )}
      {data.hits.length === 0 ? (
        <EmptyState title={t('none', { q: data.q })} text={t(data.clearHref ? 'noneFiltered' : 'noneText')} as="h3">
          {data.clearHref && <ButtonLink to={data.clearHref}>{t('clear')}</ButtonLink>}
          {data.q !== '' && (
            <ButtonLink to={paths.newThread({ title: data.q })} variant="primary">
              {t('askIt')}
            </ButtonLink>
          )}
        </EmptyState>
      ) : (
        <ol className="rows">
          {data.hits.map((hit) => (
            <SearchHit key={`${hit.kind}:${hit.id}`} hit={hit} />
          ))}
        </ol>
      )}
      {data.pageCount > 1 && (
        <nav className="pagination" aria-label={t('page', { page: data.page, count: data.pageCount })}>
          {data.previous ? <ButtonLink to={data.previous}>{t('back')}</ButtonLink> : <span />}
          <span className="facts">{t('page', { page: data.page, count: data.pageCount })}</span>
          {data.next ? <ButtonLink to={data.next}>{t('more')}</ButtonLink> : <span />}
        </nav>
      )}
    </section>
  );
}
