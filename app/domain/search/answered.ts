import type { FacetName, Facets } from '#search/port';

type FacetValues = Partial<Record<FacetName, string[]>>;

/** Whether there is an accepted answer is asked of questions alone: nothing else is found by it. */
export function ofQuestions(values: FacetValues): FacetValues {
  if (values.answered === undefined) {
    return values;
  }
  return { ...values, kind: (values.kind ?? ['question']).filter((kind) => kind === 'question') };
}

/** The same for what is counted: the index knows only what has an accepted answer and what has none. */
export function countQuestions(facets: Facets): Facets {
  const count = (name: FacetName, value: string): number =>
    facets[name].find((each) => each.value === value)?.count ?? 0;
  const answered = count('answered', 'true');
  const open = count('kind', 'question') - answered;
  return {
    ...facets,
    answered: [
      { value: 'true', count: answered },
      { value: 'false', count: open },
    ]
      .filter((each) => each.count > 0)
      .sort((one, other) => other.count - one.count),
  };
}
