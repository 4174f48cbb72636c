import type { MarkedExtension, Token } from 'marked';
import { cleanBody } from '#app/markdown/bidi';
import type { Bounds } from '#app/markdown/bounds';
import { escapeHtml, escapeText } from '#app/markdown/escape';
import { nested } from '#app/markdown/lexer';
import { contentDirection, dirAttribute } from '#app/markdown/plain-text';

/**
 * Footnotes as GitHub writes them: `text[^1]` and, after a blank line, `[^1]: the note`.
 *
 * marked-footnote builds ids from what the author typed, keeps its state between texts and searches all notes at every
 * reference; here ids are numbers in order of first mention, so that no author can choose or repeat one.
 */
export interface Footnotes {
  definitions: Map<string, Token[]>;
  /** In order of first mention. */
  mentioned: Map<string, Mentioned>;
}

interface Mentioned {
  number: number;
  count: number;
}

export interface FootnoteLabels {
  /** Name of the list of notes, for who does not see it. */
  footnotes: string;
  /** Name of the link from a note back to its place in the text; the note's number follows it. */
  backToText: string;
}

const DEFINITION = /^\[\^([^\]\s]{1,60})\]:[ \t]*([^\n]*)(?:\n|$)((?:\n?(?: {4}|\t)[^\n]*(?:\n|$))*)/;
const REFERENCE = /^\[\^([^\]\s]{1,60})\](?![(:])/;
const INDENT = /^(?: {4}|\t)/gm;

/** More links back than this help nobody. */
const MAX_BACK_LINKS = 20;

export function startFootnotes(): Footnotes {
  return { definitions: new Map(), mentioned: new Map() };
}

/** The two pieces of grammar and their HTML, for one text. Notes are defined at the top level only. */
export function footnoteExtension(notes: Footnotes, bounds: Bounds, idPrefix: string): MarkedExtension {
  return {
    extensions: [
      {
        name: 'footnoteDefinition',
        level: 'block',
        tokenizer(src) {
          const match = bounds.depth === 0 ? DEFINITION.exec(src) : null;
          if (!match) {
            return undefined;
          }
          const [raw, label = '', firstLine = '', rest = ''] = match;
          const text = `${firstLine}\n${rest.replace(INDENT, '')}`.trim();
          const tokens = nested(bounds, () => this.lexer.blockTokens(text, [])) ?? [];
          if (!notes.definitions.has(label)) {
            notes.definitions.set(label, tokens);
          }
          return { type: 'footnoteDefinition', raw };
        },
        renderer: () => '',
      },
      {
        name: 'footnoteReference',
        level: 'inline',
        tokenizer(src) {
          const match = REFERENCE.exec(src);
          return match ? { type: 'footnoteReference', raw: match[0], label: match[1] } : undefined;
        },
        renderer: (token) => renderReference(notes, String(token.label), token.raw, idPrefix),
      },
    ],
  };
}

function renderReference(notes: Footnotes, label: string, raw: string, idPrefix: string): string {
  if (!notes.definitions.has(label)) {
    return escapeText(cleanBody(raw));
  }
  const known = notes.mentioned.get(label) ?? { number: notes.mentioned.size + 1, count: 0 };
  const { number } = known;
  const count = known.count + 1;
  notes.mentioned.set(label, { number, count });
  const id = count <= MAX_BACK_LINKS ? ` id="${idPrefix}fnref-${number}-${count}"` : '';
  return `<sup class="footnote-ref"><a href="#${idPrefix}fn-${number}"${id} role="doc-noteref">${number}</a></sup>`;
}

/** The list of notes that were mentioned, at the foot of the text; empty when there is none. */
export function renderFootnotes(
  notes: Footnotes,
  idPrefix: string,
  labels: FootnoteLabels,
  renderNote: (tokens: Token[]) => string,
): string {
  // A note may mention further notes, which join the end of the map while it is walked.
  const bodies: string[] = [];
  for (const label of notes.mentioned.keys()) {
    bodies.push(renderNote(notes.definitions.get(label) ?? []));
  }
  if (bodies.length === 0) {
    return '';
  }
  const mentioned = [...notes.mentioned.values()];
  const items = bodies.map((html, index) => {
    const back = renderBackLinks(mentioned[index] ?? { number: index + 1, count: 1 }, idPrefix, labels);
    const withBack = html.endsWith('</p>\n') ? `${html.slice(0, -'</p>\n'.length)} ${back}</p>` : `${html} ${back}`;
    return `<li id="${idPrefix}fn-${index + 1}"${dirAttribute(contentDirection(html))}>${withBack}</li>\n`;
  });
  const name = escapeHtml(labels.footnotes);
  const dir = dirAttribute(contentDirection(bodies.join(' ')));
  return `<section class="footnotes" role="doc-endnotes" aria-label="${name}"><ol${dir}>\n${items.join('')}</ol></section>\n`;
}

function renderBackLinks({ number, count }: Mentioned, idPrefix: string, labels: FootnoteLabels): string {
  return Array.from({ length: Math.min(count, MAX_BACK_LINKS) }, (_, index) => {
    const name = escapeHtml(`${labels.backToText} ${number}`);
    // An arrow that points up reads the same in both directions.
    return `<a class="footnote-back" href="#${idPrefix}fnref-${number}-${index + 1}" role="doc-backlink" aria-label="${name}">↑</a>`;
  }).join(' ');
}
