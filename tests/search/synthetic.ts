import type { SearchDocument } from '#search/port';

/**
 * Made-up Hebrew posts whose words are distributed as in real texts (Zipf), with clitics, endings and Latin names, for
 * measuring. The same seed gives the same posts.
 */
export interface SyntheticPosts {
  document(number: number): SearchDocument;
  /** A query of one to four words, rarer ones more often than in texts, sometimes inflected or misspelt. */
  query(): string;
}

const LETTERS = 'אבגדהוזחטיכלמנסעפצקרשת';
const CLITICS = ['ה', 'ב', 'ל', 'ו', 'מ', 'ש', 'וה', 'שה', 'כ', 'וב'];
const ENDINGS = ['ים', 'ות', 'ה', 'ת', 'י', 'ית'];
const LATIN = ['SOC', 'EDR', 'Azure', 'AWS', 'backup', 'firewall', 'MFA', 'GIS', 'Exchange', 'Nimbus'];
/** About what a Hebrew dictionary has. */
const LEMMAS = 30_000;
/** Two bytes a Hebrew letter: about 2 kB of text. */
const WORDS_PER_POST = 180;
const VIEWERS = 250;

export function createSyntheticPosts(seed = 1): SyntheticPosts {
  const random = createRandom(seed);
  const lemmas = Array.from({ length: LEMMAS }, () => makeLemma(random));

  /** Zipf with exponent one, by inversion: the k-th word stands about 1/k as often as the first. */
  function pickLemma(sharpness = 1): string {
    const rank = Math.floor(LEMMAS ** (random() ** sharpness)) - 1;
    return lemmas[Math.max(0, Math.min(LEMMAS - 1, rank))] ?? '';
  }

  function pickWord(): string {
    const roll = random();
    if (roll < 0.03) {
      return pick(LATIN, random);
    }
    const lemma = pickLemma();
    // Clitics are unequal too, and a word takes one or two endings, not all of them.
    const clitic = random() < 0.35 ? (CLITICS[Math.floor(CLITICS.length * random() ** 2)] ?? '') : '';
    const ending =
      random() < 0.25 ? (ENDINGS[(lemma.charCodeAt(1) + (random() < 0.5 ? 1 : 0)) % ENDINGS.length] ?? '') : '';
    return clitic + lemma + ending;
  }

  function sentence(length: number): string {
    return Array.from({ length }, pickWord).join(' ');
  }

  return {
    document: (number) => ({
      id: `thread:${number}`,
      kind: random() < 0.9 ? 'thread' : 'summary',
      title: sentence(7),
      passages: [{ ref: `post:${number}`, text: sentence(WORDS_PER_POST) }],
      audience: random() < 0.8 ? ['members'] : [`authority:${Math.floor(random() * VIEWERS)}`],
      revision: 1,
      date: 1_600_000_000_000 + number * 60_000,
      topic: pick(['cloud', 'cyber', 'digital'], random),
      tags: [pick(LATIN, random)],
      answered: random() < 0.5,
      label: 'TLP:GREEN',
    }),
    query: () => {
      const words = Array.from({ length: 1 + Math.floor(random() * 4) }, () => {
        const word = (random() < 0.3 ? pick(CLITICS, random) : '') + pickLemma(0.5);
        return random() < 0.05 && word.length > 5 ? `${word.slice(0, 3)}${word.slice(4)}` : word;
      });
      return words.join(' ');
    },
  };
}

function makeLemma(random: () => number): string {
  const length = 3 + Math.floor(random() * 4);
  return Array.from({ length }, () => LETTERS[Math.floor(random() * LETTERS.length)] ?? 'א').join('');
}

function pick<Item>(items: readonly Item[], random: () => number): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) {
    throw new Error('nothing to pick from');
  }
  return item;
}

/** A small generator (mulberry32): measurements must be repeatable. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
