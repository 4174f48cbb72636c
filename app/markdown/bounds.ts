/**
 * What keeps rendering linear. marked has grammars that look ahead to the end of the text at every marker, which
 * costs the square of the length on hostile input. Three bounds hold it down, each counted and none timed, so that
 * the same text always gives the same result:
 *
 * 1. depth: lists, quotes and footnotes, and emphasis and links, nest only so far, deeper markers are text;
 * 2. steps: every attempt to read inline markup is charged the characters it may look at; when a text has spent its
 *    steps the rest of it is plain words;
 * 3. risk: a text of a shape that neither bound covers is shown as it was typed (`<pre class="plain">`).
 */
export interface Bounds {
  depth: number;
  inlineDepth: number;
  stepsLeft: number;
}

/** Longest source that is parsed at all, in UTF-16 units. */
export const MAX_SOURCE_LENGTH = 200_000;

/** A text of the longest length and of ordinary lines has a few thousand. */
export const MAX_LINES = 5_000;
export const MAX_DEPTH = 12;

/** Emphasis in emphasis and words in links, each of which is read once more for every level round it. */
export const MAX_INLINE_DEPTH = 8;

/** The densest page of our Hebrew corpus (48,000 characters) spends 11,000 of these, a thirtieth. */
export const MAX_STEPS = 300_000;

/** An inline run (a paragraph, an item, a cell) longer than this is shown without its markup. */
export const MAX_INLINE_LENGTH = 20_000;

/** Lines that stand where a table's second line stands and look like one, times the length of the text. */
export const MAX_TABLE_RISK = 16_000_000;

/** Only so much code is highlighted in one text; the rest is shown plain. */
export const MAX_HIGHLIGHTED_LENGTH = 20_000;

const DASHED_LINE = /^[\s|:>*+\-.)\d]+$/;

export function startBounds(): Bounds {
  return { depth: 0, inlineDepth: 0, stepsLeft: MAX_STEPS };
}

/** Charge `cost` steps. False when they are spent: the caller then leaves its markup unread. */
export function spendSteps(bounds: Bounds, cost: number): boolean {
  bounds.stepsLeft -= cost;
  return bounds.stepsLeft > 0;
}

/** Is this a text that is better shown as it was typed? One pass over the lines. */
export function isRisky(source: string): boolean {
  if (source.length > MAX_SOURCE_LENGTH) {
    return true;
  }
  const lines = source.split('\n');
  if (lines.length > MAX_LINES) {
    return true;
  }
  const dashedLines = lines.filter((line, index) => isDashed(line) && lines[index - 1]?.trim()).length;
  return dashedLines * source.length > MAX_TABLE_RISK;
}

function isDashed(line: string): boolean {
  return line.includes('-') && DASHED_LINE.test(line);
}
