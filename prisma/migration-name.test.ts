import { describe, expect, it } from 'vitest';
import { nextMigrationName } from './migration-name';

describe('nextMigrationName', () => {
  it('counts on from the highest number there is', () => {
    expect(nextMigrationName([], 'forum')).toBe('0001_forum');
    expect(nextMigrationName(['0001_forum', '0009_sessions', '0002_tags'], 'trust_labels')).toBe('0010_trust_labels');
  });

  it.each(['', 'Forum', '2nd', 'a-b', 'a__b', 'a_', '../x', 'a b', 'פורום'])('refuses the name "%s"', (name) => {
    expect(() => nextMigrationName([], name)).toThrow(/not a migration's name/);
  });
});
