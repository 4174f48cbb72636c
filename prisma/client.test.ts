import { describe, expect, it } from 'vitest';
import { createDatabase, databaseProvider } from './client.server';

describe('databaseProvider', () => {
  it('is SQLite unless an address of PostgreSQL is given', () => {
    expect(databaseProvider(undefined)).toBe('sqlite');
    expect(databaseProvider('')).toBe('sqlite');
    expect(databaseProvider('postgresql://forum@db/forum')).toBe('postgresql');
    expect(databaseProvider('postgres://forum@db/forum')).toBe('postgresql');
  });

  it('refuses what it cannot open', () => {
    expect(() => databaseProvider('mysql://db/forum')).toThrow(/DATABASE_URL/);
    expect(() => createDatabase({})).toThrow(/path of a SQLite file/);
  });
});
