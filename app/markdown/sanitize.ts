import sanitizeHtml, { type IOptions, type Tag } from 'sanitize-html';
import { OUTSIDE_REL } from '#app/markdown/inline-renderer';
import { resolveLink } from '#app/markdown/links';

export interface SanitizeOptions {
  /** What every id must begin with. */
  idPrefix: string;
  /** Our own origin: links to it are inside links. */
  origin: string;
}

const DIRECTION = { name: 'dir', values: ['rtl', 'ltr'] };
const REACHABLE = { name: 'tabindex', values: ['0'] };

export const ALLOWED_TAGS = [
  'p',
  'h3',
  'h4',
  'h5',
  'h6',
  'blockquote',
  'ul',
  'ol',
  'li',
  'hr',
  'br',
  'pre',
  'code',
  'span',
  'a',
  'strong',
  'em',
  'del',
  'sup',
  'div',
  'table',
  'thead',
  'tbody',
  'tr',
  'th',
  'td',
  'input',
  'section',
];

const ALLOWED_ATTRIBUTES: IOptions['allowedAttributes'] = {
  p: [DIRECTION],
  h3: [DIRECTION],
  h4: [DIRECTION],
  h5: [DIRECTION],
  h6: [DIRECTION],
  blockquote: [DIRECTION],
  ul: [DIRECTION],
  ol: [DIRECTION, 'start'],
  li: [DIRECTION, 'id'],
  pre: [DIRECTION, REACHABLE],
  code: [DIRECTION],
  a: ['href', 'id', 'title', 'rel', 'aria-label', DIRECTION, { name: 'role', values: ['doc-noteref', 'doc-backlink'] }],
  div: [REACHABLE, 'aria-label', { name: 'role', values: ['group'] }],
  table: [DIRECTION],
  th: [DIRECTION, { name: 'scope', values: ['col'] }],
  td: [DIRECTION],
  input: ['type', 'disabled', 'checked', 'aria-label'],
  section: ['aria-label', { name: 'role', values: ['doc-endnotes'] }],
  span: ['title'],
};

const CELL_CLASSES = ['align-start', 'align-center', 'align-end'];

export const ALLOWED_CLASSES: Record<string, (string | RegExp)[]> = {
  a: ['mention', 'thread-ref', 'footnote-back'],
  // The highlighter's scopes: hljs-title, and beside it function_ or inherited__.
  span: ['bidi-mark', /^hljs-[a-z_-]+$/, /^language-[a-z]+$/, /^[a-z]+_{1,2}$/],
  code: ['hljs', /^language-[a-z]+$/],
  pre: ['plain'],
  ul: ['contains-task-list'],
  ol: ['contains-task-list'],
  li: ['task-list-item'],
  sup: ['footnote-ref'],
  section: ['footnotes'],
  div: ['table-scroll'],
  th: CELL_CLASSES,
  td: CELL_CLASSES,
};

/**
 * The last step before HTML is stored: nothing that is not on the lists above leaves. It knows nothing of the renderer
 * and would hold if the renderer wrote what the author typed. Sanitizing twice changes nothing.
 */
export function sanitizePost(html: string, options: SanitizeOptions): string {
  return sanitizeHtml(html, {
    allowedTags: ALLOWED_TAGS,
    allowedAttributes: ALLOWED_ATTRIBUTES,
    allowedClasses: ALLOWED_CLASSES,
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowProtocolRelative: false,
    disallowedTagsMode: 'discard',
    parseStyleAttributes: false,
    transformTags: {
      a: (tagName, attribs) => ({ tagName, attribs: linkAttributes(attribs, options.origin) }),
      input: (_tagName, attribs) => boxOf(attribs),
      ol: (tagName, attribs) => ({
        tagName,
        attribs: /^\d{1,9}$/.test(attribs.start ?? '0') ? attribs : without(attribs, 'start'),
      }),
      '*': (tagName, attribs) => ({
        tagName,
        attribs: hasForeignId(attribs, options) ? without(attribs, 'id') : attribs,
      }),
    },
  });
}

function linkAttributes(attribs: Tag['attribs'], origin: string): Tag['attribs'] {
  const target = attribs.href === undefined ? null : resolveLink(attribs.href, origin);
  if (!target) {
    return without(without(attribs, 'href'), 'rel');
  }
  const link = { ...without(attribs, 'rel'), href: target.href };
  return target.isInside ? link : { ...link, rel: OUTSIDE_REL };
}

/** A box that shows a state and takes none. */
function boxOf(attribs: Tag['attribs']): Tag {
  const box: Tag['attribs'] = { type: 'checkbox', disabled: '' };
  if (attribs.checked !== undefined) {
    box.checked = '';
  }
  box['aria-label'] = attribs['aria-label'] ?? '';
  return { tagName: 'input', attribs: box };
}

function hasForeignId(attribs: Tag['attribs'], { idPrefix }: SanitizeOptions): boolean {
  return attribs.id !== undefined && !(attribs.id.startsWith(idPrefix) && /^[\w-]+$/.test(attribs.id));
}

function without(attribs: Tag['attribs'], name: string): Tag['attribs'] {
  return Object.fromEntries(Object.entries(attribs).filter(([key]) => key !== name));
}
