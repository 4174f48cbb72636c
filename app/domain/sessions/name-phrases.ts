import { isCliticChain } from '#search/analysis/clitics';
import { listWords, type Word } from '#search/analysis/words';

/** Words in a row that name somebody; folded as the search folds them. */
export interface Phrase {
  kind: 'member' | 'authority' | 'last_name';
  strength: 'strong' | 'weak';
  words: readonly string[];
  memberIds: readonly string[];
  authorityIds: readonly number[];
}

/** Phrases by their first word, the longest and strongest first. */
export type PhraseIndex = ReadonlyMap<string, readonly Phrase[]>;

/** A phrase in a text. */
export interface FoundPhrase {
  phrase: Phrase;
  start: number;
  end: number;
}

/** Hebrew writes at most five particles against a word. */
const LONGEST_CLITIC = 5;
/** A single word this short is taken for a name only where no particle stands against it. */
const SHORT_WORD = 2;
/** Between two words of a name: spaces, a comma, a hyphen, emphasis; no end of a sentence and no empty line. */
const INSIDE_NAME = /^(?:[^\S\n]|[-–־,*_'"״׳`]|\n(?!\s*\n)){0,6}$/u;

/** What an authority's kind is called before or after its place. */
const KIND_WORDS = new Set(
  ['עיריית', 'עירית', 'עירייה', 'מועצה', 'המועצה', 'מקומית', 'המקומית', 'אזורית', 'האזורית', 'רשות']
    .concat(['municipality', 'city', 'of', 'the', 'local', 'regional', 'council'])
    .flatMap(wordsOf),
);

/** The ways a person's name is written: whole, first and last, last before first; weakly the last name alone. */
export function phrasesOfPerson(id: string, name: string): Phrase[] {
  const parts = name
    .split(/\s+/)
    .map(wordsOf)
    .filter((words) => words.length > 0);
  const [first, last] = [parts[0], parts.at(-1)];
  if (first === undefined || last === undefined) {
    return [];
  }
  const person = { memberIds: [id], authorityIds: [] };
  const strong = (words: string[]): Phrase => ({ kind: 'member', strength: 'strong', words, ...person });
  if (parts.length === 1) {
    return [{ kind: 'last_name', strength: 'weak', words: last, ...person }];
  }
  return [
    strong(parts.flat()),
    strong([...last, ...first]),
    ...(parts.length > 2 ? [strong([...first, ...last])] : []),
    { kind: 'last_name', strength: 'weak', words: last, ...person },
  ];
}

/** The ways an authority's name is written: whole, and its place alone, weakly when that is one word. */
export function phrasesOfAuthority(id: number, name: string): Phrase[] {
  const words = wordsOf(name);
  const from = words.findIndex((word) => !KIND_WORDS.has(word));
  const to = words.findLastIndex((word) => !KIND_WORDS.has(word));
  if (from < 0) {
    return [];
  }
  const place = words.slice(from, to + 1);
  const isWhole = place.length === words.length;
  const authority = { kind: 'authority' as const, memberIds: [], authorityIds: [id] };
  return [
    { ...authority, strength: place.length > 1 ? 'strong' : 'weak', words: place },
    ...(isWhole
      ? []
      : [words, withoutArticle(words)].map((whole) => ({ ...authority, strength: 'strong' as const, words: whole }))),
  ];
}

/** המועצה becomes מועצה, as in במועצה: behind a particle the article is not written. */
function withoutArticle([first = '', ...rest]: string[]): string[] {
  return [first.replace(/^ה(?=..)/, ''), ...rest];
}

/** An index for `findPhrases`. Equal phrases become one that names everybody it may be. */
export function createPhraseIndex(phrases: readonly Phrase[]): PhraseIndex {
  const distinct = new Map<string, Phrase & { memberIds: string[]; authorityIds: number[] }>();
  for (const phrase of phrases) {
    const key = `${phrase.kind} ${phrase.strength} ${phrase.words.join(' ')}`;
    const known = distinct.get(key);
    if (known === undefined) {
      distinct.set(key, { ...phrase, memberIds: [...phrase.memberIds], authorityIds: [...phrase.authorityIds] });
    } else {
      known.memberIds.push(...phrase.memberIds.filter((id) => !known.memberIds.includes(id)));
      known.authorityIds.push(...phrase.authorityIds.filter((id) => !known.authorityIds.includes(id)));
    }
  }
  const index = new Map<string, Phrase[]>();
  for (const phrase of distinct.values()) {
    const first = phrase.words[0] ?? '';
    index.set(first, [...(index.get(first) ?? []), phrase]);
  }
  for (const list of index.values()) {
    list.sort((a, b) => weight(b) - weight(a));
  }
  return index;
}

function weight({ strength, words }: Phrase): number {
  return (strength === 'strong' ? 1_000 : 0) + words.length;
}

/** Every phrase in a text, the strong ones first: a weak one counts only where no strong one stands. */
export function findPhrases(words: readonly Word[], text: string, index: PhraseIndex): FoundPhrase[] {
  const found = words.flatMap((_, at) => phrasesAt(words, at, text, index));
  return found.sort((a, b) => weight(b.phrase) - weight(a.phrase));
}

function phrasesAt(words: readonly Word[], at: number, text: string, index: PhraseIndex): FoundPhrase[] {
  const word = words[at];
  if (word === undefined) {
    return [];
  }
  const found: FoundPhrase[] = [];
  for (let cut = 0; cut <= Math.min(LONGEST_CLITIC, word.word.length - 1); cut += 1) {
    if (cut > 0 && !isCliticChain(word.word.slice(0, cut))) {
      continue;
    }
    const rest = word.word.slice(cut);
    for (const phrase of index.get(rest) ?? []) {
      const end = endOfPhrase(words, at, text, phrase);
      const isTooShort = cut > 0 && phrase.words.length === 1 && rest.length <= SHORT_WORD;
      if (end !== null && !isTooShort) {
        found.push({ phrase, start: word.start, end });
      }
    }
  }
  return found;
}

function endOfPhrase(words: readonly Word[], at: number, text: string, { words: wanted }: Phrase): number | null {
  for (let next = 1; next < wanted.length; next += 1) {
    const [before, word] = [words[at + next - 1], words[at + next]];
    if (
      !before ||
      !word ||
      word.word !== wanted[next] ||
      !INSIDE_NAME.test(text.slice(before.end, word.start).slice(0, 8))
    ) {
      return null;
    }
  }
  return words[at + wanted.length - 1]?.end ?? null;
}

function wordsOf(text: string): string[] {
  return listWords(text).map(({ word }) => word);
}
