import type { z } from 'zod';
import { FORMULA, oneLineCell, readSheet } from '#app/domain/csv';

/** What is wrong in a file, and where. `message` is a key of namespace `errors`. */
export interface SheetFault {
  /** Number of the line in the file, from 1. */
  line: number;
  /** Null where the line or the file as a whole is at fault. */
  column: string | null;
  message: string;
  values: Record<string, string | number>;
  /** What stands in the cell. */
  cell: string;
}

export type LineOutcome = 'added' | 'changed' | 'left';

/** What an import did, or would do: line by line, and what is wrong. With a fault, nothing is done. */
export interface ImportReport {
  lines: { line: number; key: string; outcome: LineOutcome }[];
  faults: SheetFault[];
  applied: boolean;
}

export const IMPORT_MAX_BYTES = 1_000_000;
export const IMPORT_MAX_LINES = 5_000;

export interface SheetLine<Value> {
  line: number;
  value: Value;
}

/** What the columns of a file are: by their titles, which must be there, and what a line must be. */
export interface SheetForm<Column extends string, S extends z.ZodType> {
  columnOf: (title: string) => Column | undefined;
  required: readonly Column[];
  schema: S;
  /** What a thing is known by: two lines with one of these are a fault in column `keyColumn`. */
  keyOf: (value: z.output<S>) => string;
  keyColumn: Column;
}

function fault(line: number, column: string | null, message: string, cell = ''): SheetFault {
  return { line, column, message, values: {}, cell: cell.slice(0, 100) };
}

/** Reads a file by its form: the lines that are right, and every fault of the others. Never throws. */
export function readLinesOf<Column extends string, S extends z.ZodType>(
  bytes: Uint8Array,
  form: SheetForm<Column, S>,
): { lines: SheetLine<z.output<S>>[]; faults: SheetFault[] } {
  const sheet = readSheet(bytes, { maxBytes: IMPORT_MAX_BYTES, maxRecords: IMPORT_MAX_LINES });
  if (!sheet.ok) {
    return { lines: [], faults: [fault(1, null, `sheet_${sheet.reason}`)] };
  }
  const [titles, ...records] = sheet.records;
  const columns = titles?.cells.map(form.columnOf) ?? [];
  const missing = form.required.filter((column) => !columns.includes(column));
  if (titles === undefined || missing.length > 0) {
    const line = titles?.line ?? 1;
    return { lines: [], faults: missing.map((column) => fault(line, column, 'sheet_no_column')) };
  }
  if (records.length > IMPORT_MAX_LINES) {
    return { lines: [], faults: [fault(IMPORT_MAX_LINES + 2, null, 'sheet_too_many')] };
  }
  const faults = sheet.unread.map((line) => fault(line, null, 'sheet_quotes'));
  const lines: SheetLine<z.output<S>>[] = [];
  const seen = new Set<string>();
  for (const { line, cells } of records) {
    const row = rowOf(cells, columns);
    const parsed = form.schema.safeParse(row);
    if (!parsed.success) {
      faults.push(...faultsOf(line, row, parsed.error));
    } else if (seen.has(form.keyOf(parsed.data))) {
      faults.push(fault(line, form.keyColumn, 'sheet_twice', form.keyOf(parsed.data)));
    } else {
      seen.add(form.keyOf(parsed.data));
      lines.push({ line, value: parsed.data });
    }
  }
  return { lines, faults: faults.sort((one, other) => one.line - other.line) };
}

/** The cells by column. An apostrophe that keeps a spreadsheet program from calculating is not part of the text. */
function rowOf(cells: readonly string[], columns: readonly (string | undefined)[]): Record<string, string> {
  const row: Record<string, string> = {};
  for (const [index, column] of columns.entries()) {
    const cell = cells[index] ?? '';
    if (column !== undefined && row[column] === undefined) {
      row[column] = oneLineCell(cell.startsWith("'") && FORMULA.test(cell.slice(1)) ? cell.slice(1) : cell);
    }
  }
  return row;
}

/** One fault a column: the first that was found. */
function faultsOf(line: number, row: Record<string, string>, error: z.ZodError): SheetFault[] {
  const found = new Map<string, SheetFault>();
  for (const issue of error.issues) {
    const column = String(issue.path[0] ?? '');
    const values: Record<string, number> = issue.code === 'too_big' ? { max: Number(issue.maximum) } : {};
    if (issue.code === 'too_small') {
      values.min = Number(issue.minimum);
    }
    if (!found.has(column)) {
      found.set(column, { ...fault(line, column, issue.message, row[column] ?? ''), values });
    }
  }
  return [...found.values()];
}

/** The fault of a cell that names nothing known. */
export function unknownCell(line: number, column: string, message: string, cell: string): SheetFault {
  return fault(line, column, message, cell);
}
