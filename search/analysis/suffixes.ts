/**
 * Light endings of nouns and adjectives, in folded letters: gender, number, construct state and possession. Of the
 * rules that fit and leave enough, the longest ending wins. A stem need not be a word: it only has to be the same for
 * the forms of one word and different for others.
 */
const ENDINGS: ReadonlyArray<readonly [ending: string, replacement: string]> = [
  // רשויות and רשויותיו belong to רשות.
  ['ויותיהמ', 'ות'],
  ['ויותיו', 'ות'],
  ['ויות', 'ות'],
  // עירייה, עיריית, עיריות; ציבורי, ציבורית, ציבוריים.
  ['יותיהמ', 'י'],
  ['יותיו', 'י'],
  ['יימ', 'י'],
  ['יות', 'י'],
  ['ית', 'י'],
  ['יה', 'י'],
  // Possessives of plurals and of feminines: ספריו, תקציביהם, מסקנותיהם, החלטתו.
  ['ותיהמ', ''],
  ['ותיהנ', ''],
  ['ותינו', ''],
  ['ותיו', ''],
  ['ותיה', ''],
  ['יהמ', ''],
  ['יהנ', ''],
  ['ינו', ''],
  ['יו', ''],
  ['תו', ''],
  ['תמ', ''],
  ['תה', ''],
  ['ימ', ''],
  ['ות', ''],
  ['ה', ''],
  ['ת', ''],
  ['י', ''],
  ['ו', ''],
];
const SHORTEST_STEM = 3;

/** Longest first, by last letter: most words are looked at without trying all of them. */
const BY_LAST_LETTER = new Map<string, (readonly [ending: string, replacement: string])[]>();
for (const rule of [...ENDINGS].sort(([one], [other]) => other.length - one.length)) {
  const last = rule[0].slice(-1);
  BY_LAST_LETTER.set(last, [...(BY_LAST_LETTER.get(last) ?? []), rule]);
}

/** Spelling with one or two of י and ו is the same word: עיריה and עירייה, אויר and אוויר. */
function collapseDoubles(word: string): string {
  if (!word.includes('יי', 1) && !word.includes('וו', 1)) {
    return word;
  }
  return word.replace(/(?<=.)יי+/g, 'י').replace(/(?<=.)וו+/g, 'ו');
}

/**
 * The stem of a folded Hebrew word without clitics, or the word itself when nothing can be taken. Plurals of two-letter
 * stems get the feminine ending back (שנים, שנות: שנה), since two letters alone would meet too much.
 */
export function stemHebrew(word: string): string {
  for (const [ending, replacement] of BY_LAST_LETTER.get(word.slice(-1)) ?? []) {
    if (!word.endsWith(ending)) {
      continue;
    }
    const stem = collapseDoubles(word.slice(0, word.length - ending.length) + replacement);
    if (stem.length >= SHORTEST_STEM) {
      return stem;
    }
    if (stem.length === SHORTEST_STEM - 1 && (ending === 'ימ' || ending === 'ות')) {
      return `${stem}ה`;
    }
  }
  return collapseDoubles(word);
}
