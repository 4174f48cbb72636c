import { readFrontMatter } from '#app/domain/minutes/front-matter';
import { listBlocks } from '#app/domain/summaries/blocks';
import type { Span } from '#app/domain/summaries/model';
import { plainTitle, recognise } from '#app/domain/summaries/recognise';

/** A summary's text as its page shows it: the title apart, without the front matter of an imported file. */
export interface SummaryDocument {
  title: string | null;
  body: string;
}

const TITLE_LINE = /^\s*#[ \t]+([^\n]{1,400}?)[ \t]*#*[ \t]*(?:\r?\n|$)/;

export function splitDocument(markdown: string): SummaryDocument {
  const text = markdown.slice(readFrontMatter(markdown).end).replace(/^\ufeff/, '');
  const title = TITLE_LINE.exec(text);
  return title ? { title: plainTitle(title[1] ?? ''), body: text.slice(title[0].length) } : { title: null, body: text };
}

/** What a text says, without what its template left empty: items without words, then sections without anything. */
export function withoutEmptyParts(markdown: string): string {
  const empty = listBlocks(markdown).filter((block) => block.type === 'item' && block.body.start === block.body.end);
  const filled = cutOut(
    markdown,
    empty.map(({ span }) => span),
  );
  const { sections } = recognise(filled, { day: null });
  const bare = sections.filter(({ body }) => filled.slice(body.start, body.end).trim() === '');
  return cutOut(
    filled,
    bare.map(({ heading, body }) => ({ start: heading.start, end: body.end })),
  );
}

function cutOut(text: string, spans: Span[]): string {
  return spans.reduceRight((rest, { start, end }) => rest.slice(0, start) + rest.slice(end), text);
}

const HEADING = /<(\/?)h([3-6])(?=[ >])([^>]*)>/g;
const CONTENTS_LEVEL = '2';

/**
 * Rendered HTML as it stands under the page's own title: headings one level up, those of the outermost level with an id
 * each, and the list of them. The renderer writes every heading that is in the HTML; text has no angle brackets.
 */
export function anchorHeadings(
  html: string,
  prefix: string,
): { html: string; contents: { id: string; text: string }[] } {
  const contents: { id: string; text: string }[] = [];
  let opened = 0;
  const anchored = html.replace(HEADING, (_tag, slash: string, depth: string, attributes: string, at: number) => {
    const level = String(Number(depth) - 1);
    if (slash !== '' || level !== CONTENTS_LEVEL) {
      return `<${slash}h${level}${attributes}>`;
    }
    opened += 1;
    const id = `${prefix}${opened}`;
    const start = html.indexOf('>', at) + 1;
    contents.push({ id, text: plainWords(html.slice(start, html.indexOf('</h3>', start))) });
    return `<h${level} id="${id}"${attributes}>`;
  });
  return { html: anchored, contents };
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

function plainWords(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|#39);/g, (_all, name: string) => ENTITIES[name] ?? '')
    .trim();
}
