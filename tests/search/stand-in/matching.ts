import { distanceWithin } from '#search/analysis/distance';
import type { StoredDocument } from './filter';
import { asArray, asObject } from './schema';

/**
 * How the stand-in finds documents: after what is known of the real server's rules (words of 1–4 letters no mistake,
 * from 5 one, from 9 two; the last word unfinished unless a space follows; phrases; -word; ten words), without its
 * ranking in full.
 */
interface Term {
  words: string[];
  isPrefix: boolean;
  isExcluded: boolean;
}

const WORDS_MAX = 10;
const ONE_TYPO_LENGTH = 5;
const TWO_TYPOS_LENGTH = 9;

export interface Match {
  document: StoredDocument;
  /** 0 to 1. */
  score: number;
}

/** The documents that fit a query, best first. `documents` are filtered already. */
export function matchDocuments(
  documents: readonly StoredDocument[],
  query: Record<string, unknown>,
  settings: Record<string, unknown>,
): Match[] {
  const terms = readTerms(String(query.q ?? ''));
  const wanted = terms.filter(({ isExcluded }) => !isExcluded);
  const attributes = asArray(query.attributesToSearchOn ?? settings.searchableAttributes).map(String);
  const strict = new Set(asArray(asObject(settings.typoTolerance).disableOnAttributes).map(String));
  const texts = documents.map((document) =>
    attributes.map((attribute) => ({
      words: String(document[attribute] ?? '').split(' '),
      isStrict: strict.has(attribute),
    })),
  );
  const kept = documents.map(
    (_, index) => !terms.some((term) => term.isExcluded && strengthOf(term, texts[index] ?? []) > 0),
  );
  const strengths = wanted.map((term) => texts.map((text, index) => (kept[index] ? strengthOf(term, text) : 0)));
  // Rarest first: `frequency` gives up the most frequent words, never the rarest.
  const order = strengths.map((row) => row.filter((strength) => strength > 0).length);
  const byRarity = wanted.map((_, index) => index).sort((one, other) => (order[one] ?? 0) - (order[other] ?? 0));
  const needed = query.matchingStrategy === 'frequency' ? 1 : wanted.length;
  return documents
    .flatMap((document, index) => {
      if (!kept[index]) {
        return [];
      }
      const firstMissing = byRarity.findIndex((term) => (strengths[term]?.[index] ?? 0) === 0);
      const matched = firstMissing < 0 ? wanted.length : firstMissing;
      if (matched < Math.min(needed, wanted.length)) {
        return [];
      }
      const sum = byRarity.slice(0, matched).reduce((total, term) => total + (strengths[term]?.[index] ?? 0), 0);
      return [{ document, score: wanted.length === 0 ? 1 : sum / wanted.length }];
    })
    .sort((one, other) => other.score - one.score);
}

function readTerms(q: string): Term[] {
  const terms: Term[] = [];
  for (const match of q.matchAll(/(-)?(?:"([^"]*)"?|([^\s"]+))/g)) {
    const words = (match[2] ?? match[3] ?? '').split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
    if (words.length > 0) {
      terms.push({ words, isPrefix: false, isExcluded: match[1] !== undefined });
    }
  }
  const last = terms.at(-1);
  if (last !== undefined && !/[\s"]$/.test(q)) {
    last.isPrefix = true;
  }
  return terms.slice(0, WORDS_MAX);
}

function strengthOf(term: Term, texts: readonly { words: string[]; isStrict: boolean }[]): number {
  return Math.max(0, ...texts.map(({ words, isStrict }) => strengthIn(term, words, isStrict)));
}

function strengthIn({ words: wanted, isPrefix }: Term, words: readonly string[], isStrict: boolean): number {
  const [first = ''] = wanted;
  if (wanted.length > 1) {
    return words.some((_, at) => wanted.every((word, offset) => words[at + offset] === word)) ? 1 : 0;
  }
  if (words.includes(first)) {
    return 1;
  }
  if (isPrefix && words.some((word) => word.startsWith(first))) {
    return 0.9;
  }
  const mistakes =
    isStrict || /\d/.test(first) ? 0 : first.length >= TWO_TYPOS_LENGTH ? 2 : first.length >= ONE_TYPO_LENGTH ? 1 : 0;
  return mistakes > 0 && words.some((word) => isNear(first, word, mistakes)) ? 0.7 : 0;
}

/** A mistake in the first letter counts twice. */
function isNear(one: string, other: string, mistakes: number): boolean {
  const allowed = one[0] === other[0] ? mistakes : mistakes - 1;
  return (
    allowed > 0 && Math.abs(one.length - other.length) <= allowed && distanceWithin(one, other, allowed) <= allowed
  );
}
