import { letterDirection } from '#app/markdown/direction';
import { escapeHtml, escapeText } from '#app/markdown/escape';

/** Where a mention or a thread number leads. The caller knows the paths, this module knows none. */
export interface ReferenceResolvers {
  resolveMention?: (handle: string) => { href: string; name: string } | null;
  resolveThread?: (id: number) => { href: string; title?: string } | null;
}

/** More references than this in one text are not linked: nobody follows them, and everybody mentioned is notified. */
export const MAX_REFERENCES = 500;

/** What a text refers to, without repeats, in order. */
export interface ReferencesFound {
  mentions: Set<string>;
  threadRefs: Set<number>;
  /** How many places, repeats included. */
  count: number;
}

/**
 * `@dana.levi` and `#123` between words. A Hebrew prefix joins with a hyphen (ל-@dana, ב־#123), so a hyphen before is
 * a boundary; a letter, a digit or what addresses are made of is not.
 */
const REFERENCE =
  /(?<![\p{L}\p{N}_&/#@.=?])(?:@([a-z0-9]{1,40}(?:\.[a-z0-9]{1,40}){0,5})|#([1-9]\d{0,8}))(?![\p{L}\p{N}_@#])/giu;

/**
 * Text as HTML with its references linked. The links say nothing of what they lead to, neither a name nor a title: the
 * HTML is stored once and shown to readers with different rights.
 *
 * Without a resolver the references are only collected, so that a caller can look them all up before rendering.
 */
export function linkReferences(text: string, resolvers: ReferenceResolvers, found: ReferencesFound): string {
  let html = '';
  let end = 0;
  for (const match of text.matchAll(REFERENCE)) {
    const [whole, handle, digits] = match;
    if (found.count >= MAX_REFERENCES) {
      break;
    }
    found.count += 1;
    const link =
      handle === undefined
        ? linkThread(Number(digits), whole, resolvers, found)
        : linkMention(handle, whole, resolvers, found);
    html += escapeText(text.slice(end, match.index)) + link;
    end = match.index + whole.length;
  }
  return html + escapeText(text.slice(end));
}

function linkMention(
  handle: string,
  written: string,
  { resolveMention }: ReferenceResolvers,
  found: ReferencesFound,
): string {
  const key = handle.toLowerCase();
  const target = resolveMention?.(key);
  if (target || !resolveMention) {
    found.mentions.add(key);
  }
  // Between Hebrew words "@dana" would be drawn "dana@": its own direction keeps the sign in front.
  const dir = letterDirection(written) ?? 'ltr';
  return target
    ? `<a class="mention" href="${escapeHtml(target.href)}" dir="${dir}">${escapeHtml(written)}</a>`
    : escapeText(written);
}

function linkThread(
  id: number,
  written: string,
  { resolveThread }: ReferenceResolvers,
  found: ReferencesFound,
): string {
  const target = resolveThread?.(id);
  if (target || !resolveThread) {
    found.threadRefs.add(id);
  }
  return target
    ? `<a class="thread-ref" href="${escapeHtml(target.href)}">${escapeHtml(written)}</a>`
    : escapeText(written);
}
