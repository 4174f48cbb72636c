import { distanceWithin, mistakesForgiven } from '#search/analysis/distance';
import { listKeys, weightOfKey } from '#search/analysis/keys';
import { isStopWord } from '#search/analysis/stop-words';
import { EVERY_WORD } from '#search/analysis/vocabulary';
import { normaliseText } from '#search/analysis/words';
import glossary from './glossary.json';

/** What a collection of synonyms says: each group's terms mean the same. Administrators edit groups of their own. */
export interface SynonymGroup {
  terms: string[];
}

/** Another way to say some words of a query. */
export interface Expansion {
  /** Which of the query's words it stands for: index of the first, and how many. */
  from: number;
  count: number;
  /** Folded words of the other way, in order. */
  words: string[];
  /** Matched as it stands, without keys: for short and numeric forms. */
  whole: boolean;
  /** 0 to 1: how much a match counts beside a literal one. */
  weight: number;
}

/** How much a match counts beside the literal words: the same in other words, something close, a short form. */
export const SAME_WEIGHT = 0.8;
const RELATED_WEIGHT = 0.4;
const WHOLE_WEIGHT = 0.35;
/** For a word that is taken for a misspelt one of the lexicon. */
const MISSPELT_SHARE = 0.6;
const EXPANSIONS_MAX = 24;
const LONGEST_FORM_WORDS = 6;

/**
 * Never expanded and never an expansion: תקן is a standard, a post and a rule; a report "to the authority" is one to
 * the local authority as often as to the privacy authority.
 */
const NEVER = new Set(['תקן', 'תקנים', 'דיווח לרשות'].map((term) => normaliseText(term)));

interface Form {
  words: string[];
  /** The words without those that only join: a query has lost them too. */
  content: string[];
  strength: 'same' | 'related' | 'whole';
  entry: number;
}

/** Forms by each key of their first word, and the forms of each entry. */
export interface Lexicon {
  byFirstKey: ReadonlyMap<string, readonly Form[]>;
  entries: readonly (readonly Form[])[];
  /** Words that are long enough to be recognised with a mistake in them. */
  spelling: readonly string[];
}

interface Entry {
  same: string[];
  related?: string[];
  whole?: string[];
}

/** Builds a lexicon from the project's glossary and from groups that were added at run time. */
export function createLexicon(added: readonly SynonymGroup[] = [], base: readonly Entry[] = glossary): Lexicon {
  const all: Entry[] = [...base, ...added.map(({ terms }) => ({ same: terms }))];
  const entries = all.map((entry, index) => [
    ...formsOf(entry.same, 'same', index),
    ...formsOf(entry.related ?? [], 'related', index),
    ...formsOf(entry.whole ?? [], 'whole', index),
  ]);
  const byFirstKey = new Map<string, Form[]>();
  for (const form of entries.flat()) {
    const [first = ''] = form.content;
    const forms = byFirstKey.get(first) ?? [];
    forms.push(form);
    byFirstKey.set(first, forms);
  }
  const contents = entries.flat().flatMap(({ content, strength }) => (strength === 'same' ? content : []));
  return { byFirstKey, entries, spelling: [...new Set(contents)].filter((word) => mistakesForgiven(word) > 0) };
}

/** Short Latin forms and numbers meet too much by their keys: they count as whole words, wherever they were listed. */
function formsOf(terms: readonly string[], strength: Form['strength'], entry: number): Form[] {
  return terms
    .map((term) => normaliseText(term))
    .filter((term) => term !== '' && !NEVER.has(term))
    .map((term) => {
      const words = term.split(' ');
      const content = words.filter((word) => !isStopWord(word));
      const isShort = /^(?:\d+|[a-z]{1,2})$/.test(term);
      return { words, content: content.length > 0 ? content : words, strength: isShort ? 'whole' : strength, entry };
    });
}

/**
 * What a query's words can be called otherwise, closest first. A form is recognised by the words' keys (המנמ"רים is
 * מנמ"ר), a short or numeric form only as it stands. What is merely related leads to the entry's names, not to the
 * other related forms. A word that no text holds is taken for one of the lexicon that it nearly is.
 */
export function expandWords(
  typed: readonly string[],
  lexicon: Lexicon,
  isUnknown: (word: string) => boolean = () => false,
): Expansion[] {
  const words = typed.map((word) => (isUnknown(word) ? spelt(word, lexicon) : word));
  const keys = words.map((word) => new Set([word, ...listKeys(word, EVERY_WORD)]));
  const taken = new Set<string>();
  const expansions: Expansion[] = [];
  for (const [from, word] of words.entries()) {
    for (const form of formsAt(from, words, keys, lexicon)) {
      for (const other of lexicon.entries[form.entry] ?? []) {
        const isMisspelt = word !== typed[from];
        // Another name of a word's stem is no nearer than the stem is.
        const share = isMisspelt ? MISSPELT_SHARE : weightOfKey(form.content[0] ?? '', word);
        const weight = weightBetween(form, other) * share;
        const text = `${from} ${form.content.length} ${other.words.join(' ')}`;
        const isSelf = other.words.length === 1 && other.words[0] === word;
        if (weight > 0 && !taken.has(text) && (isMisspelt || (!isSelf && other !== form))) {
          taken.add(text);
          const whole = other.strength === 'whole';
          expansions.push({ from, count: form.content.length, words: other.words, whole, weight });
        }
      }
    }
  }
  return expansions.sort((one, other) => other.weight - one.weight).slice(0, EXPANSIONS_MAX);
}

/** The word of the lexicon that a misspelt one is nearest to; the word itself when it is near none. */
function spelt(word: string, { spelling, byFirstKey }: Lexicon): string {
  const mistakes = mistakesForgiven(word);
  if (mistakes === 0 || listKeys(word, EVERY_WORD).some((key) => byFirstKey.has(key))) {
    return word;
  }
  let best = { word, distance: mistakes + 1 };
  for (const other of spelling) {
    // A first letter is seldom wrong, and without it short words are near too many.
    const distance = other[0] === word[0] ? distanceWithin(word, other, mistakes) : mistakes + 1;
    best = distance < best.distance ? { word: other, distance } : best;
  }
  return best.word;
}

function formsAt(from: number, words: readonly string[], keys: ReadonlySet<string>[], lexicon: Lexicon): Form[] {
  const found: Form[] = [];
  const plain = words.slice(from, from + LONGEST_FORM_WORDS).join(' ');
  if ([...NEVER].some((never) => plain === never || plain.startsWith(`${never} `))) {
    return [];
  }
  for (const key of keys[from] ?? []) {
    for (const form of lexicon.byFirstKey.get(key) ?? []) {
      const fits = form.content.every((word, index) =>
        form.strength === 'whole' ? words[from + index] === word : keys[from + index]?.has(word) === true,
      );
      if (fits && !found.includes(form)) {
        found.push(form);
      }
    }
  }
  // The longest name is meant: "מכרז נימבוס" is that tender, not any tender.
  return found.sort((one, other) => other.content.length - one.content.length);
}

function weightBetween(form: Form, other: Form): number {
  if (other.strength === 'whole') {
    return WHOLE_WEIGHT;
  }
  if (form.strength === 'related') {
    return other.strength === 'same' ? RELATED_WEIGHT : 0;
  }
  return other.strength === 'same' ? SAME_WEIGHT : RELATED_WEIGHT;
}
