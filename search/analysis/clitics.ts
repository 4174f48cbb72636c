import type { Vocabulary } from './vocabulary';

/**
 * The particles that Hebrew writes against a word, in the only order the language allows: and (ו), then that, when or
 * from-that (ש, כש, לכש, מש), then one of the, in, as, to, from (ה, ב, כ, ל, מ); as and from may stand before the
 * article (כה, מה). `הב` or `לב` are no chains.
 */
const CHAINS = new Set(
  ['', 'ו'].flatMap((and) =>
    ['', 'ש', 'כש', 'לכש', 'מש'].flatMap((that) =>
      ['', 'ה', 'ב', 'כ', 'ל', 'מ', 'כה', 'מה'].map((to) => and + that + to),
    ),
  ),
);
const LONGEST_CHAIN = Math.max(...[...CHAINS].map(({ length }) => length));
/** What remains must be a word that could stand alone; two letters only when it is known (בית is not ב + ית). */
const SHORTEST_REST = 3;
const SHORTEST_KNOWN_REST = 2;

/** Whether the letters are a legal chain of clitics and nothing else. The empty string is not. */
export function isCliticChain(letters: string): boolean {
  return letters !== '' && CHAINS.has(letters);
}

/**
 * What a folded Hebrew word may be without its clitic chain: every rest that is attested, longest first. The word
 * itself is not among them. Which chain was meant cannot be known from the word alone, so several may come.
 */
export function peelClitics(word: string, vocabulary: Vocabulary): string[] {
  const rests: string[] = [];
  const most = Math.min(LONGEST_CHAIN, word.length - SHORTEST_KNOWN_REST);
  for (let length = 1; length <= most; length += 1) {
    if (!isCliticChain(word.slice(0, length))) {
      continue;
    }
    const rest = word.slice(length);
    if (rest.length >= SHORTEST_REST ? vocabulary.has(rest) : vocabulary.hasShort(rest)) {
      rests.push(rest);
      // Inside a word a consonantal ו is written twice after a clitic: הוועדה is ה + ועדה.
      if (rest.startsWith('וו') && rest.length > SHORTEST_REST) {
        rests.push(rest.slice(1));
      }
    }
  }
  return rests;
}
