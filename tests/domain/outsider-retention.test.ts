import { afterEach, beforeEach, expect, test } from 'vitest';
import { withOrigin } from '#app/domain/audit/origin.server';
import { now, setClock } from '#app/domain/clock';
import { commentAsOutsider } from '#app/domain/outsider-comments/commands.server';
import { decideOutsider, removeOutsider } from '#app/domain/outsider-comments/decisions.server';
import { getOutsiderSection } from '#app/domain/outsider-comments/queries.server';
import { setOutsiderComments } from '#app/domain/outsider-comments/setting.server';
import { getThread } from '#app/domain/posts/thread-view.server';
import { deletePost } from '#app/domain/posts/verdicts.server';
import { runRetention } from '#app/domain/retention/jobs.server';
import { getRetention } from '#app/domain/retention/settings.server';
import { GUEST, type MemberViewer } from '#app/domain/viewer';
import { testDatabase } from '#tests/support/database';
import { administrator, makeAuthority, makeMember } from '#tests/support/factories-members';
import { ask, openingOf } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';

const database = withDatabase(await testDatabase());
const DAY_MS = 86_400_000;
const origin = { ipAddress: '203.0.113.9', requestId: 'r' };
let admin: MemberViewer;
let author: MemberViewer;
let threadId: number;

beforeEach(async () => {
  admin = await administrator();
  const authority = await makeAuthority();
  author = await viewerFor((await makeMember({ authorityIds: [authority.id] })).id);
  threadId = await ask(author, { label: 'CLEAR' });
  await setOutsiderComments(admin, true);
});
afterEach(() => setClock());

function pass(days: number): void {
  const later = now().getTime() + days * DAY_MS;
  setClock(() => later);
}

async function sent(body: string, outcome?: 'approved' | 'declined'): Promise<number> {
  const input = { name: 'רות', email: 'ruth@example.org', body, rules: true } as const;
  await withOrigin(origin, () => commentAsOutsider(GUEST, threadId, input));
  const { id } = await database.outsiderComment.findFirstOrThrow({ orderBy: { id: 'desc' } });
  if (outcome) {
    await decideOutsider(admin, { id, outcome, reason: 'x' });
  }
  return id;
}

test('ninety days after the decision addresses go; what was never published goes whole; what was approved stays', async () => {
  const approved = await sent('מאושר', 'approved');
  const removed = await sent('הוסר', 'approved');
  await sent('נדחה', 'declined');
  await sent('לא הוחלט');
  const known = await database.outsiderComment.findUniqueOrThrow({ where: { id: approved } });
  expect(known).toMatchObject({ email: 'ruth@example.org', ipAddress: origin.ipAddress });
  pass(50);
  await removeOutsider(admin, { id: removed, reason: 'x' });
  const late = await sent('מאוחר');
  pass(39);
  expect((await runRetention()).outsiders).toBe(0);
  pass(2);
  // Two whole ones, and the addresses of two.
  expect((await runRetention()).outsiders).toBe(4);
  const rows = await database.outsiderComment.findMany({ orderBy: { id: 'asc' } });
  expect(rows.map(({ id, email, ipAddress, body }) => [id, email, ipAddress, body])).toEqual([
    [approved, null, null, 'מאושר'],
    [removed, null, null, 'הוסר'],
    [late, 'ruth@example.org', origin.ipAddress, 'מאוחר'],
  ]);
  pass(60);
  expect((await runRetention()).outsiders).toBe(2);
  const shown = await getOutsiderSection(GUEST, await getThread(GUEST, threadId));
  expect(shown?.comments.map(({ id }) => id)).toEqual([approved]);
  const line = (await getRetention(admin)).find(({ job }) => job === 'outsiders');
  expect(line).toMatchObject({ months: null, removed: 2 });
});

test('under a deleted thread a comment goes when the thread’s own text does', async () => {
  await sent('מאושר', 'approved');
  await deletePost(author, await openingOf(threadId), '');
  pass(360);
  await runRetention();
  expect(await database.outsiderComment.count({ where: { threadId } })).toBe(1);
  pass(10);
  await runRetention();
  expect(await database.outsiderComment.count({ where: { threadId } })).toBe(0);
});
