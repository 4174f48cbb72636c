import { LONGEST_WORD, listKeys } from './keys';
import { EVERY_WORD } from './vocabulary';
import { listWords } from './words';

/** A text as an engine indexes it: level-0 words in order, and the level-1 keys that are not words of it already. */
export interface AnalysedText {
  words: string[];
  /** One string per engine column, keys separated by spaces; a key stands once for every word it comes from. */
  keys: string;
}

/** Words repeat, so their keys are kept. The memory is dropped when full: simpler than a queue and as fast. */
const KEPT_WORDS = 150_000;
const keptKeys = new Map<string, string>();

/** The keys of a word other than itself, as an index needs them, joined by spaces. */
function indexKeysOf(word: string): string {
  const kept = keptKeys.get(word);
  if (kept !== undefined) {
    return kept;
  }
  const keys = listKeys(word, EVERY_WORD)
    .filter((key) => key !== word)
    .join(' ');
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
    const own = indexKeysOf(cut);
    if (own !== '') {
      keys.push(own);
    }
    if (joined !== undefined) {
      keys.push(joined);
    }
  }
  return { words, keys: keys.join(' ') };
}
