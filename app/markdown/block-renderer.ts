import type { RendererObject, Tokens } from 'marked';
import { revealBidiControls } from '#app/markdown/bidi';
import { MAX_HIGHLIGHTED_LENGTH } from '#app/markdown/bounds';
import { escapeHtml } from '#app/markdown/escape';
import { highlightCode } from '#app/markdown/highlight';
import { contentDirection, dirAttribute } from '#app/markdown/plain-text';

export interface BlockLabels {
  /** Name of the scrolling frame round a table. */
  table: string;
  /** Name of a ticked and of an open box in a task list. */
  taskDone: string;
  taskOpen: string;
}

export interface BlockContext {
  labels: BlockLabels;
  /** How much code was highlighted so far, in UTF-16 units. */
  highlightedLength: number;
  /** Depths of the headings that the one to come may stand under. */
  openHeadings: number[];
}

/** The page has the h1 and the section the h2: a post begins at h3. */
const HEADING_SHIFT = 2;
const LOWEST_HEADING = 6;

/** Markdown says left and right; what is meant is where a line starts and ends. */
const ALIGNMENTS = { left: 'align-start', center: 'align-center', right: 'align-end' } as const;

/** A level for a heading: h3 for the outermost, one below for each it stands under, so that none is skipped. */
function headingLevel(open: number[], depth: number): number {
  while (open.length > 0 && (open.at(-1) ?? 0) >= depth) {
    open.pop();
  }
  open.push(depth);
  return Math.min(open.length + HEADING_SHIFT, LOWEST_HEADING);
}

/** HTML of everything that is a block, each with the direction of its own text. */
export function blockRenderer(context: BlockContext): RendererObject {
  return {
    // The grammar for raw HTML is off; this is the second lock.
    html: ({ text }) => escapeHtml(text),
    paragraph({ tokens }) {
      return wrap('p', this.parser.parseInline(tokens));
    },
    heading({ tokens, depth }) {
      return wrap(`h${headingLevel(context.openHeadings, depth)}`, this.parser.parseInline(tokens));
    },
    blockquote({ tokens }) {
      return wrap('blockquote', this.parser.parse(tokens));
    },
    list(token) {
      return renderList(token, token.items.map((item) => this.listitem(item)).join(''));
    },
    listitem({ task, tokens }) {
      const parts = tokens.map((token) => ({ isList: token.type === 'list', html: this.parser.parse([token]) }));
      // A sub-list has a direction of its own and does not decide that of the line above it.
      const own = parts.map(({ isList, html }) => (isList ? '' : html)).join('');
      const content = parts.map(({ html }) => html).join('');
      return `<li${task ? ' class="task-list-item"' : ''}${dirAttribute(contentDirection(own))}>${content}</li>\n`;
    },
    checkbox({ checked }) {
      const name = escapeHtml(checked ? context.labels.taskDone : context.labels.taskOpen);
      return `<input type="checkbox" disabled${checked ? ' checked' : ''} aria-label="${name}"> `;
    },
    table(token) {
      return renderTable(token, context.labels.table, (cell) => this.parser.parseInline(cell.tokens));
    },
    code: ({ text, lang }) => renderCode(text, lang ?? '', context),
  };
}

function wrap(tag: string, content: string): string {
  return `<${tag}${dirAttribute(contentDirection(content))}>${content}</${tag}>\n`;
}

function renderList(token: Tokens.List, items: string): string {
  const tag = token.ordered ? 'ol' : 'ul';
  const start = token.ordered && token.start !== 1 ? ` start="${token.start}"` : '';
  const isTasks = token.items.some((item) => item.task) ? ' class="contains-task-list"' : '';
  return `<${tag}${start}${isTasks}${dirAttribute(contentDirection(items))}>\n${items}</${tag}>\n`;
}

function renderTable(token: Tokens.Table, name: string, renderCell: (cell: Tokens.TableCell) => string): string {
  const row = (cells: Tokens.TableCell[]) =>
    `<tr>${cells.map((cell) => tableCell(cell, renderCell(cell))).join('')}</tr>\n`;
  const head = row(token.header);
  const body = token.rows.map(row).join('');
  const rows = `<thead>${head}</thead>\n${body === '' ? '' : `<tbody>${body}</tbody>`}`;
  const frame = `<div class="table-scroll" tabindex="0" role="group" aria-label="${escapeHtml(name)}">`;
  return `${frame}<table${dirAttribute(contentDirection(rows))}>${rows}</table></div>\n`;
}

function tableCell({ header, align }: Tokens.TableCell, content: string): string {
  const side = align ? ` class="${ALIGNMENTS[align]}"` : '';
  const dir = dirAttribute(contentDirection(content));
  return header ? `<th scope="col"${side}${dir}>${content}</th>` : `<td${side}${dir}>${content}</td>`;
}

/** Code can scroll, so the keyboard must be able to reach it. */
function renderCode(text: string, info: string, context: BlockContext): string {
  const isAffordable = context.highlightedLength + text.length <= MAX_HIGHLIGHTED_LENGTH;
  const highlighted = isAffordable ? highlightCode(text, info) : null;
  if (!highlighted) {
    return `<pre dir="ltr" tabindex="0"><code dir="ltr">${revealBidiControls(escapeHtml(text))}\n</code></pre>\n`;
  }
  context.highlightedLength += text.length;
  const code = revealBidiControls(highlighted.html);
  return `<pre dir="ltr" tabindex="0"><code class="hljs language-${highlighted.language}" dir="ltr">${code}\n</code></pre>\n`;
}
