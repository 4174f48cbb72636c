import { ColumnTypeEnum, DriverAdapterError } from '@prisma/driver-adapter-utils';
import { describe, expect, it } from 'vitest';
import { openPlainConnection } from './sqlite-connection.server';
import { argumentToSqlite, columnTypes, rowFromSqlite } from './sqlite-values.server';

const scalar = (scalarType: 'datetime' | 'bigint' | 'bytes' | 'string') => ({ scalarType, arity: 'scalar' as const });

describe('values on their way to SQLite', () => {
  it('keeps instants as text whose order is the order in time', () => {
    const instants = ['2026-10-01T00:00:00Z', '2026-09-30T23:59:59.999Z', '2026-10-01T03:00:00.001+03:00'];
    const texts = instants.map((instant) => argumentToSqlite(instant, scalar('datetime')));
    expect(texts).toEqual([
      '2026-10-01T00:00:00.000+00:00',
      '2026-09-30T23:59:59.999+00:00',
      '2026-10-01T00:00:00.001+00:00',
    ]);
    expect(argumentToSqlite(new Date(0), undefined)).toBe('1970-01-01T00:00:00.000+00:00');
  });

  it('turns what SQLite has no type for into what it has', () => {
    expect(argumentToSqlite(true, undefined)).toBe(1);
    expect(argumentToSqlite(undefined, undefined)).toBeNull();
    expect(argumentToSqlite('9007199254740993', scalar('bigint'))).toBe(9007199254740993n);
    expect(argumentToSqlite('AP8=', scalar('bytes'))).toEqual(Buffer.from([0, 255]));
    expect(argumentToSqlite('2026-10-01', scalar('string'))).toBe('2026-10-01');
  });
});

describe('values on their way back', () => {
  it('types columns by their declaration, computed ones by their values', () => {
    const rows = [
      [1n, null, 'x'],
      [2n, 'text', 'y'],
    ];
    expect(columnTypes(['INTEGER', null, 'datetime'], rows)).toEqual([
      ColumnTypeEnum.Int32,
      ColumnTypeEnum.Text,
      ColumnTypeEnum.DateTime,
    ]);
  });

  it('loses no digit of a number beyond the safe ones', () => {
    const types = [ColumnTypeEnum.Int64, ColumnTypeEnum.Int64, ColumnTypeEnum.DateTime, ColumnTypeEnum.Bytes];
    const row = [5n, 9007199254740993n, 0n, Buffer.from([7])];
    expect(rowFromSqlite(row, types)).toEqual([5, '9007199254740993', '1970-01-01T00:00:00.000Z', new Uint8Array([7])]);
  });
});

describe('a connection', () => {
  const plain = (sql: string, ...args: unknown[]) => ({ sql, args, argTypes: [] });

  function failureOf(work: () => unknown): unknown {
    try {
      return work();
    } catch (error) {
      return error;
    }
  }

  it('says by which rule a statement failed, and can run it again', () => {
    const connection = openPlainConnection(':memory:');
    connection.runScript('PRAGMA foreign_keys = ON; CREATE TABLE a (b TEXT NOT NULL UNIQUE, c REFERENCES a (b));');
    const insert = (b: string | null, c: string | null) =>
      connection.execute(plain('INSERT INTO a VALUES (?, ?)', b, c));
    const kind = (work: () => unknown) => {
      const error = failureOf(work);
      return error instanceof DriverAdapterError ? error.cause : error;
    };
    expect(insert('x', null)).toBe(1);
    expect(kind(() => insert('x', null))).toMatchObject({
      kind: 'UniqueConstraintViolation',
      constraint: { fields: ['b'] },
    });
    expect(kind(() => insert(null, null))).toMatchObject({
      kind: 'NullConstraintViolation',
      constraint: { fields: ['b'] },
    });
    expect(kind(() => insert('y', 'z'))).toMatchObject({ kind: 'ForeignKeyConstraintViolation' });
    expect(kind(() => connection.query(plain('SELECT * FROM gone')))).toMatchObject({
      kind: 'TableDoesNotExist',
      table: 'gone',
    });
    expect(insert('y', 'x')).toBe(1);
    expect(connection.query(plain('SELECT b FROM a ORDER BY b')).rows).toEqual([['x'], ['y']]);
  });

  it('sees columns that were added since it last ran a query', () => {
    const connection = openPlainConnection(':memory:');
    connection.runScript('CREATE TABLE a (b TEXT); INSERT INTO a VALUES (1);');
    connection.query(plain('SELECT * FROM a'));
    connection.runScript('ALTER TABLE a ADD COLUMN c TEXT;');
    expect(connection.query(plain('SELECT * FROM a')).columnNames).toEqual(['b', 'c']);
  });
});
