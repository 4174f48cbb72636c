import { normaliseText } from '#search/analysis/words';
import type { FilterNames, SearchFilters } from '#search/port';
import { isFilterName, withTypedFilter } from './filters';

/** A query taken apart. All texts are as written, still to be analysed. */
export interface ParsedQuery {
  /** Everything that is to be found as words, the phrases' words included, in the order written. */
  text: string;
  phrases: string[];
  excluded: string[];
  filters: SearchFilters;
}

/** A longer text is cut: nobody types it, and no page may be slow because of it. In UTF-16 units. */
export const QUERY_LENGTH_MAX = 10_000;
const PARTS_MAX = 400;
const PHRASES_MAX = 5;
const EXCLUDED_MAX = 10;

const MARKS = '"\u201c\u201d\u201e\u201f\u05f4\u2033\u00ab\u00bb\uff02';
/**
 * One part of a query: a quoted phrase (perhaps after a minus or a filter's name), or a run without spaces. A mark
 * opens a phrase only at the start of a part and closes one only at the end of a word, so מנמ"ר is a word, and
 * "ועדת מנמ"רים" is one phrase. A phrase that is not closed is no phrase.
 */
const PART = new RegExp(
  `(?<minus>[-\u2212](?=[^\\s-]))?(?:(?<name>[\\p{L}]{2,12}):)?(?:[${MARKS}](?<phrase>(?:(?![${MARKS}](?:$|[\\s.,;:!?)\\]]))[^\\n])+)[${MARKS}](?=$|[\\s.,;:!?)\\]])|(?<run>\\S+))`,
  'gu',
);
/** Directional marks and controls come along when text is pasted; they are no part of any word or syntax. */
const INVISIBLE = /[\p{Cf}\p{Cs}]|(?![\n\t])\p{Cc}/gu;

/**
 * Takes a query apart. Never throws: what is no syntax is words. The marks are those people type, straight or curly or
 * Hebrew ones; two apostrophes are not a mark here.
 */
export function parseQuery(written: string, names: FilterNames = {}): ParsedQuery {
  const cleaned = written.slice(0, QUERY_LENGTH_MAX).replace(INVISIBLE, ' ');
  const parsed: ParsedQuery = { text: '', phrases: [], excluded: [], filters: {} };
  const texts: string[] = [];
  let parts = 0;
  for (const match of cleaned.matchAll(PART)) {
    parts += 1;
    if (parts > PARTS_MAX) {
      break;
    }
    const { minus, name, phrase, run = '' } = match.groups ?? {};
    addPart(parsed, texts, { minus: minus !== undefined, name, phrase, run, written: match[0] }, names);
  }
  return { ...parsed, text: texts.join(' ') };
}

interface Part {
  minus: boolean;
  name: string | undefined;
  phrase: string | undefined;
  run: string;
  written: string;
}

function addPart(parsed: ParsedQuery, texts: string[], part: Part, names: FilterNames): void {
  const content = part.phrase ?? part.run;
  if (part.name !== undefined && isFilterName(part.name)) {
    const filters = part.minus ? null : withTypedFilter(parsed.filters, part.name, content, names);
    if (filters !== null) {
      parsed.filters = filters;
      return;
    }
  }
  const text = part.name === undefined ? content : `${part.name}:${content}`;
  if (normaliseText(text) === '') {
    return;
  }
  if (part.minus) {
    if (parsed.excluded.length < EXCLUDED_MAX) {
      parsed.excluded.push(text);
    }
    return;
  }
  if (part.phrase !== undefined && part.name === undefined && parsed.phrases.length < PHRASES_MAX) {
    parsed.phrases.push(text);
  }
  texts.push(text);
}
