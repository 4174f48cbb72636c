import { renderMarkdown } from '#app/markdown/render';

const NEUTRAL = {
  idPrefix: 'x-',
  origin: 'https://extract.invalid',
  labels: { footnotes: '', backToText: '', table: '', taskDone: '', taskOpen: '' },
};

/** Markup is rarely longer than the words it marks: this much source gives enough words. */
const SOURCE_PER_CHARACTER = 4;
const SOURCE_AT_LEAST = 2_000;

/**
 * One line of plain words from the start of a Markdown text, for list rows and mail subjects, cut at a word.
 * `maxChars` counts code points, the ellipsis not included.
 */
export function extractText(source: string, maxChars: number): string {
  const start = source.slice(0, SOURCE_AT_LEAST + maxChars * SOURCE_PER_CHARACTER);
  return clipText(renderMarkdown(start, NEUTRAL).text, maxChars);
}

/** All words of a Markdown text, a line for each block. */
export function plainText(source: string): string {
  return renderMarkdown(source, NEUTRAL).text;
}

/** `extractText` for text that is plain already, such as a rendered post's `text`. */
export function clipText(text: string, maxChars: number): string {
  const words = text.replace(/\s+/g, ' ').trim();
  const characters = [...words.slice(0, maxChars * 2 + 2)];
  if (characters.length <= maxChars) {
    return words;
  }
  const cut = characters.slice(0, maxChars).join('');
  const lastSpace = cut.lastIndexOf(' ');
  // A word that fills most of the line is cut inside: better half an address than nothing.
  const kept = lastSpace > cut.length / 2 ? cut.slice(0, lastSpace) : cut;
  return `${kept.trimEnd()}…`;
}
