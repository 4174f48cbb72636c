import { expect, test } from 'vitest';
import { getThread } from '#app/domain/posts/thread-view.server';
import { ownDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { ask } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';
import { linesOf, startProcess } from '#tests/support/processes';

const { database, target } = await ownDatabase();
withDatabase(database);

const ANSWERS = 200;
const KILLED_AFTER = 100;

test('a kill in the middle of 200 answers loses no acknowledged one and leaves nothing half-done', async () => {
  const authority = await makeAuthority();
  const member = await makeMember({ authorityIds: [authority.id] });
  const viewer = await viewerFor(member.id);
  const threadId = await ask(viewer);
  const child = startProcess(
    'tests/support/answering-process.ts',
    JSON.stringify(target),
    member.id,
    String(threadId),
    String(ANSWERS),
  );
  let said = 0;
  const lines = await linesOf(child, () => {
    said += 1;
    if (said === KILLED_AFTER) {
      child.kill('SIGKILL');
    }
  });
  const acknowledged = lines.map(Number);
  expect(acknowledged.length).toBeGreaterThanOrEqual(KILLED_AFTER);
  expect(acknowledged.length).toBeLessThan(ANSWERS);

  const found = await database.post.findMany({ where: { threadId, kind: 'answer' }, select: { id: true } });
  const ids = new Set(found.map((post) => post.id));
  expect(acknowledged.filter((id) => !ids.has(id))).toEqual([]);
  // The one in flight may have been committed without the word getting through; then all of it was.
  expect(found.length - acknowledged.length).toBeLessThanOrEqual(1);
  expect((await getThread(viewer, threadId)).answerTotal).toBe(found.length);
  const thread = await database.thread.findUniqueOrThrow({ where: { id: threadId } });
  expect(thread.answerCount).toBe(found.length);
  expect(await database.postRevision.count()).toBe(found.length + 1);
  expect(await database.outbox.count({ where: { queue: 'search' } })).toBe(found.length + 1);
});
