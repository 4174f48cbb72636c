import { distanceWithin, mistakesForgiven } from '#search/analysis/distance';
import type { Frequencies, KnownWords } from './known-words';

/** A word of the index that a misspelt one may mean. */
export interface Correction {
  word: string;
  /** 0 to 1. */
  weight: number;
}

const CORRECTIONS_MAX = 4;
const NEAR_MAX = 40;
const CORRECTION_WEIGHT = 0.6;
const LETTERS_ONLY = /^\p{L}+$/u;

/**
 * Finds words near a misspelt one by going through all words of the index: by length and by a mask of their letters
 * nearly all fall away before they are compared, so a hundred thousand take a few milliseconds.
 */
export class TypoFinder {
  private masks = new Int32Array(0);
  private known = 0;

  constructor(
    private readonly table: KnownWords,
    private readonly frequencies: Frequencies,
  ) {}

  /** Words of the index near a folded word, the best first. None for short words, numbers and mixtures. */
  find(word: string): Correction[] {
    const mistakes = mistakesForgiven(word);
    if (mistakes === 0) {
      return [];
    }
    const near = this.listNear(word, mistakes)
      .sort((one, other) => one.distance - other.distance)
      .slice(0, NEAR_MAX)
      .map((candidate) => ({ ...candidate, frequency: this.frequencies.of(candidate.word) }))
      .filter(({ frequency }) => frequency > 0)
      // A first letter is seldom wrong; among equals the common word is meant.
      .sort((one, other) => one.distance - other.distance || other.frequency - one.frequency);
    const best = near[0]?.distance ?? 0;
    return near
      .filter(({ distance }) => distance === best)
      .slice(0, CORRECTIONS_MAX)
      .map(({ word: found, distance }) => ({ word: found, weight: CORRECTION_WEIGHT / distance }));
  }

  private listNear(word: string, mistakes: number): { word: string; distance: number }[] {
    const words = this.table.all();
    this.fillMasks(words);
    const mask = maskOf(word);
    const found: { word: string; distance: number }[] = [];
    for (let index = 0; index < words.length; index += 1) {
      if (countBits((this.masks[index] ?? 0) ^ mask) > 2 * mistakes) {
        continue;
      }
      const other = words[index] ?? '';
      if (
        other === '' ||
        other === word ||
        Math.abs(other.length - word.length) > mistakes ||
        !LETTERS_ONLY.test(other)
      ) {
        continue;
      }
      const distance = distanceWithin(word, other, mistakes);
      if (distance <= mistakes) {
        found.push({ word: other, distance });
      }
    }
    return found;
  }

  private fillMasks(words: readonly string[]): void {
    if (this.masks.length < words.length) {
      const grown = new Int32Array(Math.max(1_024, words.length * 2));
      grown.set(this.masks);
      this.masks = grown;
    }
    for (; this.known < words.length; this.known += 1) {
      this.masks[this.known] = maskOf(words[this.known] ?? '');
    }
  }
}

function maskOf(word: string): number {
  let mask = 0;
  for (let index = 0; index < word.length; index += 1) {
    mask |= 1 << (word.charCodeAt(index) & 31);
  }
  return mask;
}

function countBits(value: number): number {
  let rest = value - ((value >>> 1) & 0x55555555);
  rest = (rest & 0x33333333) + ((rest >>> 2) & 0x33333333);
  return (((rest + (rest >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}
