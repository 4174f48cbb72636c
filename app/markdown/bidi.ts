/**
 * Invisible characters that change how text reads without showing themselves: bidirectional controls,
 * zero-width characters, soft hyphens, tag characters (DOMAIN.md 5.5; Unicode UAX #9 and UTS #39;
 * "Trojan Source", CVE-2021-42574, is why code shows them).
 */

const INVISIBLE = /[\u202a-\u202e\u2066-\u2069\u200b-\u200d\ufeff\u00ad\u{e0000}-\u{e007f}]/gu;

/** In a body the joiners stay: emoji families and Persian need them. */
const REMOVED_FROM_BODIES = /[\u202d\u202e\u200b\ufeff\u00ad\u{e0000}-\u{e007f}]/gu;

const REVEALED_IN_CODE = /[\u202a-\u202e\u2066-\u2069\u200b-\u200f\ufeff\u00ad\u{e0000}-\u{e007f}]/gu;

const PAIRED_CONTROL = /[\u202a-\u202e\u2066-\u2069]/u;
const PAIRED_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/gu;

/** A mark is fifty times as long as what it shows; after these the point is made and the rest are left out. */
const MAX_MARKS = 500;

const POP_EMBEDDING = '\u202c';
const POP_ISOLATE = '\u2069';

/** C0 without tab and newline, and DEL: of the controls, all but C1 and those two. */
const CONTROLS = /[^\P{Cc}\t\n\u0080-\u009f]/gu;

const LONE_SURROGATES = /\p{Cs}/gu;

/** A title, name, tag, file name or query without any invisible control, for storing and comparing. */
export function stripBidiControls(text: string): string {
  return text.replace(INVISIBLE, '');
}

/** One kind of line end, no control characters, no half characters. Leaves every visible character as it was. */
export function cleanCharacters(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(CONTROLS, '').replace(LONE_SURROGATES, '\ufffd');
}

/**
 * Prose that may be shown: overrides and zero-width characters removed, embeddings and isolates balanced
 * line by line so that none of them reaches the next paragraph. U+200E and U+200F stay.
 */
export function cleanBody(text: string): string {
  return cleanCharacters(text)
    .replace(REMOVED_FROM_BODIES, '')
    .replace(/[^\n]+/g, balanceLine);
}

/** What opens is closed in order; a closer without its opener goes. */
function balanceLine(line: string): string {
  if (!PAIRED_CONTROL.test(line)) {
    return line;
  }
  const closers: string[] = [];
  const balanced = line.replace(PAIRED_CONTROLS, (control) => {
    if (control !== POP_EMBEDDING && control !== POP_ISOLATE) {
      closers.push(control >= '\u2066' ? POP_ISOLATE : POP_EMBEDDING);
      return control;
    }
    if (closers.at(-1) !== control) {
      return '';
    }
    closers.pop();
    return control;
  });
  return balanced + closers.reverse().join('');
}

/**
 * Code, already escaped as HTML, with every invisible control made visible. The controls never stand inside
 * a tag there: the highlighter writes only class names of its own.
 */
export function revealBidiControls(codeHtml: string): string {
  let marks = 0;
  return codeHtml.replace(REVEALED_IN_CODE, (control) => {
    marks += 1;
    if (marks > MAX_MARKS) {
      return '';
    }
    const name = `U+${(control.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
    return `<span class="bidi-mark" title="${name}">\u27e8${name}\u27e9</span>`;
  });
}
