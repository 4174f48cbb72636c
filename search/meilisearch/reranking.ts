import { LONGEST_WORD, listKeys } from '#search/analysis/keys';
import { EVERY_WORD } from '#search/analysis/vocabulary';
import type { QueryPlan } from '#search/query/plan';
import { type Candidate, ROLES, rankCandidates } from '#search/ranking/gather';
import { type Frequencies, type KnownWords, weightAmong } from '#search/ranking/known-words';
import { packWords } from '#search/ranking/packing';
import { type Resolver, resolveQuery } from '#search/ranking/resolve';
import { TypoFinder } from '#search/ranking/typos';
import type { FoundPassage, PassageText } from './documents';
import type { FoundDocument } from './results';

/**
 * The server finds, but it knows neither which words are rare nor that two keys are one word, so the best of what it
 * found is ranked again by our own rules over the passages' words.
 */
export interface Reranking {
  documents: FoundDocument[];
  /** Misspelt word → the word that was found for it. */
  corrections: Map<string, string>;
}

/** So many passages are ranked again; the others follow in the server's order. */
export const RERANKED_MAX = 120;

/** The words of some texts, with what our rules ask of them. */
export interface TextWords extends Resolver {
  numberOf(word: string): number;
}

/** Reads the words of the passages that were found. */
export function collectWords(texts: readonly PassageText[]): TextWords {
  const numbers = new Map<string, number>();
  // Numbers begin at 1, as everywhere.
  const all: string[] = [''];
  const byKey = new Map<string, number[]>();
  const counts = new Map<string, number>();
  for (const { t0, b0 } of texts) {
    const terms = new Set<string>();
    for (const word of new Set([...wordsOf(t0), ...wordsOf(b0)])) {
      const keys = keysOf(word);
      if (!numbers.has(word)) {
        numbers.set(word, all.length);
        for (const key of keys) {
          const words = byKey.get(key);
          words === undefined ? byKey.set(key, [all.length]) : words.push(all.length);
        }
        all.push(word);
      }
      for (const key of keys) {
        terms.add(key);
      }
    }
    for (const term of terms) {
      counts.set(term, (counts.get(term) ?? 0) + 1);
    }
  }
  const words: KnownWords = {
    all: () => all,
    numbersOf: (word) => [numbers.get(word) ?? []].flat(),
    withKey: (key) => byKey.get(key) ?? [],
    beginning: (start, limit) => {
      const beginning = start.slice(0, LONGEST_WORD);
      return all.flatMap((word, number) => (word.startsWith(beginning) ? [number] : [])).slice(0, limit);
    },
  };
  const frequencies = frequenciesOf(counts, texts.length);
  return {
    words,
    frequencies,
    typos: new TypoFinder(words, frequencies),
    numberOf: (word) => numbers.get(word) ?? 0,
  };
}

/** Texts share their words, and this runs where pages are served: each word is taken apart once. */
const KEPT_WORDS_MAX = 50_000;
const kept = new Map<string, readonly string[]>();

function keysOf(word: string): readonly string[] {
  const known = kept.get(word);
  if (known !== undefined) {
    return known;
  }
  if (kept.size >= KEPT_WORDS_MAX) {
    kept.clear();
  }
  const keys = [...new Set([word, ...listKeys(word, EVERY_WORD)])];
  kept.set(word, keys);
  return keys;
}

/** As if as many passages again had none of the words: all of these were found because they have some. */
function frequenciesOf(counts: ReadonlyMap<string, number>, texts: number): Frequencies {
  const passages = texts * 2;
  const of = (term: string): number => counts.get(term) ?? 0;
  const weightOf = (count: number): number => weightAmong(passages, count);
  return { of, passages: () => passages, weight: (term) => weightOf(of(term)), weightOf };
}

/** Ranks what was found, the first of it by its texts. */
export function rerank(
  found: readonly FoundPassage[],
  texts: ReadonlyMap<string, PassageText>,
  known: TextWords,
  plan: QueryPlan,
): Reranking {
  const byDocument = new Map<string, FoundPassage[]>();
  for (const passage of found) {
    byDocument.set(passage.doc, [...(byDocument.get(passage.doc) ?? []), passage]);
  }
  const documents = [...byDocument.keys()];
  const places = new Map(documents.map((document, place) => [document, place]));
  const candidates: Candidate[] = found.map(({ doc, role, date }, passage) => ({
    passage,
    document: places.get(doc) ?? 0,
    role: ROLES[role],
    date,
    facts: 0,
  }));
  const vectors = new Map<number, Uint8Array>();
  for (const [passage, { id }] of found.entries()) {
    const text = texts.get(id);
    if (text !== undefined) {
      const { t0, b0 } = text;
      vectors.set(passage, packWords(wordsOf(t0).map(known.numberOf), wordsOf(b0).map(known.numberOf)));
    }
  }
  const query = resolveQuery(plan, known);
  const ranking = rankCandidates(candidates, vectors, query);
  const corrections = new Map<string, string>();
  for (const { word, correction, number } of query.corrections) {
    if (!corrections.has(word) && ranking.corrections.has(number)) {
      corrections.set(word, correction);
    }
  }
  return {
    documents: ranking.documents.flatMap(({ document, score, coverage, passages }) => {
      const [best] = byDocument.get(documents[document] ?? '') ?? [];
      const refs = passages.flatMap((passage) => found[passage]?.ref ?? []);
      return best === undefined ? [] : [{ best, score, coverage, refs }];
    }),
    corrections,
  };
}

function wordsOf(text: string): string[] {
  return text === '' ? [] : text.split(' ');
}
