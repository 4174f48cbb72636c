import { useEffect, useState } from 'react';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { Button } from '#app/ui/primitives/button';
import { Link } from '#app/ui/primitives/link';

const KEPT = 8;
/** A search that stands for so long was meant, not on its way to a longer one. */
const MEANT_AFTER_MS = 2_500;
const SHORTEST_CHARS = 2;

const storageKey = (owner: string): string => `roundtable.recent-searches.${owner}`;

function read(owner: string): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(storageKey(owner)) ?? '[]');
    return Array.isArray(kept) ? kept.filter((each) => typeof each === 'string').slice(0, KEPT) : [];
  } catch {
    return [];
  }
}

function write(owner: string, searches: string[]): void {
  try {
    localStorage.setItem(storageKey(owner), JSON.stringify(searches.slice(0, KEPT)));
  } catch {
    // A browser that keeps nothing: there is nothing to offer later.
  }
}

/**
 * What was searched for lately, in this browser alone: nobody else learns of it, the server neither. `shown` while there
 * is no search on the page.
 */
export function RecentSearches({ owner, q, shown }: { owner: string; q: string; shown: boolean }) {
  const t = useTranslations('search');
  const [recent, setRecent] = useState<string[]>([]);
  useEffect(() => {
    setRecent(read(owner));
    if (q.length < SHORTEST_CHARS) {
      return;
    }
    const keep = () => write(owner, [q, ...read(owner).filter((each) => each !== q)]);
    const timer = window.setTimeout(keep, MEANT_AFTER_MS);
    // Somebody who follows a result sooner meant it as well.
    window.addEventListener('click', keep, { once: true });
    return () => {
      window.clearTimeout(timer);
      window.removeEventListener('click', keep);
    };
  }, [owner, q]);
  if (!shown || recent.length === 0) {
    return null;
  }
  function clear(): void {
    write(owner, []);
    setRecent([]);
  }
  return (
    <section className="recent-searches" aria-labelledby="recent">
      <h2 id="recent">{t('recent')}</h2>
      <ul>
        {recent.map((each) => (
          <li key={each}>
            <Link to={paths.search({ q: each })} className="tag">
              <bdi>{each}</bdi>
            </Link>
          </li>
        ))}
      </ul>
      <Button type="button" variant="link" size="sm" onClick={clear}>
        {t('clearRecent')}
      </Button>
    </section>
  );
}
