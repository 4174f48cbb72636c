import { cleanBody } from '#app/markdown/bidi';
import { blockDirection, type Direction, letterDirection } from '#app/markdown/direction';
import { escapeHtml } from '#app/markdown/escape';

/** These read HTML that this folder wrote: attributes hold no raw ">" and every element is closed. */
const CODE_OR_ADDRESS = /<(code|pre)\b[^>]*>[\s\S]*?<\/\1>|<a\b[^>]* dir="ltr"[^>]*>[^<]*<\/a>|<[^>]*>|&[#\w]{1,32};/g;
const NOTE_MARKS = /<sup class="footnote-ref">.*?<\/sup>|<a [^>]*class="footnote-back"[^>]*>[^<]*<\/a>/g;
const LINE_ENDS = /<br \/>|<\/(?:p|h[3-6]|li|pre|tr|blockquote)>/g;
const CELL_ENDS = /<\/t[dh]>/g;

const CHARACTERS: ReadonlyMap<string, string> = new Map([
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&amp;', '&'],
]);

/** The direction of rendered content: its letters outside code, addresses and tags. */
export function contentDirection(html: string): Direction | null {
  return letterDirection(html.replace(CODE_OR_ADDRESS, ' '));
}

/** ` dir="rtl"` for an opening tag, or nothing where the direction is inherited. */
export function dirAttribute(direction: Direction | null): string {
  return direction === null ? '' : ` dir="${direction}"`;
}

/** The words of sanitized HTML, a line for each block: for search, extracts and mail. */
export function htmlToText(html: string): string {
  return html
    .replace(NOTE_MARKS, '')
    .replace(CELL_ENDS, '\t')
    .replace(LINE_ENDS, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(?:lt|gt|quot|amp);/g, (name) => CHARACTERS.get(name) ?? name)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

/** A text shown as it was typed, when it is not safe or not cheap to read as Markdown. */
export function renderPlain(source: string): string {
  const text = cleanBody(source);
  const dir = dirAttribute(blockDirection(text.slice(0, 4000)));
  return `<pre class="plain"${dir} tabindex="0">${escapeHtml(text)}</pre>`;
}
