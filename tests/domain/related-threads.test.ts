import { afterEach, beforeEach, expect, test } from 'vitest';
import { setClock } from '#app/domain/clock';
import { bumpRevision } from '#app/domain/revision';
import { loadDocuments } from '#app/domain/search/documents.server';
import { listRelated } from '#app/domain/search/similar.server';
import { GUEST } from '#app/domain/viewer';
import { getSearch } from '#app/instances.server';
import { testDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { ask } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';
import { indexNow } from '#tests/support/search';

const database = withDatabase(await testDatabase());
const TITLE = 'גיבוי שרתים לענן נימבוס';

let time = 0;
let thread: { id: number; title: string };
let related: number;

beforeEach(async () => {
  time = Date.parse('2026-03-01T08:00:00Z');
  setClock(() => time);
  const authority = await makeAuthority();
  const author = await viewerFor((await makeMember({ authorityIds: [authority.id] })).id);
  thread = { id: await ask(author, { title: TITLE, label: 'CLEAR' }), title: TITLE };
  related = await ask(author, { title: TITLE, label: 'CLEAR' });
  await indexNow();
});
afterEach(() => setClock());

async function shown(): Promise<number[]> {
  return (await listRelated(GUEST, thread)).map(({ id }) => id);
}

/** Until the search engine, opened by the first question, answers in time. */
async function shownOnce(): Promise<void> {
  await expect.poll(shown, { timeout: 10_000 }).toEqual([related]);
}

test('a related thread whose label another process raised is offered no more', async () => {
  await shownOnce();
  await database.thread.update({ where: { id: related }, data: { label: 'GREEN' } });
  expect(await shown()).toEqual([]);
});

test('which threads are related is asked again after some seconds, behind the page that noticed', async () => {
  await shownOnce();
  await getSearch().embedded.engine.remove([`thread:${related}`]);
  expect(await shown()).toEqual([related]);
  time += 5_001;
  expect(await shown()).toEqual([related]);
  await expect.poll(shown).toEqual([]);
});

test('a change in the forum makes them be found anew, and no page waits for that', async () => {
  await shownOnce();
  await getSearch().embedded.engine.remove([`thread:${related}`]);
  bumpRevision();
  expect(await shown()).toEqual([related]);
  await expect.poll(shown).toEqual([]);
});

test('that none is related is kept as long', async () => {
  await shownOnce();
  const { engine } = getSearch().embedded;
  await engine.remove([`thread:${related}`]);
  time += 5_001;
  await expect.poll(shown).toEqual([]);
  await engine.upsert(await loadDocuments(database, 'thread', [String(related)]));
  expect(await shown()).toEqual([]);
  time += 5_001;
  await expect.poll(shown).toEqual([related]);
});
