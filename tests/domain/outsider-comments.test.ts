import { beforeEach, describe, expect, test } from 'vitest';
import { mergeThread } from '#app/domain/moderation/merge.server';
import { setLocked } from '#app/domain/moderation/thread-acts.server';
import { commentAsOutsider, setClosedToOutsiders } from '#app/domain/outsider-comments/commands.server';
import { decideOutsider, removeOutsider } from '#app/domain/outsider-comments/decisions.server';
import type { OutsiderCommentInput } from '#app/domain/outsider-comments/input';
import { getOutsiderSection } from '#app/domain/outsider-comments/queries.server';
import { countWaitingOutsiders, listWaitingOutsiders } from '#app/domain/outsider-comments/queue.server';
import { setOutsiderComments } from '#app/domain/outsider-comments/setting.server';
import { getThread } from '#app/domain/posts/thread-view.server';
import { deletePost } from '#app/domain/posts/verdicts.server';
import { changeLabel } from '#app/domain/threads/label.server';
import { GUEST, type MemberViewer, type Viewer } from '#app/domain/viewer';
import { testDatabase } from '#tests/support/database';
import { administrator, makeAuthority, makeMember } from '#tests/support/factories-members';
import { answer, ask, openingOf } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';
import { refusal, refusalCode } from '#tests/support/refusal';

const database = withDatabase(await testDatabase());
const WRITTEN: OutsiderCommentInput = {
  name: 'רות כהן',
  email: 'ruth@example.org',
  body: 'גם אצלנו זה קרה.',
  rules: true,
};

let admin: MemberViewer;
let author: MemberViewer;
let moderator: MemberViewer;
let second: MemberViewer;
let threadId: number;

async function member(values: Parameters<typeof makeMember>[0] = {}): Promise<MemberViewer> {
  const authority = await makeAuthority();
  return viewerFor((await makeMember({ authorityIds: [authority.id], ...values })).id);
}

beforeEach(async () => {
  await database.outsiderComment.deleteMany();
  admin = await administrator();
  author = await member();
  moderator = await member({ role: 'moderator' });
  second = await member({ role: 'moderator' });
  threadId = await ask(author, { label: 'CLEAR' });
  await setOutsiderComments(admin, true);
});

/** Sends a comment; its id. */
async function sent(values: Partial<OutsiderCommentInput> = {}, under = threadId): Promise<number> {
  await commentAsOutsider(GUEST, under, { ...WRITTEN, ...values });
  return (await database.outsiderComment.findFirstOrThrow({ orderBy: { id: 'desc' } })).id;
}
const decide = (viewer: Viewer, id: number, outcome: 'approved' | 'declined' = 'approved') =>
  decideOutsider(viewer, { id, outcome, reason: 'לפי הכללים' });
const section = async (viewer: Viewer, under = threadId) => getOutsiderSection(viewer, await getThread(viewer, under));
const shown = async (viewer: Viewer = GUEST) => (await section(viewer))?.comments.map(({ id }) => id);
const waiting = async (viewer: Viewer) => (await listWaitingOutsiders(viewer))?.items.map(({ id }) => id);

