import { useTranslations } from '#app/i18n/translations';
import type { ThreadData } from '#app/routes/threads/thread';
import { SimilarThreads } from '#app/ui/search/similar-threads';

/** What the end of a thread offers. */
export function Related({ threads }: { threads: ThreadData['related'] }) {
  const t = useTranslations('search');
  return (
    <section aria-labelledby="related" className="related">
      <h2 id="related">{t('related')}</h2>
      <SimilarThreads threads={threads} />
    </section>
  );
}
