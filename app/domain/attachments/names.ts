import { stripBidiControls } from '#app/markdown/bidi';

/** Letters of a name at most, its extension included: 100 of any script fit into what file systems take. */
export const NAME_MAX_CHARS = 100;
const EXTENSION_MAX_CHARS = 10;

/** What file systems and command lines read as something else; the quotation mark stays, Hebrew abbreviations have it. */
const TROUBLESOME = /[<>:|?*]|\p{Cc}|\p{Cs}|\p{Zl}|\p{Zp}/gu;

/**
 * The name under which a file is kept and offered again, from whatever a browser called it: the last part of a path, in
 * one normal form (NFC), without invisible signs, no dots or blanks at its ends, of bounded length. May be empty.
 */
export function cleanFileName(sent: string): string {
  const own = sent.split(/[/\\]/).at(-1) ?? '';
  const clean = trimEnds(stripBidiControls(own.normalize('NFC')).replace(TROUBLESOME, ' ').replace(/\s+/gu, ' '));
  const letters = [...clean];
  if (letters.length <= NAME_MAX_CHARS) {
    return clean;
  }
  const extension = extensionOf(clean);
  const ending = extension === '' ? '' : `.${extension}`;
  return trimEnds(letters.slice(0, NAME_MAX_CHARS - ending.length).join('')) + ending;
}

function trimEnds(name: string): string {
  return name.replace(/^[\s.]+|[\s.]+$/gu, '');
}

/** What follows the last full stop, in small letters; empty when that is no extension. */
export function extensionOf(name: string): string {
  const found = /[^.]\.([a-z0-9]+)$/i.exec(name)?.[1] ?? '';
  return found.length <= EXTENSION_MAX_CHARS ? found.toLowerCase() : '';
}
