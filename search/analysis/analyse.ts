import { LONGEST_WORD, listKeys } from './keys';
import { EVERY_WORD } from './vocabulary';
import { listWords } from './words';

/** A word as an engine indexes it. While it is kept, every text that has it gets the same object. */
export interface IndexWord {
  /** Level 0. */
  readonly word: string;
  /** Its level-1 keys besides itself. */
  readonly keys: readonly string[];
  /** The number that the table `numberedBy` gave it: kept here, since looking it up costs as much as finding the word. */
  number: number;
  numberedBy: object | null;
}

/** A text as an engine indexes it: its words in order, and the joined forms of some (`e-mail`: `email`). */
export interface AnalysedText {
  words: IndexWord[];
  joined: string[];
}

/** Words repeat, so they are kept. The memory is dropped when full: simpler than a queue and as fast. */
const KEPT_WORDS = 150_000;
const keptWords = new Map<string, IndexWord>();

function indexWord(word: string): IndexWord {
  const kept = keptWords.get(word);
  if (kept !== undefined) {
    return kept;
  }
  const keys = listKeys(word, EVERY_WORD).filter((key) => key !== word);
  const made = { word, keys, number: 0, numberedBy: null };
  if (keptWords.size >= KEPT_WORDS) {
    keptWords.clear();
  }
  keptWords.set(word, made);
  return made;
}

/** Analyses a text for indexing: the same text always gives the same words and keys within one `ANALYSER_VERSION`. */
export function analyseText(text: string): AnalysedText {
  const words: IndexWord[] = [];
  const joinedForms: string[] = [];
  for (const { word, joined } of listWords(text)) {
    words.push(indexWord(word.length > LONGEST_WORD ? word.slice(0, LONGEST_WORD) : word));
    if (joined !== undefined) {
      joinedForms.push(joined);
    }
  }
  return { words, joined: joinedForms };
}

/** The level-0 words of a text, in order. */
export function wordsOf({ words }: AnalysedText): string[] {
  return words.map(({ word }) => word);
}

/** What texts are found by together: each of their words, keys and joined forms once. */
export function termsOf(...texts: AnalysedText[]): string[] {
  const terms = new Set(texts.flatMap(({ joined }) => joined));
  // Words first: as objects they cost less to tell apart than as texts.
  for (const { word, keys } of new Set(texts.flatMap(({ words }) => words))) {
    terms.add(word);
    for (const key of keys) {
      terms.add(key);
    }
  }
  return [...terms];
}
