import type { Token, Tokens } from 'marked';
import type { Span } from '#app/domain/summaries/model';
import { lexBlocks } from '#app/markdown/lexer';

/** A list item with its parts in place. */
export interface ItemBlock {
  type: 'item';
  /** From the start of its line to its last character. */
  span: Span;
  /** Everything before the tick box or the text: `- `, `  2) `. */
  prefix: string;
  box: Span | null;
  checked: boolean;
  body: Span;
}

export interface HeadingBlock {
  type: 'heading';
  span: Span;
  /** 1 to 6 for a heading, 7 for a line that may serve as one. */
  level: number;
  text: string;
  /** In bold from end to end: ends what another line in bold began, whatever it says. */
  bold: boolean;
}

export type Block = ItemBlock | HeadingBlock;

/** The level of a line in bold, or with a colon, that serves as a heading. */
export const LINE_LEVEL = 7;

const ITEM_PREFIX = /^ {0,3}(?:[-*+]|\d{1,9}[.)])(?:[ \t]{1,4}(?![ \t])|[ \t]?)/;
/** People who write Hebrew tick with a V. */
const TICK_BOX = /^\[([ xXvV✓✔])\](?:[ \t]+|$)/m;
const BOLD_LINE = /^(?:\*\*([^*\n]{1,118})\*\*|__([^_\n]{1,118})__)\s?[:：]?$/;
const LABEL_LINE = /^([^:\n]{1,60}):$/;

/**
 * Headings and the items of lists, in order, with their places in the text. Only what stands at the top level: nothing
 * inside quotes, code, or other items. Empty for a text that is too costly to read.
 */
export function listBlocks(markdown: string): Block[] {
  const blocks: Block[] = [];
  let at = 0;
  for (const token of lexBlocks(markdown) ?? []) {
    blocks.push(...blocksOf(token, markdown, at));
    at += token.raw.length;
  }
  return blocks;
}

function blocksOf(token: Token, markdown: string, at: number): Block[] {
  const span = trimmed(markdown, at, at + token.raw.length);
  if (token.type === 'heading') {
    return [{ type: 'heading', span, level: token.depth, text: token.text, bold: false }];
  }
  if (token.type === 'paragraph') {
    const line = markdown.slice(span.start, span.end);
    const bold = BOLD_LINE.exec(line);
    const text = bold?.[1] ?? bold?.[2] ?? LABEL_LINE.exec(line)?.[1];
    return text === undefined ? [] : [{ type: 'heading', span, level: LINE_LEVEL, text, bold: bold !== null }];
  }
  return isList(token) ? itemsOf(token, markdown, at) : [];
}

function isList(token: Token): token is Tokens.List {
  return token.type === 'list';
}

function itemsOf(list: Tokens.List, markdown: string, at: number): ItemBlock[] {
  let start = at;
  return list.items.map(({ raw }) => {
    const item = readItem(markdown, start, start + raw.length);
    start += raw.length;
    return item;
  });
}

function readItem(markdown: string, start: number, end: number): ItemBlock {
  const source = markdown.slice(start, end).trimEnd();
  const prefix = ITEM_PREFIX.exec(source)?.[0] ?? '';
  const box = TICK_BOX.exec(source.slice(prefix.length));
  const hasBox = box !== null && box.index === 0;
  const bodyStart = start + prefix.length + (hasBox ? box[0].length : 0);
  const inBox = start + prefix.length + 1;
  return {
    type: 'item',
    span: { start, end: start + source.length },
    prefix,
    box: hasBox ? { start: inBox, end: inBox + 1 } : null,
    checked: hasBox && box[1] !== ' ',
    body: { start: bodyStart, end: Math.max(bodyStart, start + source.length) },
  };
}

function trimmed(markdown: string, start: number, end: number): Span {
  const source = markdown.slice(start, end);
  const lead = source.length - source.trimStart().length;
  return { start: start + Math.min(lead, source.trimEnd().length), end: start + source.trimEnd().length };
}

const SUB_BLOCK = /^[ \t]*(?:$|[-*+][ \t]|\d{1,9}[.)][ \t]|>|#{1,6}[ \t]|```|~~~)/;

/** How much of an item's body is its first paragraph: up to an empty line or the first block inside the item. */
export function headLength(body: string): number {
  let at = body.indexOf('\n');
  while (at >= 0) {
    const next = body.indexOf('\n', at + 1);
    if (SUB_BLOCK.test(body.slice(at + 1, next < 0 ? undefined : next).replace(/\r$/, ''))) {
      return body[at - 1] === '\r' ? at - 1 : at;
    }
    at = next;
  }
  return body.length;
}

/** An item's lines without the indentation that makes them part of it. Line ends become `\n`. */
export function unindent(body: string, columns: number): string {
  const indentation = new RegExp(`^(?:\t| {1,${Math.max(1, columns)}})`);
  return body
    .split(/\r?\n/)
    .map((line, index) => (index === 0 ? line : line.replace(indentation, '')))
    .join('\n')
    .trim();
}

/** The opposite of `unindent`. */
export function indent(text: string, columns: number, lineEnd: string): string {
  return text
    .split('\n')
    .map((line, index) => (index === 0 || line.trim() === '' ? line.trimEnd() : ' '.repeat(columns) + line))
    .join(lineEnd);
}
