import { type Link, MAX_LINKS } from '#app/domain/minutes/model';

const ADDRESS = /https?:\/\/[^\s<>"'`[\]{}|\\^]{1,2000}/gi;
const TEXT_MAX_CHARS = 300;

/** Every web address of a text, the first time it stands there, with the words it is linked to. */
export function listLinks(text: string): Link[] {
  const found = new Map<string, Link>();
  let [line, counted] = [1, 0];
  for (const match of text.matchAll(ADDRESS)) {
    if (found.size >= MAX_LINKS) {
      break;
    }
    for (let at = text.indexOf('\n', counted); at >= 0 && at < match.index; at = text.indexOf('\n', counted)) {
      line += 1;
      counted = at + 1;
    }
    const url = trimAddress(match[0]);
    if (!found.has(url) && URL.canParse(url)) {
      found.set(url, { url, text: linkedWords(text, match.index), line });
    }
  }
  return [...found.values()];
}

/** Without the marks of the sentence round it; a bracket stays only when it was opened inside. */
function trimAddress(written: string): string {
  let url = written.replace(/[.,;:!?*_~]{1,20}$/, '');
  while (url.endsWith(')') && url.split('(').length < url.split(')').length) {
    url = url.slice(0, -1).replace(/[.,;:!?*_~]{1,20}$/, '');
  }
  return url;
}

/** `[words](address)`: the words, or null. */
function linkedWords(text: string, at: number): string | null {
  const before = text.slice(Math.max(0, at - TEXT_MAX_CHARS - 4), at).replace(/<$/, '');
  if (!before.endsWith('](')) {
    return null;
  }
  const open = before.lastIndexOf('[');
  const words = before.slice(open + 1, -2).trim();
  return open < 0 || words === '' || words.includes('\n\n') ? null : words;
}
