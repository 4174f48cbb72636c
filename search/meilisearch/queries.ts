import { listKeys } from '#search/analysis/keys';
import { EVERY_WORD } from '#search/analysis/vocabulary';
import type { QueryPlan } from '#search/query/plan';
import { FOUND_ATTRIBUTES } from './documents';
import type { Filter } from './filter';

/** One query of a federated search. */
export interface FederatedQuery {
  indexUid: string;
  q: string;
  filter: Filter[];
  attributesToSearchOn: string[];
  attributesToRetrieve: string[];
  matchingStrategy: 'all' | 'frequency';
  sort?: string[];
  federationOptions: { weight: number };
}

export interface QueryShape {
  index: string;
  filter: Filter[];
  /** `all` words must be found, or the most frequent may be missing. */
  matching: 'all' | 'frequency';
  isByDate: boolean;
}

const KEY_WEIGHT = 0.6;
const FURTHER_KEY_WEIGHT = 0.5;
const EXPANSION_WEIGHT = 0.5;
const EXPANSIONS_MAX = 4;
const SINGLE_WORD_WEIGHT = 0.25;
const SINGLE_WORDS_MAX = 6;
const WORDS = ['t0', 'b0'];
const KEYS = ['s1'];
/** For phrases: the clitics that texts hang on a first word most often. */
const PHRASE_CLITICS = ['', 'ה', 'ב', 'ל', 'מ', 'ו', 'ש', 'כ', 'וה', 'שה'];
const HEBREW = /^[\u05d0-\u05ea]/;

/**
 * The queries of a plan on one index, merged by the server: words as typed weigh most; then the words' stems, and the
 * stems without clitics; then other ways to say some of them. A query of one word asks for each of its keys.
 */
export function federatedQueries(plan: QueryPlan, shape: QueryShape): FederatedQuery[] {
  const words = plan.words.map(({ word }) => word);
  const isUnfinished = plan.unfinished !== null && words.at(-1) === plan.unfinished;
  const queries = [makeQuery(shape, words.join(' '), WORDS, 1, isUnfinished)];
  const seen = new Set([words.join(' ')]);
  const add = (texts: readonly string[], weight: number): void => {
    const text = texts.join(' ');
    if (text !== '' && !seen.has(text)) {
      seen.add(text);
      queries.push(makeQuery(shape, text, KEYS, weight, false));
    }
  };
  // On the keys' column also as typed: a word may be there as the key of another form.
  queries.push(makeQuery(shape, words.join(' '), KEYS, KEY_WEIGHT, false));
  const [only] = words;
  if (words.length === 1 && only !== undefined) {
    for (const key of listKeys(only, EVERY_WORD)) {
      add([key], KEY_WEIGHT);
    }
  } else {
    add(words.map(stemmed), KEY_WEIGHT);
    add(words.map(peeled), FURTHER_KEY_WEIGHT);
    add(
      words.map((word) => stemmed(peeled(word))),
      FURTHER_KEY_WEIGHT,
    );
  }
  for (const { from, count, words: other, weight } of plan.expansions.slice(0, EXPANSIONS_MAX)) {
    const said = other.map((word) => (other.length === 1 ? word : stemmed(word)));
    add([...words.slice(0, from), ...said, ...words.slice(from + count)], EXPANSION_WEIGHT * weight);
  }
  // There is no OR, and a word that stands nowhere may keep the others from being found: the longest are asked alone.
  if (words.length > 1 && shape.matching === 'frequency') {
    for (const word of [...words].sort((one, other) => other.length - one.length).slice(0, SINGLE_WORDS_MAX)) {
      add([stemmed(word)], SINGLE_WORD_WEIGHT);
      add([stemmed(peeled(word))], SINGLE_WORD_WEIGHT);
    }
  }
  return queries;
}

/** The same for quoted phrases, which hold as they stand or after a clitic. */
export function phraseQueries(plan: QueryPlan, shape: QueryShape): FederatedQuery[] {
  const [[first = '', ...rest] = [], ...others] = plan.phrases;
  const clitics = HEBREW.test(first) ? PHRASE_CLITICS : [''];
  return clitics.map((clitic) => {
    const phrases = [[`${clitic}${first}`, ...rest], ...others].map((words) => `"${words.join(' ')}"`);
    return makeQuery({ ...shape, matching: 'all' }, phrases.join(' '), WORDS, clitic === '' ? 1 : 0.9, false);
  });
}

/** Titles that hold every word, the last perhaps unfinished. */
export function titleQueries(words: readonly string[], isUnfinished: boolean, shape: QueryShape): FederatedQuery[] {
  const last = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  const texts = new Set(
    [words, [...before.map(stemmed), last], [...before.map(peeled), last]].map((all) => all.join(' ')),
  );
  return [...texts].map((text) => makeQuery({ ...shape, matching: 'all' }, text, ['t0', 'k0'], 1, isUnfinished));
}

/** Everything that passes the filter, newest first. */
export function browseQuery(shape: QueryShape): FederatedQuery {
  return makeQuery({ ...shape, isByDate: true }, '', WORDS, 1, true);
}

/** Documents in which an excluded word or phrase stands, in any form. */
export function excludedQueries(plan: QueryPlan, shape: QueryShape): FederatedQuery[] {
  return plan.excluded.flatMap((words) => {
    const [only] = words;
    const query = { ...shape, matching: 'all' } as const;
    if (words.length > 1 || only === undefined) {
      return [makeQuery(query, `"${words.map(({ word }) => word).join(' ')}"`, WORDS, 1, false)];
    }
    return only.keys.map(({ key }) => makeQuery(query, `"${key}"`, KEYS, 1, false));
  });
}

function makeQuery(
  shape: QueryShape,
  q: string,
  attributes: string[],
  weight: number,
  isUnfinished: boolean,
): FederatedQuery {
  return {
    indexUid: shape.index,
    // Meilisearch takes the last word for unfinished unless a space follows.
    q: isUnfinished || q === '' ? q : `${q} `,
    filter: shape.filter,
    attributesToSearchOn: attributes,
    attributesToRetrieve: FOUND_ATTRIBUTES,
    matchingStrategy: shape.matching,
    ...(shape.isByDate ? { sort: ['date:desc'] } : {}),
    federationOptions: { weight },
  };
}

/** The stem of the word itself: its last key that begins as it does. */
function stemmed(word: string): string {
  return listKeys(word, EVERY_WORD).findLast((key) => word.startsWith(key)) ?? word;
}

/** The word without its shortest clitic chain, when it may have one. */
function peeled(word: string): string {
  return listKeys(word, EVERY_WORD).find((key) => key !== word && word.endsWith(key)) ?? word;
}
