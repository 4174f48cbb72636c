import { expect, test } from 'vitest';
import { importThreads } from '#app/domain/transfer/import.server';
import { testDatabase } from '#tests/support/database';
import { makeTopic } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { exportLines, importLines, threadLine } from '#tests/support/transfer';

const database = withDatabase(await testDatabase());

async function entries() {
  const rows = await database.auditEntry.findMany({ orderBy: { id: 'asc' } });
  return rows.map(({ action, outcome, memberId, detail }) => ({
    action,
    outcome,
    memberId,
    detail: JSON.parse(detail),
  }));
}

test('a dry run leaves no entry: it changes nothing', async () => {
  await makeTopic();
  await importLines(database, [threadLine(1)], { dryRun: true });
  expect(await entries()).toEqual([]);
});

test('an import and an export are each an entry with its counts, and without a word of a thread or a person', async () => {
  await makeTopic();
  await importLines(database, [threadLine(1), threadLine(2), '{']);
  await exportLines(database);
  const by = { outcome: 'allowed', memberId: null };
  const imported = { read: 3, created: 2, updated: 0, unchanged: 0, failed: 1, posts: 8, by: 'command line' };
  expect(await entries()).toEqual([
    { ...by, action: 'thread.import', detail: imported },
    {
      ...by,
      action: 'thread.export',
      detail: { threads: 2, posts: 8, complete: true, withRed: true, by: 'command line' },
    },
  ]);
});

test('what went in before an import broke off is an entry too', async () => {
  await makeTopic();
  async function* broken(): AsyncGenerator<string> {
    yield JSON.stringify(threadLine(1));
    throw new Error('the disk is gone');
  }
  await expect(importThreads(database, broken())).rejects.toThrow('the disk is gone');
  expect(await entries()).toMatchObject([{ action: 'thread.import', detail: { read: 1, created: 0 } }]);
});
