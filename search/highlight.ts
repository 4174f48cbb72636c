import { listKeys } from './analysis/keys';
import { isStopWord } from './analysis/stop-words';
import { EVERY_WORD } from './analysis/vocabulary';
import { listWords, type Word } from './analysis/words';
import { createLexicon, expandWords, type Lexicon } from './lexicon/lexicon';
import { parseQuery } from './query/parse';

/** A stretch of text; marked when it is what was searched for. Escaping and `<mark>` are the page's. */
export interface Stretch {
  text: string;
  mark: boolean;
}

export interface Extract {
  stretches: Stretch[];
  /** The text goes on before or after the extract. */
  cutBefore: boolean;
  cutAfter: boolean;
  /** How many of the query's words the extract holds: to choose among passages. */
  found: number;
}

/** What a query marks in a text. Make it once for a page of hits. */
export interface Highlighter {
  /** The whole text with its marks: for titles. */
  markAll(text: string): Stretch[];
  /** The densest window of about `length` characters, cut at words, with its marks. */
  extract(text: string, length?: number): Extract;
}

const EXTRACT_LENGTH = 220;
/** A window begins a little before its first mark, so that the mark is read in context. */
const LEAD = 40;
const MARKED_WORDS_MAX = 40;
const TEXT_LENGTH_MAX = 200_000;
const HEBREW = /^[\u05d0-\u05ea]+$/;

interface Mark {
  start: number;
  end: number;
  /** Index of the query word. */
  word: number;
}

/**
 * Makes a highlighter: words of a text are marked when their keys meet the query's, in the text as displayed, so ענן is
 * marked inside בענן and מנמ"ר inside המנמ"רים. No engine is asked.
 */
export function createHighlighter(query: string, lexicon: Lexicon = createLexicon()): Highlighter {
  const all = [...new Set(listWords(parseQuery(query).text).map(({ word }) => word))].slice(0, MARKED_WORDS_MAX);
  const meaningful = all.filter((word) => !isStopWord(word));
  const words = meaningful.length > 0 ? meaningful : all;
  const wanted = wantedKeys(words);
  const mayMatch = createSieve([...wanted.keys(), ...words]);
  const sequences = expandWords(words, lexicon).map(({ words: other, from }) => ({ words: other, from }));

  function findMarks(text: string): Mark[] {
    const found = listWords(text.slice(0, TEXT_LENGTH_MAX));
    const literal = found.flatMap((word) => (mayMatch(word.word) ? markOf(word, words, wanted) : []));
    const otherwise = sequences.flatMap(({ words: sequence, from }) => sequenceMarks(found, sequence, from));
    return withoutOverlaps(literal, otherwise);
  }

  return {
    markAll: (text) => cutIntoStretches(text, findMarks(text), 0, text.length),
    extract: (text, length = EXTRACT_LENGTH) => {
      const marks = findMarks(text);
      const { from, to } = bestWindow(text, marks, length);
      const inside = marks.filter(({ start, end }) => start >= from && end <= to);
      return {
        stretches: cutIntoStretches(text, inside, from, to),
        cutBefore: from > 0,
        cutAfter: to < text.length,
        found: new Set(inside.map(({ word }) => word)).size,
      };
    },
  };
}

/** The passage whose extract holds most of the query: for hits of an engine that names no passage. */
export function pickPassage<Passage extends { text: string }>(
  passages: readonly Passage[],
  highlighter: Highlighter,
): Passage | null {
  let best: Passage | null = null;
  let most = -1;
  for (const passage of passages) {
    const { found } = highlighter.extract(passage.text);
    if (found > most) {
      best = passage;
      most = found;
    }
  }
  return best;
}

/** Key → index of the query word. Keys of two letters are kept only when they are the word: they meet too much. */
function wantedKeys(words: readonly string[]): Map<string, number> {
  const wanted = new Map<string, number>();
  for (const [index, word] of words.entries()) {
    const keys = listKeys(word, EVERY_WORD).filter((key) => key === word || key.length > 2);
    for (const key of keys.length > 0 ? keys : [word]) {
      if (!wanted.has(key)) {
        wanted.set(key, index);
      }
    }
  }
  return wanted;
}

const DOUBLED = /יי|וו/;

/**
 * Whether a word can have one of the keys at all: a key begins somewhere in its word and goes on as the word does, so
 * its first two letters stand in it side by side (but for doubled letters, which keys write once). Most words of a text
 * are done with that, at a fraction of what their keys cost.
 */
function createSieve(keys: readonly string[]): (word: string) => boolean {
  const starts = [...new Set(keys.map((key) => key.slice(0, 2)))];
  return (word) => DOUBLED.test(word) || starts.some((start) => word.includes(start));
}

