import { beforeEach, describe, expect, test } from 'vitest';
import { setClock } from '#app/domain/clock';
import { changeLabel } from '#app/domain/threads/label.server';
import { setRecipients } from '#app/domain/threads/sharing.server';
import type { MemberViewer } from '#app/domain/viewer';
import { ownDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { answer, ask, makeTopic, openingOf } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';
import { author, exportLines, importLines, threadLine } from '#tests/support/transfer';

const own = await ownDatabase();
const database = withDatabase(own.database);

beforeEach(async () => {
  await own.empty();
  setClock();
  await makeTopic();
});

async function someone(): Promise<MemberViewer> {
  return viewerFor((await makeMember({ authorityIds: [(await makeAuthority()).id] })).id);
}

/** Whom each thread is for, by address. */
async function lists(): Promise<Record<string, string[]>> {
  const threads = await database.thread.findMany({
    orderBy: { id: 'asc' },
    select: { title: true, recipients: { select: { member: { select: { email: true } } } } },
  });
  return Object.fromEntries(
    threads.map(({ title, recipients }) => [title, recipients.map(({ member }) => member.email).sort()]),
  );
}

const RED = { label: 'TLP:RED', posts: [] };

describe('a line that cannot go in', () => {
  test('for somebody nobody knows: the line and the name, and the other lines go in', async () => {
    const result = await importLines(database, [
      threadLine(1, { ...RED, recipients: [{ email: 'nobody@example.org' }] }),
      threadLine(2, { ...RED, recipients: [{ externalId: 'u-99' }] }),
      threadLine(3, RED),
    ]);
    expect(result).toMatchObject({ created: 1, failed: 2 });
    expect(result.errors).toEqual([
      { line: 1, reason: 'recipients: there is no member "nobody@example.org"' },
      { line: 2, reason: 'recipients: there is no member "u-99"' },
    ]);
    expect(await database.threadRecipient.count()).toBe(0);
  });

  test('for names under a label that every member sees, for nobody in particular, or for a crowd', async () => {
    const crowd = Array.from({ length: 101 }, (_, index) => author(index));
    const result = await importLines(database, [
      threadLine(1, { posts: [], recipients: [author(5)] }),
      threadLine(2, { ...RED, recipients: [{ name: 'דנה' }] }),
      threadLine(3, { ...RED, recipients: crowd }),
      threadLine(4, { posts: [], recipients: [] }),
    ]);
    expect(result).toMatchObject({ created: 1, failed: 3 });
    expect(result.errors.map(({ reason }) => reason)).toEqual([
      'recipients: nothing of the thread is stricter than TLP:GREEN, which every member sees',
      'recipients.0: has neither externalId nor email',
      'recipients: names more than 100',
    ]);
  });
});

describe('whom a line is for', () => {
  test('members by id or address, people of the file by either, and somebody new with a name', async () => {
    const known = await someone();
    const { email } = await database.member.findUniqueOrThrow({ where: { id: known.memberId } });
    const line = threadLine(1, {
      ...RED,
      recipients: [{ email }, { externalId: 'u-7' }, author(8), { externalId: 'u-1' }],
    });
    const result = await importLines(database, [line, threadLine(2, { author: author(7) })]);
    expect(result).toMatchObject({ created: 2, failed: 0 });
    // The author, u-1, is no recipient of their own thread.
    expect((await lists())['שאלה מספר 1']).toEqual([email, 'writer.7@example.org', 'writer.8@example.org'].sort());
    expect(await database.member.findUnique({ where: { email: 'writer.8@example.org' } })).toMatchObject({
      status: 'pending',
    });
    expect(await importLines(database, [line])).toMatchObject({ unchanged: 1 });
  });

  test('without a word of them the list stays; with one it becomes what the line says, and search is told', async () => {
    await importLines(database, [threadLine(1, { ...RED, recipients: [author(7), author(8)] })]);
    expect(await importLines(database, [threadLine(1, RED)])).toMatchObject({ unchanged: 1 });
    const before = await database.thread.findFirstOrThrow();
    const told = await database.outbox.count({ where: { queue: 'search' } });
    const changed = [threadLine(1, { ...RED, recipients: [author(8), author(9)] })];
    expect(await importLines(database, changed, { dryRun: true })).toMatchObject({ updated: 1 });
    expect(await importLines(database, changed)).toMatchObject({ updated: 1 });
    expect((await lists())[before.title]).toEqual(['writer.8@example.org', 'writer.9@example.org']);
    expect((await database.thread.findFirstOrThrow()).revision).toBeGreaterThan(before.revision);
    expect(await database.outbox.count({ where: { queue: 'search' } })).toBeGreaterThan(told);
    expect(await importLines(database, [threadLine(1, { ...RED, recipients: [] })])).toMatchObject({ updated: 1 });
    expect(await database.threadRecipient.count()).toBe(0);
  });
});

test('an export into an empty forum gives the same lists, and then the same bytes', async () => {
  const [asker, first, second] = [await someone(), await someone(), await someone()];
  for (const label of ['RED', 'AMBER_STRICT', 'AMBER'] as const) {
    const threadId = await ask(asker, { label, title: `שאלה ${label}` });
    const openingId = await openingOf(threadId);
    await setRecipients(asker, openingId, [second.handle]);
    await setRecipients(asker, openingId, [first.handle, second.handle]);
  }
  // Open to all again, but for one answer: the list still says whom that is for.
  const mixed = await ask(asker, { label: 'AMBER', title: 'פתוחה' });
  const openingId = await openingOf(mixed);
  await setRecipients(asker, openingId, [first.handle]);
  await answer(first, mixed, 'בסוד', 'RED');
  await changeLabel(asker, openingId, { label: 'GREEN', reason: 'כבר לא רגיש' });
  const open = await ask(asker, { label: 'AMBER', title: 'פתוחה לגמרי' });
  const openId = await openingOf(open);
  await setRecipients(asker, openId, [first.handle]);
  await changeLabel(asker, openId, { label: 'GREEN', reason: 'כבר לא רגיש' });
  const before = await lists();
  const lines = await exportLines(database);
  expect(lines.map((line) => Object.hasOwn(JSON.parse(line), 'recipients'))).toEqual([true, true, true, true, false]);
  await own.empty();
  expect(await importLines(database, lines)).toMatchObject({ created: 5, failed: 0, errors: [] });
  expect(await lists()).toEqual({ ...before, 'פתוחה לגמרי': [] });
  expect(await exportLines(database)).toEqual(lines);
  expect(await importLines(database, lines)).toMatchObject({ unchanged: 5 });
});
