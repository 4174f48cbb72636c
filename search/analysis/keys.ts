import { peelClitics } from './clitics';
import { stemEnglish } from './english';
import { stemHebrew } from './suffixes';
import type { Vocabulary } from './vocabulary';

/** More would be noise: the most a word can have. */
export const KEYS_PER_WORD_MAX = 12;
const SHORTEST_KEY = 2;
const PEELED_WEIGHT = 0.85;
const STEM_WEIGHT = 0.6;
const PEELED_STEM_WEIGHT = 0.5;
/** A longer "word" is an address or a hash: only itself is kept, cut, so that no engine chokes on it. */
export const LONGEST_WORD = 64;

const HEBREW_WORD = /^[\u05d0-\u05ea]+$/;
const LATIN_WORD = /^[a-z]+$/;

/**
 * The level-1 keys of a folded word: the word, the word without each possible clitic chain, and the stem of each.
 * Two words meet when they share a key. The word itself comes first, then from the least to the most changed.
 */
export function listKeys(word: string, vocabulary: Vocabulary): string[] {
  if (word.length < SHORTEST_KEY) {
    return [];
  }
  if (word.length > LONGEST_WORD) {
    return [word.slice(0, LONGEST_WORD)];
  }
  if (HEBREW_WORD.test(word)) {
    return hebrewKeys(word, vocabulary);
  }
  return LATIN_WORD.test(word) ? distinct([word, stemEnglish(word)]) : [word];
}

/** How much a word counts that is found by one of its keys: 1 for itself, less for what it was changed into. */
export function weightOfKey(key: string, word: string): number {
  if (key === word) {
    return 1;
  }
  if (word.endsWith(key)) {
    return PEELED_WEIGHT;
  }
  return word.startsWith(key) ? STEM_WEIGHT : PEELED_STEM_WEIGHT;
}

function hebrewKeys(word: string, vocabulary: Vocabulary): string[] {
  const bases = [word, ...peelClitics(word, vocabulary)];
  return distinct([...bases, ...bases.map(stemHebrew)]).slice(0, KEYS_PER_WORD_MAX);
}

function distinct(keys: string[]): string[] {
  return [...new Set(keys)].filter((key) => key.length >= SHORTEST_KEY);
}
