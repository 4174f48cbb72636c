import { afterEach, beforeEach, expect, test } from 'vitest';
import { setClock } from '#app/domain/clock';
import { queueSearch } from '#app/domain/search/queue.server';
import { startSummary } from '#app/domain/summaries/commands.server';
import { editRecord } from '#app/domain/summaries/edit-record.server';
import { amendSummary } from '#app/domain/summaries/publish.server';
import { getSummary } from '#app/domain/summaries/summary-view.server';
import type { MemberViewer } from '#app/domain/viewer';
import { testDatabase } from '#tests/support/database';
import { makeMember } from '#tests/support/factories-members';
import { holdSession, publish } from '#tests/support/factories-summaries';
import { expectEqual, find, indexerOf, makeIndex, settle } from '#tests/support/indexing';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';

const database = withDatabase(await testDatabase());

let host: MemberViewer;

beforeEach(async () => {
  setClock(() => Date.parse('2026-02-15T08:00:00Z'));
  host = await viewerFor((await makeMember({ role: 'host' })).id);
});
afterEach(() => setClock());

const BODY = [
  '# Table about flamingos',
  '## Participants\n\n- Zerubavel Quickly',
  '## Background\n\nA pelican was mentioned.',
  '## Decisions\n\n- Buy one cassowary',
  '## Open questions\n\n- Who feeds the ostrich?',
  '## Action items\n\n- [ ] Ask the heron by 2026-03-01',
].join('\n\n');

test('a draft is found by nobody; published, its text and records are, and who was there never', async () => {
  const index = makeIndex();
  const indexer = indexerOf(index);
  const draft = await holdSession(host);
  await startSummary(host, draft, { locale: 'en', markdown: BODY.replaceAll('pelican', 'penguin') });
  const id = await publish(host, { body: BODY });
  await settle(indexer);
  await expectEqual(index);
  const { records, id: summaryId } = await getSummary(host, id);
  const record = (kind: string) => `record:${records.find((one) => one.kind === kind)?.id}`;
  expect(await find(index, 'penguin')).toEqual([]);
  expect(await find(index, 'pelican')).toEqual([`summary:${summaryId}`]);
  expect((await find(index, 'cassowary')).sort()).toEqual([record('decision'), `summary:${summaryId}`].sort());
  expect(await find(index, 'ostrich')).toContain(record('question'));
  expect(await find(index, 'heron')).toContain(record('action'));
  expect(await find(index, 'Zerubavel')).toEqual([]);
});

test('an amendment, a closed action, a stricter label and a stricter session all reach the index', async () => {
  const index = makeIndex();
  const indexer = indexerOf(index);
  const id = await publish(host, { body: BODY });
  await settle(indexer);
  const action = (await getSummary(host, id)).records.find(({ kind }) => kind === 'action');
  await editRecord(host, { id: action?.id ?? 0, done: 'yes' });
  await settle(indexer);
  await expectEqual(index);
  const amendment = { body: BODY.replace('- Buy one cassowary', ''), reason: 'not so', confirmed: false };
  await amendSummary(host, id, { ...amendment, revision: 2, label: 'GREEN' });
  await settle(indexer);
  await expectEqual(index);
  expect(await find(index, 'cassowary')).toEqual([]);
  await amendSummary(host, id, { ...amendment, revision: 3, label: 'RED' });
  await settle(indexer);
  await expectEqual(index);
  expect(await find(index, 'ostrich')).toEqual([]);
  const other = await publish(host, { body: BODY.replaceAll('ostrich', 'toucan') });
  await settle(indexer);
  expect(await find(index, 'toucan')).toHaveLength(2);
  await database.$transaction(async (tx) => {
    await tx.session.update({ where: { id: other }, data: { label: 'RED', revision: { increment: 1 } } });
    await queueSearch(tx, [{ entity: 'session', id: other, hides: true }], new Date('2026-02-15T08:00:00Z'));
  });
  expect(
    await database.outbox.count({ where: { entityType: 'record', payload: { contains: 'hides' } } }),
  ).toBeGreaterThan(0);
  await settle(indexer);
  expect(await find(index, 'toucan')).toEqual([]);
});
