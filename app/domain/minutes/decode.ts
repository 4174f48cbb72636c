import { MINUTES_MAX_BYTES, type Refusal } from '#app/domain/minutes/model';

/** Text of a file as it was, a byte order mark included: encoded again it gives the same bytes. */
export type Decoded = { ok: true; text: string } | { ok: false; refusal: Refusal };

const HTML_START = /^\s{0,1000}(?:<!doctype html|<html|<head|<body|<\?xml)[\s>]/i;
const CLOSING_TAG = /<\/(?:p|div|li|ul|ol|tr|td|table|span|h[1-6])>/gi;
const MARKDOWN_HEADING = /^#{1,6}[ \t]+\S/m;
/** Fewer than these are somebody's layout inside a Markdown text. */
const CLOSING_TAGS_OF_A_PAGE = 10;

/** The text of a file of minutes, or why it is none. */
export function decodeMinutes(bytes: Uint8Array): Decoded {
  if (bytes.length > MINUTES_MAX_BYTES) {
    return refuse('too_large', null, [String(bytes.length)]);
  }
  const wide = wideEncoding(bytes);
  if (wide !== null) {
    return refuse('encoding', 1, [wide]);
  }
  const text = decodeUtf8(bytes);
  if (text === null) {
    return refuse('encoding', firstBadLine(bytes), [looksHebrew(bytes) ? 'windows-1255' : 'unknown']);
  }
  if (text.includes('\0')) {
    return refuse('binary', lineAt(text, text.indexOf('\0')), []);
  }
  if (text.replace(/^\ufeff/, '').trim() === '') {
    return refuse('empty', null, []);
  }
  const start = text.replace(/^\ufeff/, '');
  const isPage = (text.match(CLOSING_TAG)?.length ?? 0) >= CLOSING_TAGS_OF_A_PAGE && !MARKDOWN_HEADING.test(text);
  return HTML_START.test(start) || isPage ? refuse('html', 1, []) : { ok: true, text };
}

/** The number of the line, from 1, on which a character stands. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) {
    line += 1;
  }
  return line;
}

function refuse(code: Refusal['code'], line: number | null, seen: string[]): Decoded {
  return { ok: false, refusal: { code, line, seen } };
}

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function wideEncoding(bytes: Uint8Array): string | null {
  const [first, second] = [bytes[0], bytes[1]];
  if (first === 0xff && second === 0xfe) {
    return 'utf-16le';
  }
  return first === 0xfe && second === 0xff ? 'utf-16be' : null;
}

/** The first line that is not UTF-8 by itself; characters never reach over a line end. */
function firstBadLine(bytes: Uint8Array): number | null {
  let [start, line] = [0, 1];
  while (start < bytes.length) {
    const end = bytes.indexOf(10, start);
    const stop = end < 0 ? bytes.length : end;
    if (decodeUtf8(bytes.subarray(start, stop)) === null) {
      return line;
    }
    start = stop + 1;
    line += 1;
  }
  return null;
}

/** Most letters beyond ASCII are where windows-1255 has the Hebrew ones. */
function looksHebrew(bytes: Uint8Array): boolean {
  const high = bytes.filter((byte) => byte >= 0x80);
  return high.filter((byte) => byte >= 0xe0 && byte <= 0xfa).length > high.length / 2;
}
