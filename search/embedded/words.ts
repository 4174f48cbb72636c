import type { IndexWord } from '#search/analysis/analyse';
import { LONGEST_WORD } from '#search/analysis/keys';
import type { KnownWords } from '#search/ranking/known-words';
import { rows, run, type Store } from './store';

/**
 * The words of an index, numbered. Kept in memory both ways: for writing (word → number), and by number for the
 * search for misspelt words. Another process may add words, so what memory does not know is asked of the file.
 */
export interface WordTable extends KnownWords {
  /** To be called first in a writing transaction: learns the numbers that others gave out. */
  begin(): void;
  /** The number of a word, given out when it is new. Only inside a transaction. */
  add(word: IndexWord): number;
  /** Writes the new words; the last thing before a commit. */
  writeNew(): void;
  /** Forgets the numbers that a rolled back transaction gave out. */
  forgetNew(): void;
}

const FROM_PAIRS = "SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?)";
const LAST_CHARACTER = '\uffff';

type Pair = [text: string, number: number];
const byText = ([one]: Pair, [other]: Pair): number => (one < other ? -1 : 1);

export function createWordTable(store: Store): WordTable {
  const { database } = store;
  const numbers = new Map<string, number>();
  // Numbers begin at 1, as SQLite's do.
  const words: string[] = [''];
  let fresh: IndexWord[] = [];
  /** Stands for the numbers as they are: those that words carry of an earlier one do not hold. */
  let numbering = {};

  function keep(word: string, number: number): void {
    numbers.set(word, number);
    while (words.length < number) {
      words.push('');
    }
    words[number] = word;
  }

  function catchUp(): void {
    for (const row of rows(database, 'SELECT id, word FROM words WHERE id >= ? ORDER BY id', [words.length])) {
      keep(String(row.word), Number(row.id));
    }
  }

  function numberOf(word: IndexWord): number {
    const known = numbers.get(word.word);
    if (known !== undefined) {
      return known;
    }
    const number = words.length;
    keep(word.word, number);
    fresh.push(word);
    return number;
  }

  function add(word: IndexWord): number {
    if (word.numberedBy !== numbering) {
      word.number = numberOf(word);
      word.numberedBy = numbering;
    }
    return word.number;
  }

  /** New words are written together, they and their keys in order: one by one they would cost more than the texts. */
  function writeNew(): void {
    if (fresh.length === 0) {
      return;
    }
    const numbered = fresh.map(({ word, number }): Pair => [word, number]);
    const keyed = fresh.flatMap(({ keys, number }) => keys.map((key): Pair => [key, number]));
    run(database, `INSERT INTO words (word, id) ${FROM_PAIRS}`, [JSON.stringify(numbered.sort(byText))]);
    run(database, `INSERT OR IGNORE INTO word_keys (key, word) ${FROM_PAIRS}`, [JSON.stringify(keyed.sort(byText))]);
    fresh = [];
  }

  function numbersOf(word: string): number[] {
    return rows(database, 'SELECT id FROM words WHERE word = ?', [word]).map((row) => Number(row.id));
  }

  catchUp();
  return {
    begin: catchUp,
    add,
    writeNew,
    forgetNew: () => {
      for (const { word } of fresh) {
        numbers.delete(word);
      }
      words.length -= fresh.length;
      fresh = [];
      numbering = {};
    },
    all: () => {
      catchUp();
      return words;
    },
    numbersOf,
    withKey: (key) => [
      ...numbersOf(key),
      ...rows(database, 'SELECT word FROM word_keys WHERE key = ?', [key]).map((row) => Number(row.word)),
    ],
    beginning: (start, limit) =>
      rows(database, 'SELECT id FROM words WHERE word >= ? AND word < ? LIMIT ?', [
        start.slice(0, LONGEST_WORD),
        start.slice(0, LONGEST_WORD) + LAST_CHARACTER,
        limit,
      ]).map((row) => Number(row.id)),
  };
}
