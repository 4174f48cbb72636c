import type { SearchHit } from '#search/port';
import { LIMIT_MAX, wholeNumber } from './limits';

/** A similar document has at least this share of the title's meaning. */
export const SIMILAR_COVERAGE_MIN = 0.3;
const DEFAULT_SIMILAR = 5;

/** Hits of a title (best first) as they are offered: those with an accepted answer first, among those near the best. */
export function answeredFirst(hits: readonly SearchHit[], limit: number | undefined): SearchHit[] {
  const best = hits[0]?.score ?? 0;
  const isAnswer = ({ answered, score }: SearchHit): number => (answered && score >= best / 2 ? 1 : 0);
  return [...hits]
    .sort((one, other) => isAnswer(other) - isAnswer(one) || other.score - one.score)
    .slice(0, wholeNumber(limit, DEFAULT_SIMILAR, LIMIT_MAX));
}
