import { Lexer, type Token, Tokenizer } from 'marked';
import {
  type Bounds,
  isRisky,
  MAX_DEPTH,
  MAX_INLINE_DEPTH,
  MAX_INLINE_LENGTH,
  spendSteps,
  startBounds,
} from '#app/markdown/bounds';

/**
 * More markers of quotes and list items on one line than the depth allows, up to the first one too many. A line of
 * dashes or stars alone is a rule, however long.
 */
const TOO_MANY_MARKERS = new RegExp(
  String.raw`^(?![ \t]*([-*_])(?:[ \t]*\1)*[ \t]*$)((?:[ \t]*(?:[*+-]|\d{1,9}[.)]|>)(?=[ \t>]|$)){${MAX_DEPTH}}[ \t]*\d{0,9})([*+.)>-])`,
  'gm',
);

/** No indentation and no gap is wider than this, in code either: several grammars walk it again from every column. */
const ENDLESS_SPACE = /([ \t]{200})[ \t]+/g;

const ONE_LINE_SETEXT = /^[^\n]+\n {0,3}(?:=+|-+)[ \t]*(?:\n|$)/;
const ADDRESS_CHARACTERS = /^.[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]*/s;
const TOO_LONG_A_WORD = /^[^\s<]{2048}/;
/** A Hebrew prefix before a mention (ל-@dana.levi): marked takes the hyphen for somebody's mailbox. */
const NO_MAILBOX = /^[._+-]+@/;

/**
 * marked's tokenizer without raw HTML and within the bounds: what is beyond them is not recognised, and so becomes text.
 */
export function createTokenizer(bounds: Bounds): Tokenizer {
  const tokenizer = new Tokenizer();
  limitBlocks(tokenizer, bounds);
  limitInlines(tokenizer, bounds);
  return tokenizer;
}

function limitBlocks(tokenizer: Tokenizer, bounds: Bounds): void {
  const { list, blockquote, lheading } = Tokenizer.prototype;
  tokenizer.html = () => undefined;
  tokenizer.list = (src) => nested(bounds, () => list.call(tokenizer, src));
  tokenizer.blockquote = (src) => nested(bounds, () => blockquote.call(tokenizer, src));
  // A heading of several lines above its underline is looked for to the end of the text, at every line; nobody writes one.
  tokenizer.lheading = (src) => (ONE_LINE_SETEXT.test(src) ? lheading.call(tokenizer, src) : undefined);
}

function limitInlines(tokenizer: Tokenizer, bounds: Bounds): void {
  const { emStrong, del, link, reflink, codespan, url, inlineText } = Tokenizer.prototype;
  tokenizer.tag = () => undefined;
  tokenizer.emStrong = (src, masked, previous) =>
    charged(bounds, /^[*_]/, src, () => emStrong.call(tokenizer, src, masked, previous));
  tokenizer.del = (src, masked, previous) =>
    charged(bounds, /^~/, src, () => del.call(tokenizer, src, masked, previous));
  tokenizer.link = (src) => charged(bounds, /^!?\[/, src, () => link.call(tokenizer, src));
  tokenizer.reflink = (src, links) => charged(bounds, /^!?\[/, src, () => reflink.call(tokenizer, src, links));
  tokenizer.codespan = (src) => charged(bounds, /^`/, src, () => codespan.call(tokenizer, src));
  tokenizer.url = (src) => (TOO_LONG_A_WORD.test(src) || NO_MAILBOX.test(src) ? undefined : url.call(tokenizer, src));
  tokenizer.inlineText = (src) => {
    // marked looks for a mail address along everything an address may be made of, at every marker.
    const lookedAt = ADDRESS_CHARACTERS.exec(src)?.[0].length ?? 0;
    return spendSteps(bounds, lookedAt + 1) ? inlineText.call(tokenizer, src) : { type: 'text', raw: src, text: src };
  };
}

/** A container inside a container, as deep as the bounds allow. */
export function nested<T>(bounds: Bounds, read: () => T | undefined): T | undefined {
  if (bounds.depth >= MAX_DEPTH) {
    return undefined;
  }
  bounds.depth += 1;
  try {
    return read();
  } finally {
    bounds.depth -= 1;
  }
}

/** A read that found its end costs what it took, one that did not costs all it may have looked at. */
function charged<T extends { raw: string }>(
  bounds: Bounds,
  opener: RegExp,
  src: string,
  read: () => T | undefined,
): T | undefined {
  if (bounds.stepsLeft <= 0 || bounds.inlineDepth >= MAX_INLINE_DEPTH || !opener.test(src)) {
    return undefined;
  }
  bounds.inlineDepth += 1;
  const token = read();
  bounds.inlineDepth -= 1;
  spendSteps(bounds, token ? token.raw.length : src.length);
  return token;
}

/**
 * Reads a whole text into tokens: first the blocks, then each run of inline text they hold, which is where most of the
 * time goes and where a run can be given up alone.
 */
export function lexBounded(lexer: Lexer, source: string): Token[] {
  const capped = source.replace(ENDLESS_SPACE, '$1').replace(TOO_MANY_MARKERS, '$2\\$3');
  lexer.blockTokens(capped, lexer.tokens);
  for (const run of lexer.inlineQueue) {
    const text = collapseSpaces(run.src);
    if (text.length > MAX_INLINE_LENGTH) {
      run.tokens.push({ type: 'text', raw: text, text });
    } else {
      lexer.inlineTokens(text, run.tokens);
    }
  }
  return lexer.tokens;
}

/**
 * The blocks of a text, their inline markup unread, for who needs their places: the `raw`s of the tokens follow one
 * another from the first character on. They are as long as what they stand for and not always equal to it: line ends
 * are `\n` with a space for a `\r` before it, and what is wider or deeper than the bounds is masked. Null for a text
 * that is shown as it was typed.
 */
export function lexBlocks(source: string): Token[] | null {
  if (isRisky(source)) {
    return null;
  }
  const masked = source
    .replace(/\r\n/g, ' \n')
    .replace(/\r/g, '\n')
    .replace(ENDLESS_SPACE, (run, kept: string) => kept + '·'.repeat(run.length - kept.length))
    .replace(TOO_MANY_MARKERS, '$2·');
  try {
    return new Lexer({ gfm: true, breaks: true, tokenizer: createTokenizer(startBounds()) }).blockTokens(masked);
  } catch {
    return null;
  }
}

/** HTML shows a run of spaces as one; read one by one they cost the square of their number. */
function collapseSpaces(text: string): string {
  return text.replace(/[ \t]{3,}(\n?)/g, (_run, lineEnd: string) => (lineEnd === '' ? ' ' : '  \n'));
}
