import { useTranslations } from '#app/i18n/translations';
import { Icon } from '#app/ui/primitives/icon';
import { Link } from '#app/ui/primitives/link';

export interface FacetData {
  name: 'topic' | 'kind' | 'answered' | 'tag' | 'size' | 'year' | 'label';
  options: { value: string; label: string; count: number; chosen: boolean; href: string }[];
}

/** What narrows a search: links, so that they work without JavaScript and each is an address of its own. */
export function SearchFacets({ facets, clearHref }: { facets: readonly FacetData[]; clearHref: string | null }) {
  const t = useTranslations('search');
  const chosen = facets.flatMap(({ options }) => options.filter((option) => option.chosen)).length;
  return (
    <details className="facets">
      <summary>
        <Icon name="sliders-horizontal" />
        {chosen === 0 ? t('filters') : t('filtersCount', { count: chosen })}
      </summary>
      {clearHref && (
        <Link to={clearHref} className="quiet-link" stay>
          {t('clear')}
        </Link>
      )}
      {facets.map((facet) => (
        <section key={facet.name} className="facet">
          <h3>{t(`facet.${facet.name}`)}</h3>
          <ul>
            {facet.options.map((option) => (
              <li key={option.value}>
                <Link
                  to={option.href}
                  className="facet-option"
                  aria-current={option.chosen ? 'true' : undefined}
                  stay
                  rel="nofollow"
                >
                  <span className="facet-box" aria-hidden="true">
                    {option.chosen && <Icon name="check" />}
                  </span>
                  <bdi>{option.label}</bdi>
                  <span className="facts">{option.count}</span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </details>
  );
}