describe('a comment', () => {
  test('of whoever is signed in, under what they do not see, or where it is closed: refused, and nothing is kept', async () => {
    for (const label of ['GREEN', 'AMBER', 'RED'] as const) {
      const hidden = await ask(author, { label });
      expect(await refusal(commentAsOutsider(GUEST, hidden, WRITTEN)), label).toBe('not_found not_found');
      expect(await section(author, hidden), label).toBeNull();
    }
    expect(await refusal(commentAsOutsider(GUEST, 999_999, WRITTEN))).toBe('not_found not_found');
    expect(await refusalCode(commentAsOutsider(author, threadId, WRITTEN))).toBe('forbidden');
    const suspended = { memberId: author.memberId, reason: 'suspended', name: 'x', handle: 'x' } as const;
    expect(await refusalCode(commentAsOutsider({ kind: 'guest', limited: suspended }, threadId, WRITTEN))).toBe(
      'forbidden',
    );
    await setLocked(moderator, threadId, true, 'x');
    expect(await refusal(commentAsOutsider(GUEST, threadId, WRITTEN))).toBe('conflict outsidersClosed');
    await setLocked(moderator, threadId, false, 'x');
    await setClosedToOutsiders(author, threadId, true);
    expect(await refusal(commentAsOutsider(GUEST, threadId, WRITTEN))).toBe('conflict outsidersClosed');
    await setClosedToOutsiders(moderator, threadId, false);
    await setOutsiderComments(admin, false);
    expect(await refusal(commentAsOutsider(GUEST, threadId, WRITTEN))).toBe('conflict outsidersClosed');
    expect(await section(GUEST)).toBeNull();
    await deletePost(author, await openingOf(threadId), '');
    expect(await refusalCode(commentAsOutsider(GUEST, threadId, WRITTEN))).toBe('not_found');
    expect(await database.outsiderComment.count()).toBe(0);
  });

  test('with many links, or where too many wait, is refused', async () => {
    const links = '[a](https://a.example) https://b.example <c@d.example>';
    expect(await refusal(sent({ body: links }))).toBe('invalid outsiderLinks body');
    const { rules: _rules, ...row } = WRITTEN;
    const many = Array.from({ length: 100 }, () => ({ ...row, threadId, createdAt: new Date() }));
    await database.outsiderComment.createMany({ data: many });
    expect(await refusal(sent())).toBe('conflict outsidersFull');
    const other = await ask(author, { label: 'CLEAR' });
    await database.outsiderComment.createMany({ data: many });
    expect(await refusal(sent({}, other))).toBe('conflict outsidersFull');
  });

  test('is read by nobody before it is approved, then by everybody, without its e-mail, and counts for nothing', async () => {
    const id = await sent({ body: 'ראו [כאן](https://a.example/x), @dana ו־#1 ![תמונה](https://b.example/y.png)' });
    expect(await shown()).toEqual([]);
    expect(await shown(author)).toEqual([]);
    const { answerCount, lastActivityAt } = await database.thread.findUniqueOrThrow({ where: { id: threadId } });
    await decide(moderator, id);
    for (const viewer of [GUEST, author, moderator]) {
      const found = await section(viewer);
      expect(found?.comments).toMatchObject([{ id, name: WRITTEN.name }]);
      expect(JSON.stringify(found)).not.toContain(WRITTEN.email);
    }
    const [one] = (await section(GUEST))?.comments ?? [];
    expect(one?.html).toContain('<a href="https://a.example/x" rel="nofollow ugc noopener"');
    expect(one?.html).not.toMatch(/<img|class="mention"|class="thread-ref"/);
    const after = await database.thread.findUniqueOrThrow({ where: { id: threadId } });
    expect([after.answerCount, after.lastActivityAt]).toEqual([answerCount, lastActivityAt]);
    expect(await database.notification.count({ where: { threadId } })).toBe(0);
    expect(await database.outbox.count({ where: { queue: 'mail' } })).toBe(0);
  });

  test('goes from every reader at once: a stricter label, a deleted thread, the switch, and back', async () => {
    const id = await sent();
    await decide(moderator, id);
    const opening = await openingOf(threadId);
    await changeLabel(author, opening, { label: 'GREEN', reason: 'x' });
    expect(await section(moderator)).toBeNull();
    await changeLabel(author, opening, { label: 'CLEAR', reason: 'x' });
    expect(await shown()).toEqual([id]);
    await setOutsiderComments(admin, false);
    expect(await section(author)).toBeNull();
    await setOutsiderComments(admin, true);
    expect(await shown(author)).toEqual([id]);
    await deletePost(author, opening, '');
    expect(await section(author)).toBeNull();
    expect(await section(moderator)).toBeNull();
  });

  test('goes along with a thread that is merged into another, and does not open under a stricter one', async () => {
    const id = await sent();
    await decide(moderator, id);
    const open = await ask(author, { label: 'CLEAR' });
    await mergeThread(moderator, threadId, { target: open, reason: 'x' });
    expect((await section(GUEST, open))?.comments).toMatchObject([{ id }]);
    const strict = await ask(author, { label: 'GREEN' });
    await mergeThread(moderator, open, { target: strict, reason: 'x' });
    expect(await section(author, strict)).toBeNull();
  });
});

