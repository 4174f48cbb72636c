import { stringify } from 'csv-stringify/sync';
import { BOM, FORMULA, oneLineCell, readSheet, type SheetEncoding } from '#app/domain/csv';
import {
  ATTENDANCE_COLUMNS,
  type AttendanceColumn,
  columnOf,
  columnTitle,
  readReply,
  readYesNo,
  replyText,
  yesNoText,
} from '#app/domain/sessions/attendance-words';
import type { ReplyState } from '#app/domain/sessions/waiting-list';
import type { Locale } from '#app/i18n/locales';

/** A line of a session's attendance list. */
export interface AttendanceRow {
  name: string;
  authority: string;
  role: string;
  email: string;
  reply: ReplyState | null;
  /** Null: not noted. */
  attended: boolean | null;
  /** Came without having replied. */
  walkIn: boolean;
  note: string;
}

/** Why a line of a file is left out. `formula`: begins as a spreadsheet program would calculate. */
export type BadRowCode = 'no_name' | 'formula' | 'email' | 'reply' | 'attended' | 'too_long' | 'twice' | 'quotes';

export interface BadRow {
  /** Number of the line in the file on which the row ends, from 1. */
  line: number;
  code: BadRowCode;
  column: AttendanceColumn | null;
}

export type AttendanceEncoding = SheetEncoding;

export type AttendanceFile =
  | { ok: true; rows: { line: number; row: AttendanceRow }[]; bad: BadRow[]; encoding: AttendanceEncoding }
  | { ok: false; reason: 'too_large' | 'encoding' | 'empty' | 'no_name_column' | 'too_many_rows' };

export const ATTENDANCE_MAX_BYTES = 1_000_000;
export const ATTENDANCE_MAX_ROWS = 2_000;
const CELL_MAX_CHARS = 200;
const NOTE_MAX_CHARS = 1_000;

const EMAIL = /^[^\s@<>"]{1,64}@[^\s@<>".]{1,63}(?:\.[^\s@<>".]{1,63}){1,8}$/;

/** The list as a CSV file: UTF-8 with its mark, CRLF, and an apostrophe before whatever would be calculated. */
export function writeAttendanceCsv(rows: readonly AttendanceRow[], locale: Locale): string {
  const records = rows.map((row) => [
    ...[row.name, row.authority, row.role, row.email].map(oneLineCell),
    row.reply === null ? '' : replyText(row.reply, locale),
    row.attended === null ? '' : yesNoText(row.attended, locale),
    row.walkIn ? yesNoText(true, locale) : '',
    oneLineCell(row.note),
  ]);
  const titles = ATTENDANCE_COLUMNS.map((column) => columnTitle(column, locale));
  return BOM + stringify([titles, ...records], { record_delimiter: 'windows', escape_formulas: true });
}

/**
 * Reads an attendance list: commas, semicolons or tabs, columns in any order by their titles in either language, in
 * UTF-8 or as Hebrew spreadsheet programs save it. What cannot be read is left out and reported by line. Never throws.
 */
export function readAttendanceCsv(bytes: Uint8Array): AttendanceFile {
  const sheet = readSheet(bytes, { maxBytes: ATTENDANCE_MAX_BYTES, maxRecords: ATTENDANCE_MAX_ROWS });
  if (!sheet.ok) {
    return sheet;
  }
  const bad: BadRow[] = sheet.unread.map((line) => ({ line, code: 'quotes', column: null }));
  const [titles, ...records] = sheet.records;
  if (titles === undefined) {
    return { ok: false, reason: 'empty' };
  }
  const columns = titles.cells.map(columnOf);
  if (!columns.some((column) => column === 'name' || column === 'firstName' || column === 'lastName')) {
    return { ok: false, reason: 'no_name_column' };
  }
  if (records.length > ATTENDANCE_MAX_ROWS) {
    return { ok: false, reason: 'too_many_rows' };
  }
  const rows: { line: number; row: AttendanceRow }[] = [];
  const seen = new Set<string>();
  for (const { line, cells } of records) {
    const read = readRow(cells, columns);
    const key = 'row' in read ? identityOf(read.row) : '';
    if ('code' in read) {
      bad.push({ line, ...read });
    } else if (seen.has(key)) {
      bad.push({ line, code: 'twice', column: null });
    } else {
      seen.add(key);
      rows.push({ line, row: read.row });
    }
  }
  return { ok: true, rows, bad: bad.sort((a, b) => a.line - b.line), encoding: sheet.encoding };
}

type ReadRow = { row: AttendanceRow } | { code: BadRowCode; column: AttendanceColumn | null };

function readRow(cells: readonly string[], columns: readonly (AttendanceColumn | null)[]): ReadRow {
  const values = new Map<AttendanceColumn, string>();
  for (const [index, column] of columns.entries()) {
    const cell = cells[index] ?? '';
    if (column === null || values.has(column)) {
      continue;
    }
    const guarded = cell.startsWith("'") && FORMULA.test(cell.slice(1));
    if (FORMULA.test(cell) && column !== 'note' && oneLineCell(cell) !== '-') {
      return { code: 'formula', column };
    }
    const value = oneLineCell(guarded ? cell.slice(1) : cell);
    if (value.length > (column === 'note' ? NOTE_MAX_CHARS : CELL_MAX_CHARS)) {
      return { code: 'too_long', column };
    }
    values.set(column, value === '-' ? '' : value);
  }
  return toRow((column) => values.get(column) ?? '');
}

function toRow(value: (column: AttendanceColumn) => string): ReadRow {
  const name = value('name') || `${value('firstName')} ${value('lastName')}`.trim();
  const [reply, attended, walkIn] = [
    readReply(value('reply')),
    readYesNo(value('attended')),
    readYesNo(value('walkIn')),
  ];
  if (name === '') {
    return { code: 'no_name', column: 'name' };
  }
  if (value('email') !== '' && !EMAIL.test(value('email'))) {
    return { code: 'email', column: 'email' };
  }
  if (reply === undefined) {
    return { code: 'reply', column: 'reply' };
  }
  if (attended === undefined || walkIn === undefined) {
    return { code: 'attended', column: attended === undefined ? 'attended' : 'walkIn' };
  }
  const email = value('email').toLowerCase();
  const { authority, role, note } = { authority: value('authority'), role: value('role'), note: value('note') };
  return { row: { name, authority, role, email, reply, attended, walkIn: walkIn === true, note } };
}

/** Two rows with one address, or without any and with one name and authority, are the same person. */
function identityOf({ name, authority, email }: AttendanceRow): string {
  return email === '' ? `${name}\n${authority}` : email;
}
