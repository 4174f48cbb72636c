/** The words of the texts that are ranked, numbered. */
export interface KnownWords {
  /** All words so far, by number; holes are empty strings. */
  all(): readonly string[];
  /** The number of a word, in a list; empty when the index does not hold it. */
  numbersOf(word: string): number[];
  /** Numbers of the words that have a key. */
  withKey(key: string): number[];
  /** Numbers of the words that begin so, at most `limit`. */
  beginning(start: string, limit: number): number[];
}

/** In how many passages a term stands, and how many passages there are. */
export interface Frequencies {
  of(term: string): number;
  passages(): number;
  /** How much finding the term says: the rarer, the more. */
  weight(term: string): number;
  /** The same for something that stands in so many passages. */
  weightOf(count: number): number;
}

/** How much it says to find what stands in some of all passages. */
export function weightAmong(passages: number, count: number): number {
  return Math.log(1 + Math.max(0, passages - count + 0.5) / (count + 0.5));
}
