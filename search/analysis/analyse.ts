import { LONGEST_WORD, listKeys } from './keys';
import { EVERY_WORD } from './vocabulary';
import { listWords } from './words';

/** A text as an engine indexes it: level-0 words in order, and the level-1 keys of all words besides the words. */
export interface AnalysedText {
  words: string[];
  /** In the order of the words; a key stands once for every word it comes from. */
  keys: string[];
}

/** Words repeat, so their keys are kept. The memory is dropped when full: simpler than a queue and as fast. */
const KEPT_WORDS = 150_000;
const keptKeys = new Map<string, readonly string[]>();

/** The keys of a word other than itself. */
function indexKeysOf(word: string): readonly string[] {
  const kept = keptKeys.get(word);
  if (kept !== undefined) {
    return kept;
  }
  const keys = listKeys(word, EVERY_WORD).filter((key) => key !== word);
  if (keptKeys.size >= KEPT_WORDS) {
    keptKeys.clear();
  }
  keptKeys.set(word, keys);
  return keys;
}

/** Analyses a text for indexing. Pure: the same text always gives the same result within one `ANALYSER_VERSION`. */
export function analyseText(text: string): AnalysedText {
  const words: string[] = [];
  const keys: string[] = [];
  for (const { word, joined } of listWords(text)) {
    const cut = word.length > LONGEST_WORD ? word.slice(0, LONGEST_WORD) : word;
    words.push(cut);
    keys.push(...indexKeysOf(cut));
    if (joined !== undefined) {
      keys.push(joined);
    }
  }
  return { words, keys };
}
