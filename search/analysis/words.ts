import { foldText } from './characters';
import { isCliticChain } from './clitics';

/** One word of level 0: folded, without quotes, with its place in the text it came from (UTF-16 offsets, end after). */
export interface Word {
  word: string;
  start: number;
  end: number;
  /** For Latin words joined by a hyphen: the joined form, so that `e-mail` and `email` meet. On the first of them. */
  joined?: string;
}

const HEBREW = '\u05d0-\u05ea';
/** Runs of letters and digits, with quotation marks only inside. */
const PIECE = /[\p{L}\p{N}]+(?:["']{1,2}[\p{L}\p{N}]+)*(?:\+\+|#)?/gu;
/** A piece of one script: Hebrew letters with the marks among them, or anything else. */
const SCRIPT = new RegExp(`[${HEBREW}](?:[${HEBREW}"']*[${HEBREW}])?|[^${HEBREW}]+`, 'gu');
const HEBREW_LETTER = new RegExp(`[${HEBREW}]`);
const WORD_CHARACTER = /[\p{L}\p{N}]/u;
const LATIN_WORD = /^[a-z][a-z0-9]*$/;
/** Hebrew endings on a Latin stem: PDFים, SLAות. They are grammar, not words. */
const HEBREW_ENDINGS = new Set(['ימ', 'ות', 'י', 'ית', 'יות']);
/** A quotation that opens after a clitic closes soon; an abbreviation's mark is not closed at all. */
const QUOTATION_REACH = 120;
const JOINED_LIMIT = 14;

interface Segment {
  text: string;
  /** Offset in the folded text. */
  at: number;
}

/** The words of a text in order (level 0). Never throws; any input will do. */
export function listWords(source: string): Word[] {
  const folded = foldText(source);
  const words: Word[] = [];
  let previousEnd = -1;
  for (const match of folded.text.matchAll(PIECE)) {
    const at = match.index;
    for (const segment of segmentsOf(match[0], at, folded.text)) {
      if (isAttachedClitic(segment, folded.text)) {
        continue;
      }
      const end = segment.at + segment.text.length;
      const word = nameOf(segment.text);
      joinToPrevious(words, word, previousEnd, segment.at, folded.text);
      words.push({ word, start: folded.starts[segment.at] ?? 0, end: folded.ends[end - 1] ?? source.length });
      previousEnd = end;
    }
  }
  return words;
}

/** The level-0 words as one string: what an engine gets to index, and what compares two texts. */
export function normaliseText(source: string): string {
  return listWords(source)
    .map(({ word }) => word)
    .join(' ');
}

/** Cuts a piece where the script changes and where a quotation opens inside it; drops the other marks. */
function segmentsOf(piece: string, at: number, text: string): Segment[] {
  if (!/["'#+]/.test(piece) && !(HEBREW_LETTER.test(piece) && /[^\u05d0-\u05ea]/.test(piece))) {
    return [{ text: piece, at }];
  }
  return cutAtQuotations(piece, at, text).flatMap(cutByScript);
}

function cutAtQuotations(piece: string, at: number, text: string): Segment[] {
  const cuts: Segment[] = [];
  let from = 0;
  for (const mark of piece.matchAll(/["']+/g)) {
    if (!opensQuotation(piece, mark.index, mark[0], from, at, text)) {
      continue;
    }
    cuts.push({ text: piece.slice(from, mark.index), at: at + from });
    from = mark.index + mark[0].length;
  }
  cuts.push({ text: piece.slice(from), at: at + from });
  return cuts.filter(({ text: cut }) => cut !== '');
}

/**
 * Whether the mark inside a piece opens a quotation, as in `ב"הארץ"`, instead of standing for an abbreviation, as in
 * `מנמ"ר`. Between letters of other scripts a double mark always separates.
 */
function opensQuotation(piece: string, index: number, mark: string, from: number, at: number, text: string): boolean {
  const isDouble = mark === '"' || mark === "''";
  const before = piece[index - 1] ?? '';
  const after = piece[index + mark.length] ?? '';
  if (!HEBREW_LETTER.test(before)) {
    return isDouble;
  }
  if (!HEBREW_LETTER.test(after)) {
    return true;
  }
  return isDouble && isCliticChain(piece.slice(from, index)) && closesSoon(text, at + index + mark.length);
}

function closesSoon(text: string, from: number): boolean {
  const rest = text.slice(from, from + QUOTATION_REACH);
  for (const mark of rest.matchAll(/"|''/g)) {
    const before = rest[mark.index - 1] ?? ' ';
    const after = rest[mark.index + mark[0].length] ?? ' ';
    const insideWord = WORD_CHARACTER.test(before) && WORD_CHARACTER.test(after);
    if (!insideWord) {
      return WORD_CHARACTER.test(before);
    }
  }
  return false;
}

function cutByScript({ text, at }: Segment): Segment[] {
  const parts: Segment[] = [];
  for (const match of text.matchAll(SCRIPT)) {
    const afterLatin = parts.length > 0;
    if (!WORD_CHARACTER.test(match[0]) || (afterLatin && HEBREW_ENDINGS.has(match[0].replace(/["']/g, '')))) {
      continue;
    }
    parts.push({ text: match[0], at: at + match.index });
  }
  const [first, second] = parts;
  // הSOC and ב2019: the clitic is written against the word.
  return first && second && isCliticChain(first.text.replace(/["']/g, '')) ? parts.slice(1) : parts;
}

/** `ה-SOC`, `ב-Azure`, `ל-119`: a clitic chain alone, tied by a hyphen to what follows. */
function isAttachedClitic({ text, at }: Segment, folded: string): boolean {
  if (!HEBREW_LETTER.test(text) || !isCliticChain(text)) {
    return false;
  }
  const next = folded.slice(at + text.length, at + text.length + 4);
  return /^(?:["']{0,2}-["']{0,2}|["']{1,2})[\p{L}\p{N}]/u.test(next);
}

/** The name of a word in the index: C++ and C# get one of letters only, and the marks inside are dropped. */
function nameOf(text: string): string {
  const bare = text.replace(/["']/g, '');
  if (bare.endsWith('++')) {
    return bare.length <= 4 ? bare.replace('++', 'plusplus') : bare.slice(0, -2);
  }
  if (bare.endsWith('#')) {
    return bare.length <= 3 ? bare.replace('#', 'sharp') : bare.slice(0, -1);
  }
  return bare;
}

function joinToPrevious(words: Word[], word: string, previousEnd: number, at: number, text: string): void {
  const previous = words.at(-1);
  if (previous === undefined || at - previousEnd !== 1 || text[previousEnd] !== '-') {
    return;
  }
  const joined = previous.word + word;
  if (joined.length <= JOINED_LIMIT && LATIN_WORD.test(previous.word) && LATIN_WORD.test(word)) {
    previous.joined = joined;
  }
}
