/** A text folded character by character, with the way back: `starts[i]` and `ends[i]` are offsets in the original. */
export interface FoldedText {
  text: string;
  starts: Uint32Array;
  ends: Uint32Array;
}

/** Every mark that people type for gershayim or for a quotation, and every one for a geresh or an apostrophe. */
const DOUBLE_MARKS = '"\u201c\u201d\u201e\u201f\u00ab\u00bb\u05f4\u2033\u2036\uff02\u301d\u301e\u02ba';
const SINGLE_MARKS = "'\u2019\u2018\u201a\u201b\u05f3\u2032\u2035`\u00b4\u02bc\u02b9\uff07";
/** Hyphens that join a clitic to its word. The maqaf among them; dashes with spaces round them separate anyway. */
const HYPHENS = '-\u2010\u2011\u2012\u2013\u2014\u05be\u2212\ufe63\uff0d';
/** Marks that tell C#, C++ and .NET from C and NET. */
const KEPT_SIGNS = '#+';
const FINAL_LETTERS: Readonly<Record<string, string>> = {
  '\u05da': '\u05db',
  '\u05dd': '\u05de',
  '\u05df': '\u05e0',
  '\u05e3': '\u05e4',
  '\u05e5': '\u05e6',
  // Greek has a final letter too, and JavaScript's lower-casing depends on its neighbours.
  '\u03c2': '\u03c3',
};

const LETTER_OR_DIGIT = /[\p{L}\p{N}]/u;
/** Niqqud, cantillation and accents; bidi controls, zero-widths, soft hyphen, tags: none of them separates. */
const DROPPED = /[\p{M}\p{Cf}]/u;

const folds = new Map<number, string>();
/** One code unit answers for most texts: -1 not known yet, 0 dropped, 0xfffe longer than one unit. */
const shortFolds = new Int32Array(0x10000).fill(-1);
const LONG_FOLD = 0xfffe;

/** The mark that stands for all of its kind, or null for anything else. */
function markOf(character: string): string | null {
  if (DOUBLE_MARKS.includes(character)) {
    return '"';
  }
  if (SINGLE_MARKS.includes(character)) {
    return "'";
  }
  if (HYPHENS.includes(character)) {
    return '-';
  }
  return KEPT_SIGNS.includes(character) ? character : null;
}

function foldCharacter(character: string): string {
  const mark = markOf(character);
  if (mark !== null) {
    return mark;
  }
  // Twice: some capitals decompose only after they are lower-cased.
  const decomposed = character.normalize('NFKD').toLowerCase().normalize('NFKD').toLowerCase();
  let folded = '';
  for (const part of decomposed) {
    if (DROPPED.test(part)) {
      continue;
    }
    const medial = FINAL_LETTERS[part] ?? part;
    // An apostrophe that counts as a letter comes out of some characters.
    folded += LETTER_OR_DIGIT.test(medial) ? (markOf(medial) ?? medial) : ' ';
  }
  return folded;
}

function foldOf(codePoint: number): string {
  const known = folds.get(codePoint);
  if (known !== undefined) {
    return known;
  }
  const isSurrogate = codePoint >= 0xd800 && codePoint <= 0xdfff;
  const folded = isSurrogate ? ' ' : foldCharacter(String.fromCodePoint(codePoint));
  folds.set(codePoint, folded);
  return folded;
}

function shortFoldOf(unit: number): number {
  const folded = foldOf(unit);
  return folded === '' ? 0 : folded.length === 1 ? folded.charCodeAt(0) : LONG_FOLD;
}

/**
 * Folds a text so that what looks or reads alike is alike: compatibility forms decomposed, marks and invisible
 * characters gone, lower case, Hebrew final letters as medial ones, all quotation marks as `"` or `'`, all hyphens as
 * `-`, everything else that is neither letter nor digit as a space. Offsets count UTF-16 units, as strings do.
 */
export function foldText(source: string): FoldedText {
  // A single character can become at most 18 (an Arabic ligature); what does not fit is grown below.
  let codes = new Uint16Array(source.length + 64);
  let starts = new Uint32Array(codes.length);
  let ends = new Uint32Array(codes.length);
  let length = 0;
  for (let at = 0; at < source.length; ) {
    const unit = source.charCodeAt(at);
    let short = shortFolds[unit] ?? -1;
    let next = at + 1;
    let long = '';
    if (unit >= 0xd800 && unit <= 0xdfff) {
      const codePoint = source.codePointAt(at) ?? 0x20;
      next = codePoint > 0xffff ? at + 2 : at + 1;
      long = foldOf(codePoint);
      short = LONG_FOLD;
    } else if (short < 0) {
      short = shortFoldOf(unit);
      shortFolds[unit] = short;
    }
    if (short === LONG_FOLD && long === '') {
      long = foldOf(unit);
    }
    const size = short === LONG_FOLD ? long.length : short === 0 ? 0 : 1;
    if (length + size > codes.length) {
      const room = codes.length * 2 + size;
      codes = grown(codes, new Uint16Array(room));
      starts = grown(starts, new Uint32Array(room));
      ends = grown(ends, new Uint32Array(room));
    }
    for (let index = 0; index < size; index += 1) {
      codes[length] = short === LONG_FOLD ? long.charCodeAt(index) : short;
      starts[length] = at;
      ends[length] = next;
      length += 1;
    }
    at = next;
  }
  return { text: decode(codes, length), starts: starts.subarray(0, length), ends: ends.subarray(0, length) };
}

function grown<Numbers extends Uint16Array | Uint32Array>(from: Numbers, to: Numbers): Numbers {
  to.set(from);
  return to;
}

// Folded text holds no lone surrogates and no byte order marks, so decoding changes nothing.
const utf16 = new TextDecoder('utf-16le', { ignoreBOM: true });

function decode(codes: Uint16Array, length: number): string {
  return utf16.decode(codes.subarray(0, length));
}
