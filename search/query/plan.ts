import { LONGEST_WORD, listKeys, weightOfKey } from '#search/analysis/keys';
import { isStopWord } from '#search/analysis/stop-words';
import type { Vocabulary } from '#search/analysis/vocabulary';
import { listWords } from '#search/analysis/words';
import { type Expansion, expandWords, type Lexicon } from '#search/lexicon/lexicon';
import type { ParsedQuery } from './parse';

export interface WeightedKey {
  key: string;
  /** 1 for the word as typed, less for what it was changed into. */
  weight: number;
}

/** One word of a query with everything it may be found by. */
export interface PlannedWord {
  word: string;
  keys: WeightedKey[];
}

/** A query made ready for any engine: analysed, shortened, expanded. */
export interface QueryPlan {
  words: PlannedWord[];
  /** `from` and `count` point into `words`. */
  expansions: Expansion[];
  phrases: string[][];
  excluded: PlannedWord[][];
  /** The last word while it is being typed, or null. */
  unfinished: string | null;
}

/** More words find nothing more, and Meilisearch takes no more. */
export const WORDS_MAX = 10;
const ANALYSED_WORDS_MAX = 200;

export interface PlanSurroundings {
  vocabulary: Vocabulary;
  lexicon: Lexicon;
  /**
   * In how many texts a word stands; decides which ten words of a long query are kept. A word that stands in none may be
   * a misspelt one of the lexicon.
   */
  frequency: (word: string) => number;
  prefix: boolean;
}

/** Plans a parsed query. Pure but for what the surroundings look up. */
export function planQuery(parsed: ParsedQuery, surroundings: PlanSurroundings): QueryPlan {
  const all = listWords(parsed.text).slice(0, ANALYSED_WORDS_MAX);
  const names = [...new Set(all.map(({ word }) => word.slice(0, LONGEST_WORD)))];
  const meaningful = names.filter((word) => !isStopWord(word));
  const kept = keepRarest(meaningful.length > 0 ? meaningful : names, surroundings.frequency);
  const joined = new Map(all.flatMap((word) => (word.joined ? [[word.word, word.joined] as const] : [])));
  const last = all.at(-1)?.word ?? '';
  const isTyping = surroundings.prefix && last.length >= 2 && /[\p{L}\p{N}]$/u.test(parsed.text);
  const words = kept.map((word) => planWord(word, surroundings.vocabulary, joined.get(word)));
  const unknown = new Set(
    words.filter(({ keys }) => keys.every(({ key }) => surroundings.frequency(key) === 0)).map(({ word }) => word),
  );
  return {
    words,
    expansions: expandWords(kept, surroundings.lexicon, (word) => unknown.has(word)),
    phrases: parsed.phrases
      .map((phrase) => listWords(phrase).map(({ word }) => word))
      .filter(({ length }) => length > 0),
    excluded: parsed.excluded
      .map((text) => listWords(text).map(({ word }) => planWord(word, surroundings.vocabulary)))
      .filter(({ length }) => length > 0),
    unfinished: isTyping ? last.slice(0, LONGEST_WORD) : null,
  };
}

function keepRarest(words: readonly string[], frequency: (word: string) => number): string[] {
  if (words.length <= WORDS_MAX) {
    return [...words];
  }
  const rarest = words
    .map((word) => ({ word, frequency: frequency(word) }))
    .sort((one, other) => one.frequency - other.frequency)
    .slice(0, WORDS_MAX);
  const kept = new Set(rarest.map(({ word }) => word));
  return words.filter((word) => kept.has(word));
}

/** A word with its keys and how far each is from it. Single letters and digits are found as they stand. */
export function planWord(word: string, vocabulary: Vocabulary, joined?: string): PlannedWord {
  const keys = listKeys(word, vocabulary).map((key) => ({ key, weight: weightOfKey(key, word) }));
  const own = keys.length > 0 ? keys : [{ key: word, weight: 1 }];
  return { word, keys: joined === undefined ? own : [...own, { key: joined, weight: 1 }] };
}
