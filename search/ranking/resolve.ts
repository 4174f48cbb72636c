import { EVERY_WORD } from '#search/analysis/vocabulary';
import { SAME_WEIGHT } from '#search/lexicon/lexicon';
import { planWord, type QueryPlan } from '#search/query/plan';
import type { Frequencies, KnownWords } from './known-words';
import { any, all as every, prefix, term } from './match';
import type { Correction, TypoFinder } from './typos';

/** One thing a query word may be found by, with the numbers of the words that count as it. */
export interface Slot {
  /** Index of the query word. */
  word: number;
  /** What one finding is worth. */
  value: number;
  numbers: number[];
  /** The full-text expression that finds it, and about how many passages that gives. */
  match: string;
  cost: number;
}

/** Another way to say some query words: the words in order, each by its numbers. */
export interface Alternative {
  from: number;
  count: number;
  value: number;
  steps: ReadonlySet<number>[];
  /** The same in other words, not only something close. */
  isSame: boolean;
  match: string;
  cost: number;
}

/** A plan bound to the words that this index holds. */
export interface ResolvedQuery {
  wordCount: number;
  slots: Slot[];
  alternatives: Alternative[];
  /** Query word → the number of the word it was corrected to. */
  corrections: { word: string; correction: string; number: number }[];
}

export interface Resolver {
  words: KnownWords;
  frequencies: Frequencies;
  typos: TypoFinder;
}

/** A word that fewer passages hold is looked up for misspelling. */
const MISSPELT_BELOW = 3;
const UNFINISHED_LENGTH_MIN = 3;
const UNFINISHED_WORDS_MAX = 300;
const UNFINISHED_WEIGHT = 0.7;

export function resolveQuery(plan: QueryPlan, resolver: Resolver): ResolvedQuery {
  const resolved: ResolvedQuery = {
    wordCount: plan.words.length,
    slots: [],
    alternatives: [],
    corrections: [],
  };
  for (const index of plan.words.keys()) {
    resolveWord(plan, index, resolver, resolved);
  }
  for (const expansion of plan.expansions) {
    const known = plan.words.slice(expansion.from, expansion.from + expansion.count);
    const steps = expansion.words.map((word) => stepOf(word, expansion.whole, resolver));
    if (steps.some(({ numbers }) => numbers.size === 0)) {
      continue;
    }
    const rarest = Math.max(...steps.map(({ weight }) => weight));
    const literal = Math.max(
      ...known.map(({ word }) => (resolver.frequencies.of(word) > 0 ? resolver.frequencies.weight(word) : rarest)),
    );
    const value = expansion.weight * Math.min(rarest, literal) * (1 + 0.8 * (expansion.count - 1));
    resolved.alternatives.push({
      from: expansion.from,
      count: expansion.count,
      value,
      steps: steps.map(({ numbers }) => numbers),
      isSame: expansion.weight >= SAME_WEIGHT,
      match: every(steps.map(({ match }) => match)),
      cost: Math.min(...steps.map(({ cost }) => cost)),
    });
  }
  evenOut(resolved, resolver);
  return resolved;
}

/**
 * A word and another name for the same are one thing, and as common as the commoner of them: else the name that is rarer
 * in these texts would count for more, whatever it stands in.
 */
function evenOut({ slots, alternatives }: ResolvedQuery, { frequencies }: Resolver): void {
  for (const slot of slots) {
    const names = alternatives.filter(({ isSame, from, count }) => isSame && from === slot.word && count === 1);
    const most = Math.max(slot.cost, ...names.map(({ cost }) => cost));
    slot.value *= most > slot.cost ? frequencies.weightOf(most) / frequencies.weightOf(slot.cost) : 1;
  }
}

function resolveWord(plan: QueryPlan, index: number, resolver: Resolver, resolved: ResolvedQuery): void {
  const planned = plan.words[index];
  if (planned === undefined) {
    return;
  }
  const { frequencies, words } = resolver;
  const keys = planned.keys.filter(({ key }) => frequencies.of(key) > 0);
  for (const { key, weight } of keys) {
    const value = weight * frequencies.weight(key);
    resolved.slots.push({
      word: index,
      value,
      numbers: words.withKey(key),
      match: term(key),
      cost: frequencies.of(key),
    });
  }
  let found = keys.reduce((sum, { key }) => sum + frequencies.of(key), 0);
  // Beginnings of two letters are too many in whole texts; suggestions look for those in titles.
  if (plan.unfinished === planned.word && planned.word.length >= UNFINISHED_LENGTH_MIN) {
    const numbers = words.beginning(planned.word, UNFINISHED_WORDS_MAX);
    const rarity = found > 0 ? frequencies.weight(planned.word) : Math.log(1 + frequencies.passages());
    resolved.slots.push({
      word: index,
      value: UNFINISHED_WEIGHT * rarity,
      numbers,
      match: prefix(planned.word),
      cost: numbers.length,
    });
    found += numbers.length;
  }
  if (found < MISSPELT_BELOW) {
    for (const correction of resolver.typos.find(planned.word)) {
      addCorrection(planned.word, index, correction, resolver, resolved);
    }
  }
}

/** A correction is found by its keys too, but counts as the word itself. */
function addCorrection(
  word: string,
  index: number,
  correction: Correction,
  resolver: Resolver,
  resolved: ResolvedQuery,
): void {
  const { words, frequencies } = resolver;
  for (const { key, weight } of planWord(correction.word, EVERY_WORD).keys) {
    const value = correction.weight * weight * frequencies.weight(key);
    resolved.slots.push({
      word: index,
      value,
      numbers: words.withKey(key),
      match: term(key),
      cost: frequencies.of(key),
    });
  }
  const [number] = words.numbersOf(correction.word);
  if (number !== undefined) {
    resolved.corrections.push({ word, correction: correction.word, number });
  }
}

interface Step {
  numbers: ReadonlySet<number>;
  match: string;
  weight: number;
  cost: number;
}

function stepOf(word: string, whole: boolean, { words, frequencies }: Resolver): Step {
  const keys = whole
    ? [word]
    : planWord(word, EVERY_WORD)
        .keys.map(({ key }) => key)
        .filter((key) => frequencies.of(key) > 0);
  const numbers = whole ? words.numbersOf(word) : keys.flatMap((key) => words.withKey(key));
  return {
    numbers: new Set(numbers),
    match: any(keys.map(term)),
    weight: frequencies.weight(keys[0] ?? word),
    cost: keys.reduce((sum, key) => sum + frequencies.of(key), 0),
  };
}
