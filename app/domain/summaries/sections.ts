import type { SectionKind } from '#app/domain/summaries/model';
import { allSectionNames } from '#app/domain/summaries/section-names';
import { normaliseText } from '#search/analysis/words';

/** Looks a heading up in a vocabulary of one's own: `recognise` of the same rules as the sections. */
export type HeadingIndex<Kind extends string> = ReadonlyMap<string, Kind>;

/** An index of names for `findHeading`. */
export function indexHeadings<Kind extends string>(
  names: readonly (readonly [Kind, readonly string[]])[],
): HeadingIndex<Kind> {
  return new Map(names.flatMap(([kind, list]) => list.map((name) => [fold(name).join(' '), kind] as const)));
}

/** Longer than this nobody names a section. */
const HEADING_MAX_CHARS = 120;
const NUMBERING = /^(?:\p{N}{1,3}|[א-ת]|[a-z]|[ivx]{1,4})$/u;
const FILLERS = new Set(['the', 'our', 'של']);
/** What parts a section's name from a remark behind it: "Decisions: cloud", "החלטות (3)", "החלטות – ענן". */
const REMARK = /[:：|(/]|\s[-–—]\s/u;

const SECTIONS = indexHeadings(allSectionNames());

/** The section that a heading's text names, or null. The text may carry its inline marks. */
export function recogniseSection(heading: string): SectionKind | null {
  return findHeading(heading, SECTIONS);
}

/** The entry of `index` that a heading names: whole, or before a remark. */
export function findHeading<Kind extends string>(heading: string, index: HeadingIndex<Kind>): Kind | null {
  if (heading.length > HEADING_MAX_CHARS) {
    return null;
  }
  const remark = REMARK.exec(heading.trimStart());
  const beforeRemark = remark === null ? null : heading.trimStart().slice(0, remark.index);
  return lookUp(heading, index) ?? (beforeRemark === null ? null : lookUp(beforeRemark, index));
}

function lookUp<Kind extends string>(heading: string, index: HeadingIndex<Kind>): Kind | null {
  const words = fold(heading);
  const bare = withoutNumbers(words);
  for (const candidate of [
    words,
    bare,
    bare.map(withoutArticle),
    bare.map((word, at) => (at === 0 ? withoutArticle(word) : word)),
  ]) {
    const kind = index.get(candidate.join(' '));
    if (kind !== undefined) {
      return kind;
    }
  }
  return null;
}

function fold(heading: string): string[] {
  return normaliseText(heading.replace(/[#+]/g, ' '))
    .split(' ')
    .filter((word) => word !== '' && !FILLERS.has(word));
}

function withoutNumbers(words: readonly string[]): string[] {
  const first = words.findIndex((word) => !NUMBERING.test(word));
  const last = words.findLastIndex((word) => !/^\p{N}+$/u.test(word));
  return first < 0 ? [] : words.slice(first, last + 1);
}

function withoutArticle(word: string): string {
  return word.length > 3 && word.startsWith('ה') ? word.slice(1) : word;
}
