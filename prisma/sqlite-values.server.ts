import {
  type ArgType,
  type ColumnType,
  ColumnTypeEnum,
  DriverAdapterError,
  type MappedError,
  type ResultValue,
} from '@prisma/driver-adapter-utils';
import Libsql from 'libsql';

/**
 * How values and failures pass between Prisma's query engine and SQLite: the same rules as Prisma's own adapter for
 * libsql, so that a database file can be opened by either.
 */

const COLUMN_TYPES: Record<string, ColumnType> = {
  BIGINT: ColumnTypeEnum.Int64,
  BLOB: ColumnTypeEnum.Bytes,
  BOOLEAN: ColumnTypeEnum.Boolean,
  DATE: ColumnTypeEnum.Date,
  DATETIME: ColumnTypeEnum.DateTime,
  DECIMAL: ColumnTypeEnum.Numeric,
  DOUBLE: ColumnTypeEnum.Double,
  FLOAT: ColumnTypeEnum.Float,
  INT: ColumnTypeEnum.Int32,
  INTEGER: ColumnTypeEnum.Int32,
  JSONB: ColumnTypeEnum.Json,
  NUMERIC: ColumnTypeEnum.Double,
  REAL: ColumnTypeEnum.Double,
  TEXT: ColumnTypeEnum.Text,
  TIME: ColumnTypeEnum.Time,
  TIMESTAMP: ColumnTypeEnum.DateTime,
  VARCHAR: ColumnTypeEnum.Text,
};

type RawRow = readonly unknown[];

/** The type under which a computed column (one that no table declares) is returned, by the first value it has. */
function inferredType(rows: readonly RawRow[], column: number): ColumnType {
  const value = rows.find((row) => row[column] !== null)?.[column];
  switch (typeof value) {
    case 'string':
      return ColumnTypeEnum.Text;
    case 'bigint':
    case 'number':
      return ColumnTypeEnum.UnknownNumber;
    case 'object':
      return ColumnTypeEnum.Bytes;
    default:
      return ColumnTypeEnum.Int32;
  }
}

/** The type of each column: as its table declares it, or else by what the rows hold. */
export function columnTypes(declared: readonly (string | null)[], rows: readonly RawRow[]): ColumnType[] {
  return declared.map(
    (type, column) => (type === null ? undefined : COLUMN_TYPES[type.toUpperCase()]) ?? inferredType(rows, column),
  );
}

function fromInteger(value: bigint, type: ColumnType | undefined): ResultValue {
  if (type === ColumnTypeEnum.DateTime) {
    return new Date(Number(value)).toISOString();
  }
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value.toString();
}

function fromSqlite(value: unknown, type: ColumnType | undefined): ResultValue {
  switch (typeof value) {
    case 'bigint':
      return fromInteger(value, type);
    case 'number':
      return type === ColumnTypeEnum.Int32 || type === ColumnTypeEnum.Int64 ? Math.trunc(value) : value;
    case 'string':
      return value;
    default:
      return value instanceof Uint8Array ? new Uint8Array(value) : null;
  }
}

/** One row as the engine takes it. */
export function rowFromSqlite(row: RawRow, types: readonly ColumnType[]): ResultValue[] {
  return row.map((value, column) => fromSqlite(value, types[column]));
}

// Instants are kept as text of one fixed form, so that their order as text is their order in time.
function instant(value: string | Date): string {
  return new Date(value).toISOString().replace('Z', '+00:00');
}

/** One parameter as SQLite takes it. */
export function argumentToSqlite(value: unknown, type: ArgType | undefined): unknown {
  if (typeof value === 'boolean') {
    return value ? 1 : 0;
  }
  if (value instanceof Date) {
    return instant(value);
  }
  if (typeof value !== 'string') {
    return value ?? null;
  }
  switch (type?.scalarType) {
    case 'bigint':
      return BigInt(value);
    case 'decimal':
      return Number.parseFloat(value);
    case 'datetime':
      return instant(value);
    case 'bytes':
      return Buffer.from(value, 'base64');
    default:
      return value;
  }
}

// Extended result codes: https://www.sqlite.org/rescode.html
const BUSY = 5;
const PRIMARY_CODE_MASK = 0xff;
const UNIQUE = new Set([2067, 1555]);
const NOT_NULL = 1299;
const FOREIGN_KEY = new Set([787, 1811]);

/** The columns named in `… constraint failed: Table.first, Table.second`. */
function failedFields(message: string): { fields: string[] } | undefined {
  const named = message.split('constraint failed: ')[1];
  return named ? { fields: named.split(', ').map((column) => column.split('.').pop() ?? column) } : undefined;
}

function mappedError(code: number, message: string): MappedError {
  if (UNIQUE.has(code)) {
    return { kind: 'UniqueConstraintViolation', constraint: failedFields(message) };
  }
  if (code === NOT_NULL) {
    return { kind: 'NullConstraintViolation', constraint: failedFields(message) };
  }
  if (FOREIGN_KEY.has(code)) {
    return { kind: 'ForeignKeyConstraintViolation', constraint: { foreignKey: {} } };
  }
  if ((code & PRIMARY_CODE_MASK) === BUSY) {
    return { kind: 'SocketTimeout' };
  }
  const missing = /^no such (table|column): (.+)$/.exec(message);
  if (missing?.[1] === 'table') {
    return { kind: 'TableDoesNotExist', table: missing[2] };
  }
  if (missing) {
    return { kind: 'ColumnNotFound', column: missing[2] };
  }
  return { kind: 'sqlite', extendedCode: code, message };
}

/** The error to throw to the engine for one that the driver threw. */
export function errorFromSqlite(error: unknown): unknown {
  if (!(error instanceof Libsql.SqliteError)) {
    return error;
  }
  const code = error.rawCode ?? 1;
  return new DriverAdapterError({
    originalCode: String(code),
    originalMessage: error.message,
    ...mappedError(code, error.message),
  });
}
