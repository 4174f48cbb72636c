import { LONGEST_WORD, listKeys } from '#search/analysis/keys';
import { EVERY_WORD } from '#search/analysis/vocabulary';
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
  add(word: string): number;
  /** Writes the new words; the last thing before a commit. */
  writeNew(): void;
  /** Forgets the numbers that a rolled back transaction gave out. */
  forgetNew(): void;
}

const FROM_PAIRS = "SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]') FROM json_each(?)";
const LAST_CHARACTER = '\uffff';

export function createWordTable(store: Store): WordTable {
  const { database } = store;
  const numbers = new Map<string, number>();
  // Numbers begin at 1, as SQLite's do.
  const words: string[] = [''];
  let fresh: string[] = [];

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

  function add(word: string): number {
    const known = numbers.get(word);
    if (known !== undefined) {
      return known;
    }
    const number = words.length;
    keep(word, number);
    fresh.push(word);
    return number;
  }

  /** New words are written together, their keys in order: one by one they would cost more than the texts. */
  function writeNew(): void {
    if (fresh.length === 0) {
      return;
    }
    const pairs = fresh.flatMap((word) => keysBesides(word).map((key) => [key, numbers.get(word) ?? 0] as const));
    const sorted = pairs.sort(([one], [other]) => (one < other ? -1 : 1));
    const newWords = JSON.stringify(fresh.map((word) => [word, numbers.get(word) ?? 0]));
    run(database, `INSERT INTO words (word, id) ${FROM_PAIRS}`, [newWords]);
    run(database, `INSERT OR IGNORE INTO word_keys (key, word) ${FROM_PAIRS}`, [JSON.stringify(sorted)]);
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
      for (const word of fresh) {
        numbers.delete(word);
      }
      words.length -= fresh.length;
      fresh = [];
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

/** A word is found by itself without an entry of its own. */
function keysBesides(word: string): string[] {
  return listKeys(word, EVERY_WORD).filter((key) => key !== word);
}
