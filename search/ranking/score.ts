import { unpackWords } from './packing';
import type { ResolvedQuery } from './resolve';

/** How well each query word is found in a passage, and by which words of the index. */
export interface PassageScore {
  /** One value a query word; 0 when it is not found. */
  words: Float64Array;
  /** 0 to 1: how near to each other neighbouring query words stand. */
  nearness: number;
  /** Whether anything was found outside the title. */
  inBody: boolean;
  /** Numbers of corrected words that were found. */
  corrections: number[];
}

export type PassageScorer = (packed: Uint8Array) => PassageScore;

/** Saturation and length, as in BM25 but milder: posts differ in length more than in worth. */
const SATURATION = 1.1;
const LENGTH_SHARE = 0.4;
const USUAL_LENGTH = 150;
const TITLE_WEIGHT = 3;
const NEAR_WORDS = 3;

/**
 * Makes the scorer of a query. A query word counts once a passage, by the best of its keys: full-text ranking alone
 * would count a word as often as it has keys, and so rank by grammar.
 */
export function createScorer(query: ResolvedQuery): PassageScorer {
  const slotsOf = new Map<number, number[]>();
  for (const [index, { numbers }] of query.slots.entries()) {
    for (const number of numbers) {
      const slots = slotsOf.get(number);
      if (slots === undefined) {
        slotsOf.set(number, [index]);
      } else {
        slots.push(index);
      }
    }
  }
  const corrected = new Set(query.corrections.map(({ number }) => number));
  const counts = new Float64Array(query.slots.length);

  return function scorePassage(packed) {
    const { titleLength, words } = unpackWords(packed);
    counts.fill(0);
    const lastSeen = new Int32Array(query.wordCount).fill(-1_000);
    const nearest = new Int32Array(query.wordCount).fill(1_000);
    const corrections: number[] = [];
    let inBody = false;
    for (let at = 0; at < words.length; at += 1) {
      const number = words[at] ?? 0;
      const slots = slotsOf.get(number);
      if (slots === undefined) {
        continue;
      }
      const isTitle = at < titleLength;
      inBody ||= !isTitle;
      if (corrected.has(number)) {
        corrections.push(number);
      }
      for (const slot of slots) {
        counts[slot] = (counts[slot] ?? 0) + (isTitle ? TITLE_WEIGHT : 1);
        noteNearness(query.slots[slot]?.word ?? 0, at, lastSeen, nearest);
      }
    }
    const scores = scoreWords(query, counts, words.length);
    inBody = addAlternatives(query, words, titleLength, scores) || inBody;
    return { words: scores, nearness: nearnessOf(nearest, scores), inBody, corrections };
  };
}

function noteNearness(word: number, at: number, lastSeen: Int32Array, nearest: Int32Array): void {
  for (const neighbour of [word - 1, word + 1]) {
    const distance = at - (lastSeen[neighbour] ?? -1_000);
    const pair = Math.min(word, neighbour);
    if (neighbour >= 0 && distance > 0 && distance < (nearest[pair] ?? 1_000)) {
      nearest[pair] = distance;
    }
  }
  lastSeen[word] = at;
}

function nearnessOf(nearest: Int32Array, scores: Float64Array): number {
  if (scores.length < 2) {
    return 0;
  }
  let sum = 0;
  for (let pair = 0; pair < scores.length - 1; pair += 1) {
    const distance = nearest[pair] ?? 1_000;
    sum += distance < 1_000 ? 1 / (1 + distance / NEAR_WORDS) : 0;
  }
  return sum / (scores.length - 1);
}

function scoreWords(query: ResolvedQuery, counts: Float64Array, length: number): Float64Array {
  const scores = new Float64Array(query.wordCount);
  const damping = dampingOf(length);
  for (const [index, { word, value }] of query.slots.entries()) {
    const count = counts[index] ?? 0;
    if (count > 0) {
      scores[word] = Math.max(scores[word] ?? 0, saturated(value, count, damping));
    }
  }
  return scores;
}

function saturated(value: number, count: number, damping: number): number {
  return (value * count * (SATURATION + 1)) / (count + damping);
}

function dampingOf(length: number): number {
  return SATURATION * (1 - LENGTH_SHARE + (LENGTH_SHARE * length) / USUAL_LENGTH);
}

/** Lets other ways to say some words count for those words. True when one was found outside the title. */
function addAlternatives(
  query: ResolvedQuery,
  words: readonly number[],
  titleLength: number,
  scores: Float64Array,
): boolean {
  const damping = dampingOf(words.length);
  let inBody = false;
  for (const { steps, from, count, value } of query.alternatives) {
    let found = 0;
    for (let at = 0; at < words.length; at += 1) {
      if (steps.every((step, offset) => step.has(words[at + offset] ?? -1))) {
        inBody ||= at >= titleLength;
        found += at < titleLength ? TITLE_WEIGHT : 1;
      }
    }
    const score = found === 0 ? 0 : saturated(value / count, found, damping);
    for (let word = from; word < from + count; word += 1) {
      scores[word] = Math.max(scores[word] ?? 0, score);
    }
  }
  return inBody;
}
