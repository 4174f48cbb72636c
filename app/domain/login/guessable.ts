import { COMMON_WORDS } from '#app/domain/login/common-words';
import { isWalk, onHebrewKeys, onLatinKeys, undisguised } from '#app/domain/login/keyboard';
import { isLeaked } from '#app/domain/login/leaked-passwords';

/** A password with fewer guesses in it than this is refused. A word, a year, a walk or a doubling is one guess. */
const FEWEST_GUESSES = 5;
const WORD_MIN_CHARS = 3;
const WORD_MAX_CHARS = 20;
/** Shorter ones of the list are found within any text. */
const LEAKED_MIN_CHARS = 6;

const DAY = '(0[1-9]|[12]\\d|3[01])';
const MONTH = '(0[1-9]|1[0-2])';
const YEAR = '(19|20)\\d\\d';
/** A year, or a day in digits: 1987, 31121987, 311287, 12311987, 20240131. */
const A_DAY = new RegExp(`^(${YEAR}|${DAY}${MONTH}(${YEAR}|\\d\\d)|${MONTH}${DAY}${YEAR}|${YEAR}${MONTH}${DAY})$`);

/**
 * Why a new password is among the first that somebody would try: made of common words, keyboard walks, years and
 * doublings, or one that leaked (`password_common`), or of what is known of its owner (`password_personal`); null when it
 * is none. OWASP ASVS 5 (6.2.4, 6.2.11, 6.2.12) and NIST SP 800-63B ask for this instead of rules on composition. Words
 * count in Hebrew, with points or without, and English, typed on either keyboard, with digits for letters; a leaked
 * password also with digits and signs around it. `about` is what is known of the owner and their work:
 * names, addresses, the authority.
 */
export function whyGuessable(
  password: string,
  about: readonly (string | null | undefined)[] = [],
): 'password_common' | 'password_personal' | null {
  const characters = plainCharacters(password);
  const leaked = leakedIn(characters);
  if (leaked === 'all' || guesses(characters, new Set([...COMMON_WORDS, ...leaked])) < FEWEST_GUESSES) {
    return 'password_common';
  }
  const personal = about.flatMap((text) => wordsOf(text ?? ''));
  if (personal.length === 0) {
    return null;
  }
  const own = new Set([...COMMON_WORDS, ...personal]);
  return guesses(characters, own) < FEWEST_GUESSES ? 'password_personal' : null;
}

/** One text has one form: without case, Hebrew points and marks of direction. */
function plainCharacters(text: string): string[] {
  return [...text.normalize('NFKC').toLowerCase().replace(POINTS, '')];
}

/** Points and accents of Hebrew (not its maqaf, paseq and sof pasuq), and marks of direction, which nobody sees. */
const POINTS = /[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** Leaked passwords in the text: `all` of it, or what is left of it without the digits and signs around. */
function leakedIn(characters: readonly string[]): 'all' | string[] {
  const spelled = spellings(characters).map((spelling) => spelling.join(''));
  if (spelled.some(isLeaked)) {
    return 'all';
  }
  const cores = spelled.flatMap((text) => [
    text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''),
    text.replace(/^\P{L}+|\P{L}+$/gu, ''),
  ]);
  return [...new Set(cores)].filter((core) => core.length >= LEAKED_MIN_CHARS && isLeaked(core));
}

/** The words of a name or an address, and all of them in one. */
function wordsOf(text: string): string[] {
  const words =
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...words, words.join('')].filter((word) => word.length >= WORD_MIN_CHARS && word.length <= WORD_MAX_CHARS);
}

/**
 * The fewest guesses that make the text: known pieces count one, other letters and digits one each, each sign once
 * however often it stands there, and what joins words nothing.
 */
function guesses(characters: readonly string[], words: ReadonlySet<string>): number {
  const spelled = spellings(characters);
  const fewest: number[] = [0];
  for (let end = 1; end <= characters.length; end += 1) {
    const last = characters[end - 1] ?? '';
    const isFree = /[ ._-]/.test(last) || (!/[\p{L}\p{N}]/u.test(last) && characters.indexOf(last) < end - 1);
    let best = (fewest[end - 1] ?? 0) + (isFree ? 0 : 1);
    for (let start = end - 2; start >= 0; start -= 1) {
      const before = fewest[start] ?? 0;
      if (before + 1 < best && isPiece(characters, spelled, words, start, end)) {
        best = before + 1;
      }
    }
    fewest.push(best);
  }
  return fewest[characters.length] ?? 0;
}

/** How the same keys may have been meant. */
function spellings(characters: readonly string[]): (readonly string[])[] {
  return [
    characters,
    undisguised(characters, 'i'),
    undisguised(characters, 'l'),
    onHebrewKeys(characters),
    onLatinKeys(characters),
  ];
}

function isPiece(
  characters: readonly string[],
  spelled: readonly (readonly string[])[],
  words: ReadonlySet<string>,
  start: number,
  end: number,
): boolean {
  const text = characters.slice(start, end).join('');
  if (isRun(text) || A_DAY.test(text) || characters.slice(0, start).join('').includes(text)) {
    return true;
  }
  if (end - start < WORD_MIN_CHARS || end - start > WORD_MAX_CHARS) {
    return false;
  }
  return spelled.some((spelling) => {
    const piece = spelling.slice(start, end).join('');
    return words.has(piece) || isWalk(piece);
  });
}

/** One character over and over. */
function isRun(text: string): boolean {
  return new Set(text).size === 1;
}