describe('a decision', () => {
  test('is a moderator’s, not that of the thread’s author, and of two at once one is told', async () => {
    const id = await sent();
    for (const viewer of [GUEST, author]) {
      expect(await refusalCode(decide(viewer, id))).toBe('forbidden');
      expect(await refusalCode(listWaitingOutsiders(viewer))).toBe('forbidden');
      expect(await countWaitingOutsiders(viewer)).toBe(0);
      expect(await refusalCode(removeOutsider(viewer, { id, reason: 'x' }))).toBe('forbidden');
    }
    const own = await ask(moderator, { label: 'CLEAR' });
    const theirs = await sent({}, own);
    expect(await refusal(decide(moderator, theirs))).toBe('conflict outsiderOwnThread');
    expect((await listWaitingOutsiders(moderator))?.items.map((item) => item.mayDecide)).toEqual([true, false]);
    const outcomes = await Promise.all([
      refusal(decide(moderator, id, 'approved')),
      refusal(decide(second, id, 'declined')),
    ]);
    expect(outcomes.filter((one) => one === 'conflict already_decided')).toHaveLength(1);
    expect(await waiting(moderator)).toEqual([theirs]);
    await decide(second, theirs, 'declined');
    expect(await shown()).toHaveLength(outcomes[0] === 'conflict already_decided' ? 0 : 1);
    expect(await refusalCode(decide(second, 999_999))).toBe('not_found');
  });

  test('stands in the log with its reason, and without a word of the comment or its addresses', async () => {
    const [one, other] = [await sent(), await sent()];
    await decide(moderator, one);
    await decide(moderator, other, 'declined');
    await removeOutsider(second, { id: one, reason: 'לבקשת מי שכתבה' });
    expect(await refusal(removeOutsider(second, { id: one, reason: 'x' }))).toBe('conflict already_decided');
    expect(await shown()).toEqual([]);
    const entries = await database.auditEntry.findMany({ where: { subjectType: 'outsider' }, orderBy: { id: 'asc' } });
    const ours = entries.filter(({ subjectId }) => [one, other].map(String).includes(subjectId ?? ''));
    expect(ours.map(({ action, memberId }) => [action, memberId])).toEqual([
      ['outsider.approve', moderator.memberId],
      ['outsider.decline', moderator.memberId],
      ['outsider.remove', second.memberId],
    ]);
    expect(JSON.stringify(ours)).toContain('לבקשת מי שכתבה');
    expect(JSON.stringify(ours)).not.toMatch(/ruth@|רות כהן|אצלנו/);
  });

  test('is asked for only where it would be read: not under a raised label, not switched off', async () => {
    const id = await sent();
    expect([await waiting(moderator), await countWaitingOutsiders(moderator)]).toEqual([[id], 1]);
    expect((await listWaitingOutsiders(moderator))?.items).toMatchObject([{ email: WRITTEN.email }]);
    const opening = await openingOf(threadId);
    await changeLabel(author, opening, { label: 'GREEN', reason: 'x' });
    expect([await waiting(moderator), await countWaitingOutsiders(moderator)]).toEqual([[], 0]);
    expect(await refusalCode(decide(moderator, id))).toBe('not_found');
    await changeLabel(author, opening, { label: 'CLEAR', reason: 'x' });
    await setOutsiderComments(admin, false);
    expect([await waiting(moderator), await countWaitingOutsiders(moderator)]).toEqual([undefined, 0]);
  });

  test('the queue has the oldest first, page by page', async () => {
    const ids: number[] = [];
    for (let number = 0; number < 12; number += 1) {
      ids.push(await sent());
    }
    const first = await listWaitingOutsiders(moderator);
    expect(first?.items.map(({ id }) => id)).toEqual(ids.slice(0, 10));
    const next = await listWaitingOutsiders(moderator, first?.next);
    expect([next?.items.map(({ id }) => id), next?.next]).toEqual([ids.slice(10), null]);
  });
});

test('the switch is an administrator’s, a thread’s that of its author and of moderators; both are written down', async () => {
  for (const viewer of [GUEST, author, moderator]) {
    expect(await refusalCode(setOutsiderComments(viewer, false))).toBe('forbidden');
  }
  const other = await member();
  await answer(other, threadId);
  for (const viewer of [GUEST, other]) {
    expect(await refusalCode(setClosedToOutsiders(viewer, threadId, true))).toBe('forbidden');
  }
  expect(await refusalCode(setClosedToOutsiders(other, await ask(author, { label: 'RED' }), true))).toBe('not_found');
  expect((await section(author))?.can).toEqual({ comment: false, close: true, remove: false });
  expect((await section(moderator))?.can).toEqual({ comment: false, close: true, remove: true });
  expect((await section(other))?.can).toEqual({ comment: false, close: false, remove: false });
  expect((await section(GUEST))?.can).toEqual({ comment: true, close: false, remove: false });
  await setClosedToOutsiders(author, threadId, true);
  expect((await section(GUEST))?.can.comment).toBe(false);
  await setOutsiderComments(admin, false);
  expect(await refusalCode(setClosedToOutsiders(author, threadId, false))).toBe('not_found');
  const actions = (await database.auditEntry.findMany({ orderBy: { id: 'desc' }, take: 2 })).map((row) => row.action);
  expect(actions).toEqual(['outsider.policy', 'outsider.close']);
});
