import { Marked, type Token } from 'marked';
import { cleanBody, cleanCharacters } from '#app/markdown/bidi';
import { type BlockContext, type BlockLabels, blockRenderer } from '#app/markdown/block-renderer';
import { isRisky, startBounds } from '#app/markdown/bounds';
import { type FootnoteLabels, footnoteExtension, renderFootnotes, startFootnotes } from '#app/markdown/footnotes';
import { type InlineContext, inlineRenderer } from '#app/markdown/inline-renderer';
import { createTokenizer, lexBounded } from '#app/markdown/lexer';
import { htmlToText, renderPlain } from '#app/markdown/plain-text';
import type { ReferenceResolvers, ReferencesFound } from '#app/markdown/references';
import { sanitizePost } from '#app/markdown/sanitize';

/** Stored beside the HTML. Raise it whenever the same source would give other HTML, so that stored HTML is made anew. */
export const RENDERER_VERSION = 3;

export interface RenderOptions extends ReferenceResolvers {
  /** Begins every id in the HTML, so that two posts on one page never share one: letters, digits, "_" and "-". */
  idPrefix: string;
  /** Origin of APP_URL: links to it are inside links. */
  origin: string;
  labels: RenderLabels;
}

/** Words for who does not see the page, from the catalogue. */
export type RenderLabels = FootnoteLabels & BlockLabels;

export interface RenderedPost {
  /** Safe to put into a page as it is. */
  html: string;
  /** The same without markup, a line for each block. */
  text: string;
  /** Handles mentioned, in lower case, without repeats: those that exist, or all when no resolver was given. */
  mentions: string[];
  /** Numbers of threads referred to, without repeats. */
  threadRefs: number[];
  /** True when the text was too costly to read as Markdown and is shown as it was typed. */
  isPlain: boolean;
}

/**
 * Markdown as a person wrote it → HTML that may be stored and shown. Never throws on any source; the same source and
 * options always give the same result. GitHub's dialect with footnotes, line breaks kept, no raw HTML, no images.
 */
export function renderMarkdown(source: string, options: RenderOptions): RenderedPost {
  const text = cleanCharacters(source);
  const found: ReferencesFound = { mentions: new Set(), threadRefs: new Set(), count: 0 };
  const parsed = isRisky(text) ? null : tryParse(text, options, found);
  if (parsed === null) {
    return {
      html: sanitizePost(renderPlain(text), options),
      text: cleanBody(text),
      mentions: [],
      threadRefs: [],
      isPlain: true,
    };
  }
  const html = sanitizePost(parsed, options);
  return {
    html,
    text: htmlToText(html),
    mentions: [...found.mentions],
    threadRefs: [...found.threadRefs],
    isPlain: false,
  };
}

/** Null when the parser gives up, as it does on nesting deeper than its stack. */
function tryParse(text: string, options: RenderOptions, found: ReferencesFound): string | null {
  try {
    return parse(text, options, found);
  } catch {
    return null;
  }
}

function parse(text: string, options: RenderOptions, found: ReferencesFound): string {
  const bounds = startBounds();
  const notes = startFootnotes();
  const { origin, labels, resolveMention, resolveThread } = options;
  const inline: InlineContext = { origin, resolveMention, resolveThread, found, linkDepth: 0, linkCount: 0 };
  const block: BlockContext = { labels, highlightedLength: 0, openHeadings: [] };
  const marked = new Marked(
    { gfm: true, breaks: true, renderer: { ...blockRenderer(block), ...inlineRenderer(inline) } },
    footnoteExtension(notes, bounds, options.idPrefix),
  );
  const lexer = new marked.Lexer({ ...marked.defaults, tokenizer: createTokenizer(bounds) });
  const tokens = lexBounded(lexer, text);
  const renderTokens = (list: Token[]) => marked.parser(list);
  const body = renderTokens(tokens);
  const footnotes = renderFootnotes(notes, options.idPrefix, labels, renderTokens);
  return body + footnotes;
}