function markOf({ word, start, end }: Word, words: readonly string[], wanted: ReadonlyMap<string, number>): Mark[] {
  const exact = words.indexOf(word);
  if (exact >= 0) {
    return [{ start, end, word: exact }];
  }
  for (const key of listKeys(word, EVERY_WORD)) {
    const found = wanted.get(key);
    if (found !== undefined) {
      return [{ start: start + cliticLength(word, words[found] ?? '', end - start), end, word: found }];
    }
  }
  return [];
}

/**
 * How many characters of the displayed word are the clitics before what was searched: 1 for בענן when ענן was. Only
 * where the display has a character a letter (no niqqud, no gershayim) can that be told; otherwise all is marked.
 */
function cliticLength(word: string, wanted: string, displayed: number): number {
  const isPlain = HEBREW.test(word) && displayed === word.length && word.length > wanted.length;
  return isPlain && wanted.length > 1 && word.endsWith(wanted) ? word.length - wanted.length : 0;
}

function sequenceMarks(found: readonly Word[], sequence: readonly string[], word: number): Mark[] {
  return found.flatMap((first, at) => {
    const last = found[at + sequence.length - 1];
    const fits = sequence.every((wanted, offset) => meets(found[at + offset]?.word ?? '', wanted));
    return fits && last !== undefined ? [{ start: first.start, end: last.end, word }] : [];
  });
}

function meets(word: string, wanted: string): boolean {
  return word === wanted || (word.length > 2 && wanted.length > 2 && listKeys(word, EVERY_WORD).includes(wanted));
}

/** All literal marks, and those in other words that touch none: of several at one place, the longest. */
function withoutOverlaps(literal: readonly Mark[], otherwise: readonly Mark[]): Mark[] {
  const taken = new Set<number>();
  const kept = [...literal];
  const take = ({ start, end }: Mark): void => {
    for (let at = start; at < end; at += 1) {
      taken.add(at);
    }
  };
  literal.forEach(take);
  for (const mark of [...otherwise].sort((one, other) => other.end - other.start - (one.end - one.start))) {
    if (!taken.has(mark.start) && !taken.has(mark.end - 1)) {
      kept.push(mark);
      take(mark);
    }
  }
  return kept.sort((one, other) => one.start - other.start);
}

/** The window with most different query words, then most marks, then the earliest; widened to whole words. */
function bestWindow(text: string, marks: readonly Mark[], length: number): { from: number; to: number } {
  let best = { from: 0, distinct: 0, count: 0 };
  for (const [index, first] of marks.entries()) {
    const inside: Mark[] = [];
    for (let at = index; at < marks.length && (marks[at]?.end ?? 0) <= first.start + length - LEAD; at += 1) {
      const mark = marks[at];
      if (mark !== undefined) {
        inside.push(mark);
      }
    }
    const distinct = new Set(inside.map(({ word }) => word)).size;
    if (distinct > best.distinct || (distinct === best.distinct && inside.length > best.count)) {
      best = { from: first.start, distinct, count: inside.length };
    }
  }
  const from =
    text.length <= length ? 0 : startOfWord(text, Math.max(0, Math.min(best.from - LEAD, text.length - length)));
  const lastMark = marks.findLast(({ start, end }) => start >= from && end <= from + length);
  return { from, to: Math.max(endOfWord(text, Math.min(text.length, from + length)), lastMark?.end ?? 0) };
}

const WORD_END_REACH = 30;

function startOfWord(text: string, from: number): number {
  if (from === 0) {
    return 0;
  }
  const space = text.slice(from, from + WORD_END_REACH).search(/\s/);
  return space < 0 ? wholeCharacter(text, from) : from + space + 1;
}

function endOfWord(text: string, to: number): number {
  if (to >= text.length) {
    return text.length;
  }
  const before = text.slice(Math.max(0, to - WORD_END_REACH), to);
  const space = before.search(/\s\S*$/);
  return space < 0 ? wholeCharacter(text, to) : to - before.length + space;
}

/** Never between the halves of a surrogate pair. */
function wholeCharacter(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at + 1 : at;
}

function cutIntoStretches(text: string, marks: readonly Mark[], from: number, to: number): Stretch[] {
  const stretches: Stretch[] = [];
  let at = from;
  for (const { start, end } of marks) {
    if (start > at) {
      stretches.push({ text: text.slice(at, start), mark: false });
    }
    stretches.push({ text: text.slice(start, end), mark: true });
    at = end;
  }
  return at < to ? [...stretches, { text: text.slice(at, to), mark: false }] : stretches;
}
