import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';

/**
 * Says what a browser would make of a rendered post, by the HTML standard's own parser, and what of it may not be
 * there. The lists are spelled here again on purpose: a slip in the sanitizer's lists must not pass with them.
 */
export interface OracleOptions {
  idPrefix: string;
  origin: string;
}

type Node = DefaultTreeAdapterTypes.ChildNode;
type Element = DefaultTreeAdapterTypes.Element;

const TAGS = new Set(
  'p h3 h4 h5 h6 blockquote ul ol li hr br pre code span a strong em del sup div table thead tbody tr th td input section'.split(
    ' ',
  ),
);
const GLOBAL_ATTRIBUTES = new Set(['dir', 'class', 'role', 'aria-label']);
const OWN_ATTRIBUTES: ReadonlyMap<string, readonly string[]> = new Map([
  ['a', ['href', 'rel', 'title', 'id']],
  ['li', ['id']],
  ['ol', ['start']],
  ['th', ['scope']],
  ['pre', ['tabindex']],
  ['div', ['tabindex']],
  ['input', ['type', 'disabled', 'checked']],
  ['span', ['title']],
]);
const CLASS =
  /^(?:hljs|hljs-[a-z_-]+|language-[a-z]+|[a-z]+_{1,2}|mention|thread-ref|plain|bidi-mark|table-scroll|align-(?:start|center|end)|contains-task-list|task-list-item|footnotes?|footnote-ref|footnote-back)$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: looking for them is the point
const HIDDEN = /[\u202d\u202e\ufeff\u00ad\u200b\u{e0000}-\u{e007f}\p{Cs}\u0000-\u0008\u000b\u000e-\u001f\u007f]/u;

/** Everything wrong with the HTML, in words; empty when there is nothing. */
export function findViolations(html: string, options: OracleOptions): string[] {
  return parseFragment(html).childNodes.flatMap((node) => violationsOf(node, options));
}

/** The addresses of all links, as a browser would see them. */
export function findLinks(html: string): string[] {
  return parseFragment(html).childNodes.flatMap(linksOf);
}

function linksOf(node: Node): string[] {
  if (!('tagName' in node)) {
    return [];
  }
  const own = node.attrs.filter(({ name }) => name === 'href').map(({ value }) => value);
  return [...own, ...node.childNodes.flatMap(linksOf)];
}

function violationsOf(node: Node, options: OracleOptions): string[] {
  if (node.nodeName === '#text') {
    return 'value' in node && HIDDEN.test(node.value) ? [`hidden character in ${JSON.stringify(node.value)}`] : [];
  }
  if (!('tagName' in node)) {
    return [`node ${node.nodeName}`];
  }
  const own = [
    ...(TAGS.has(node.tagName) ? [] : [`tag ${node.tagName}`]),
    ...(node.namespaceURI === 'http://www.w3.org/1999/xhtml' ? [] : [`namespace of ${node.tagName}`]),
    ...node.attrs.flatMap(({ name, value }) => attributeViolations(node, name, value, options)),
    ...boxViolations(node),
  ];
  return [...own, ...node.childNodes.flatMap((child) => violationsOf(child, options))];
}

function attributeViolations({ tagName }: Element, name: string, value: string, options: OracleOptions): string[] {
  if (!GLOBAL_ATTRIBUTES.has(name) && !OWN_ATTRIBUTES.get(tagName)?.includes(name)) {
    return [`attribute ${name} on ${tagName}`];
  }
  const isFine = checkValue(name, value, options);
  return isFine ? [] : [`${name}=${JSON.stringify(value)} on ${tagName}`];
}

function checkValue(name: string, value: string, { idPrefix, origin }: OracleOptions): boolean {
  switch (name) {
    case 'id':
      return value.startsWith(idPrefix) && /^[\w-]+$/.test(value);
    case 'class':
      return value.split(/\s+/).every((word) => CLASS.test(word));
    case 'dir':
      return value === 'rtl' || value === 'ltr';
    case 'href':
      return isAllowedAddress(value, origin);
    case 'rel':
      return value === 'nofollow ugc noopener';
    case 'tabindex':
      return value === '0';
    case 'type':
      return value === 'checkbox';
    default:
      return !HIDDEN.test(value);
  }
}

function isAllowedAddress(address: string, origin: string): boolean {
  // As browsers do: outer spaces and inner tabs and line ends go, a backslash is a slash.
  const url = URL.canParse(address, origin) ? new URL(address, origin) : null;
  const hasCredentials = url !== null && url.username + url.password !== '';
  if (url === null || hasCredentials) {
    return false;
  }
  if (address.startsWith('/') || address.startsWith('#')) {
    return url.origin === origin;
  }
  return ['http:', 'https:', 'mailto:', 'tel:'].includes(url.protocol) && /^[a-z]+:/.test(address);
}

function boxViolations({ tagName, attrs }: Element): string[] {
  const names = attrs.map(({ name }) => name);
  if (tagName === 'input' && !(names.includes('type') && names.includes('disabled'))) {
    return ['a box that takes input'];
  }
  const href = attrs.find(({ name }) => name === 'href')?.value ?? '';
  const isOutside = tagName === 'a' && /^(?:https?|mailto|tel):/.test(href);
  const isMarked = names.includes('rel');
  return isOutside && !isMarked && !href.startsWith('https://rt.example/') ? [`outside link without rel: ${href}`] : [];
}
