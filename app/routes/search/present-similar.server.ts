import type { SimilarThreadRow } from '#app/domain/search/similar.server';
import { titleDirection } from '#app/markdown/direction';
import { paths } from '#app/paths';
import type { SimilarThread } from '#app/ui/search/similar-threads';

/** Threads as a short list of links: similar questions, related threads. */
export function presentSimilar(rows: SimilarThreadRow[]): SimilarThread[] {
  return rows.map(({ id, title, label, state, answerCount }) => ({
    id,
    href: paths.thread(id),
    title,
    dir: titleDirection(title),
    label,
    answered: state === 'answered',
    answerCount,
  }));
}
