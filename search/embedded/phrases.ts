import { all, any, term } from '#search/ranking/match';
import { unpackWords } from '#search/ranking/packing';
import { readVectors } from './candidates';
import type { IndexFile } from './index-file';
import { listPassages } from './postings';

/** More passages with all words of a phrase than this are not looked through for the phrase. */
const LOOKED_THROUGH_MAX = 5_000;
const CHUNK = 500;
const FORMS_MAX = 24;

/**
 * Passages that hold every phrase as written, or with a clitic before its first word ("מכרז נימבוס" is in במכרז נימבוס),
 * the newest first. The full text knows no places: it gives the passages with all words, and their vectors decide.
 */
export function findPhrases(file: IndexFile, phrases: readonly (readonly string[])[]): number[] {
  const sequences = phrases.map((words) => sequenceOf(file, words));
  const match = all(sequences.flatMap((steps) => steps.map(({ forms }) => any(forms.map(term)))));
  const passages = listPassages(file.store, match).slice(0, LOOKED_THROUGH_MAX);
  if (sequences.every(({ length }) => length === 1)) {
    return passages;
  }
  const found: number[] = [];
  for (let at = 0; at < passages.length; at += CHUNK) {
    const chunk = passages.slice(at, at + CHUNK);
    const vectors = readVectors(file.store, chunk);
    found.push(...chunk.filter((passage) => holdsAll(vectors.get(passage), sequences)));
  }
  return found;
}

interface Step {
  forms: string[];
  numbers: ReadonlySet<number>;
}

function sequenceOf({ words }: IndexFile, [first = '', ...rest]: readonly string[]): Step[] {
  const known = words.all();
  const numbers = words.withKey(first).filter((number) => known[number]?.endsWith(first) === true);
  const forms = [...new Set([first, ...numbers.map((number) => known[number] ?? '')])].slice(0, FORMS_MAX);
  const steps = rest.map((word) => ({ forms: [word], numbers: new Set(words.numbersOf(word)) }));
  return [{ forms, numbers: new Set(numbers) }, ...steps];
}

function holdsAll(packed: Uint8Array | undefined, sequences: readonly Step[][]): boolean {
  if (packed === undefined) {
    return false;
  }
  const { titleLength, words } = unpackWords(packed);
  return sequences.every((steps) =>
    words.some(
      (_, at) =>
        // A phrase does not run from the title into the text.
        (at >= titleLength || at + steps.length <= titleLength) &&
        steps.every(({ numbers }, offset) => numbers.has(words[at + offset] ?? -1)),
    ),
  );
}
