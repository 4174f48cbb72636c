import { useEffect, useState } from 'react';
import { useTranslations } from '#app/i18n/translations';
import { paths } from '#app/paths';
import { typedList } from '#app/ui/search/fetched';
import { type SimilarThread, SimilarThreads } from '#app/ui/search/similar-threads';

const PAUSE_MS = 350;
const SHORTEST_CHARS = 6;

/** Under the title of a new thread: what was asked before. Starts with what the server found for a title it knew. */
export function SimilarWhileTyping({ title, start }: { title: string; start: readonly SimilarThread[] }) {
  const t = useTranslations('search');
  const [found, setFound] = useState(start);
  useEffect(() => {
    if (title.trim().length < SHORTEST_CHARS) {
      return;
    }
    const control = new AbortController();
    const timer = window.setTimeout(() => {
      fetch(paths.similar({ title }), { signal: control.signal })
        .then((response) => (response.ok ? response.json() : {}))
        .then((answer: unknown) => setFound(typedList<SimilarThread>(answer, 'similar')))
        // Given up for a later one, or no network: asking works without it.
        .catch(() => undefined);
    }, PAUSE_MS);
    return () => {
      control.abort();
      window.clearTimeout(timer);
    };
  }, [title]);
  return (
    <div role="status" className="similar">
      {found.length > 0 && (
        <>
          <p className="similar-title">{t('similarTitle')}</p>
          <SimilarThreads threads={found} newTab />
        </>
      )}
    </div>
  );
}
