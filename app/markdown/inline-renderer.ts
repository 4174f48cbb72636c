import type { RendererObject, Token } from 'marked';
import { cleanBody, revealBidiControls } from '#app/markdown/bidi';
import { decodeReferences, escapeHtml, escapeText } from '#app/markdown/escape';
import { type LinkTarget, resolveLink } from '#app/markdown/links';
import { linkReferences, type ReferenceResolvers, type ReferencesFound } from '#app/markdown/references';

/** Links after these are shown as words: a text of thousands of links is not written for readers. */
const MAX_LINKS = 2_000;

export const OUTSIDE_REL = 'nofollow ugc noopener';

/** What the inline part of one text needs to know and to remember. */
export interface InlineContext extends ReferenceResolvers {
  origin: string;
  found: ReferencesFound;
  /** How many links are open: a link holds no link. */
  linkDepth: number;
  linkCount: number;
}

/** HTML of links, images, code spans and words. */
export function inlineRenderer(context: InlineContext): RendererObject {
  return {
    link({ href, title, text, tokens, autolink }) {
      const content = autolink ? escapeHtml(cleanBody(text)) : inLink(context, () => this.parser.parseInline(tokens));
      const target = targetOf(autolink ? href : decodeReferences(href), context);
      return target ? `${openLink(target, title, autolink === true)}${content}</a>` : content;
    },
    image({ href, title, text, tokens }) {
      const alternative = cleanBody(plainWords(tokens) || text);
      const target = targetOf(decodeReferences(href), context);
      const words = alternative.trim() === '' ? cleanBody(href) : alternative;
      return target
        ? `${openLink(target, title, alternative.trim() === '')}${escapeText(words)}</a>`
        : escapeText(words);
    },
    codespan({ text }) {
      return `<code dir="ltr">${revealBidiControls(escapeHtml(text))}</code>`;
    },
    text(token) {
      if ('tokens' in token && token.tokens) {
        return this.parser.parseInline(token.tokens);
      }
      const words = cleanBody(token.text);
      return context.linkDepth > 0 || token.type === 'escape'
        ? escapeText(words)
        : linkReferences(words, context, context.found);
    },
  };
}

/** Where a link leads, or null for one that may not be: inside another, one too many, or to nowhere allowed. */
function targetOf(address: string, context: InlineContext): LinkTarget | null {
  if (context.linkDepth > 0 || context.linkCount >= MAX_LINKS) {
    return null;
  }
  context.linkCount += 1;
  return resolveLink(address, context.origin);
}

function openLink(target: LinkTarget, title: string | null | undefined, isAddress: boolean): string {
  const rel = target.isInside ? '' : ` rel="${OUTSIDE_REL}"`;
  const tip = title ? ` title="${escapeHtml(cleanBody(decodeReferences(title)))}"` : '';
  // An address is read from left to right, slashes and all, in a Hebrew sentence too.
  const dir = isAddress ? ' dir="ltr"' : '';
  return `<a href="${escapeHtml(target.href)}"${rel}${tip}${dir}>`;
}

function inLink(context: InlineContext, render: () => string): string {
  context.linkDepth += 1;
  try {
    return render();
  } finally {
    context.linkDepth -= 1;
  }
}

/** The words of an image's description, whatever markup it holds. */
function plainWords(tokens: Token[]): string {
  return tokens
    .map((token) =>
      'tokens' in token && token.tokens ? plainWords(token.tokens) : 'text' in token ? String(token.text) : '',
    )
    .join('');
}
