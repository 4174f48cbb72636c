import { parse } from 'csv-parse/sync';
import type { Locale } from '#app/i18n/locales';
import { stripBidiControls } from '#app/markdown/bidi';
import { normaliseText } from '#search/analysis/words';

/** Spreadsheet programs take a file for UTF-8 only by this. */
export const BOM = '\ufeff';
/** What makes a spreadsheet program calculate (OWASP: CSV injection), in its full-width forms too. */
export const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

export type SheetEncoding = 'utf-8' | 'utf-16le' | 'windows-1255';

export interface SheetRecord {
  /** Number of the line in the file on which the record ends, from 1. */
  line: number;
  cells: string[];
}

/** A file of lines and columns: its first record is its titles. `unread` are lines whose quotation marks make no sense. */
export type Sheet =
  | { ok: true; records: SheetRecord[]; unread: number[]; encoding: SheetEncoding }
  | { ok: false; reason: 'too_large' | 'encoding' };

/**
 * Reads a CSV file: commas, semicolons or tabs, in UTF-8 or as Hebrew spreadsheet programs save it. Of a file with more
 * than `maxRecords` records beside its titles one more is read, so that the caller can tell. Never throws.
 */
export function readSheet(bytes: Uint8Array, limits: { maxBytes: number; maxRecords: number }): Sheet {
  if (bytes.length > limits.maxBytes) {
    return { ok: false, reason: 'too_large' };
  }
  const decoded = decodeSheet(bytes);
  if (decoded === null) {
    return { ok: false, reason: 'encoding' };
  }
  const text = decoded.text.replace(/\r\n?/g, '\n');
  return { ok: true, encoding: decoded.encoding, ...parseRecords(text, limits.maxRecords) };
}

/** The text of a file in the encodings of spreadsheet programs; null for anything else. */
export function decodeSheet(bytes: Uint8Array): { text: string; encoding: SheetEncoding } | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) {
    return { text: new TextDecoder('utf-16le').decode(bytes), encoding: 'utf-16le' };
  }
  if (bytes.includes(0)) {
    return null;
  }
  for (const encoding of ['utf-8', 'windows-1255'] as const) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      // Almost any bytes are windows-1255; only Hebrew letters make it likely.
      return encoding === 'windows-1255' && !/\p{Script=Hebrew}/u.test(text) ? null : { text, encoding };
    } catch {
      // Not in this encoding: the next.
    }
  }
  return null;
}

function parseRecords(text: string, maxRecords: number): { records: SheetRecord[]; unread: number[] } {
  const records: SheetRecord[] = [];
  const unread: number[] = [];
  try {
    parse(text, {
      delimiter: delimiterOf(text),
      to: maxRecords + 2,
      relax_column_count: true,
      // Hebrew abbreviations carry a quotation mark: דוא"ל, מנמ"ר.
      relax_quotes: true,
      skip_empty_lines: true,
      skip_records_with_error: true,
      on_skip: (error) => {
        unread.push(typeof error?.lines === 'number' ? error.lines : 1);
        return undefined;
      },
      on_record: (cells: string[], { lines }) => {
        if (cells.some((cell) => cell.trim() !== '')) {
          records.push({ line: lines, cells });
        }
        return null;
      },
    });
  } catch {
    // A quotation mark that is never closed: what was read before it stands.
    unread.push(text.split('\n').length);
  }
  return { records, unread };
}

/** The one of the three that the line of titles has most of. */
function delimiterOf(text: string): string {
  const titles = /^[^\n]*/.exec(text.trimStart())?.[0] ?? '';
  const counted = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: titles.split(delimiter).length }));
  return counted.reduce((most, next) => (next.count > most.count ? next : most)).delimiter;
}

/** A cell as one line, without characters that are not seen. */
export function oneLineCell(text: string): string {
  return stripBidiControls(text.normalize('NFC'))
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

/** Words for each kind in both languages, several by `|`; the first of each is the one written. */
export type KindWords<Kind extends string> = Readonly<Record<Kind, Readonly<Record<Locale, string>>>>;

/** The kind that a word means, by any of its names. */
export function indexWords<Kind extends string>(words: KindWords<Kind>): (text: string) => Kind | undefined {
  const found = new Map<string, Kind>();
  for (const kind in words) {
    for (const name of `${words[kind].he}|${words[kind].en}`.split('|')) {
      found.set(foldWord(name), kind);
    }
  }
  return (text) => found.get(foldWord(text));
}

/** The name that is written. */
export function firstWord(names: string): string {
  return names.split('|')[0]?.trim() ?? '';
}

/** Case, niqqud, quotation marks and what is not a letter do not count. */
function foldWord(text: string): string {
  return normaliseText(text.slice(0, 60)) || text.trim();
}
