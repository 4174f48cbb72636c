import { beforeEach, describe, expect, test } from 'vitest';
import { raiseFlag } from '#app/domain/moderation/flags.server';
import { findMerged, mergeThread } from '#app/domain/moderation/merge.server';
import { splitThread } from '#app/domain/moderation/split.server';
import { listNotices } from '#app/domain/notifications/queries.server';
import { getThread } from '#app/domain/posts/thread-view.server';
import { setAccepted, setVote } from '#app/domain/posts/verdicts.server';
import { setBookmark, setSameQuestion } from '#app/domain/threads/marks.server';
import { visiblePosts } from '#app/domain/threads/visible.server';
import { GUEST, type MemberViewer, type Viewer } from '#app/domain/viewer';
import { testDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { answer, ask, comment, openingOf } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';
import { refusal, refusalCode } from '#tests/support/refusal';

const database = withDatabase(await testDatabase());
const WHY = 'שני עניינים שונים';
const TITLE = 'דיון נפרד על גיבויים';

let asker: MemberViewer;
let helper: MemberViewer;
let other: MemberViewer;
let near: MemberViewer;
let everybody: Viewer[];

async function member(values: Parameters<typeof makeMember>[0] = {}): Promise<MemberViewer> {
  const authority = await makeAuthority();
  return viewerFor((await makeMember({ authorityIds: [authority.id], ...values })).id);
}

beforeEach(async () => {
  asker = await member();
  helper = await member();
  other = await member();
  // A moderator whom the asker's label lets in.
  near = await member({ role: 'moderator', authorityIds: asker.authorityIds });
  const beside = await member({ authorityIds: helper.authorityIds });
  everybody = [GUEST, asker, helper, other, near, beside, await member({ role: 'moderator' })];
});

/** Who sees which of the posts, by the where-clause that everything asks. */
async function seen(ids: number[]): Promise<string[][]> {
  return Promise.all(
    everybody.map(async (viewer) => {
      const rows = await database.post.findMany({
        where: { AND: [visiblePosts(viewer), { id: { in: ids } }] },
        select: { id: true },
      });
      return rows.map(({ id }) => String(id));
    }),
  );
}

/** Runs an act and checks that nobody sees a post that they did not see before. */
async function opensNothing<T>(threadIds: number[], act: () => Promise<T>): Promise<T> {
  const posts = await database.post.findMany({ where: { threadId: { in: threadIds } }, select: { id: true } });
  const ids = posts.map(({ id }) => id);
  const before = await seen(ids);
  const made = await act();
  const after = await seen(ids);
  const gained = after.map((own, index) => own.filter((id) => !before[index]?.includes(id)));
  expect(gained.flat()).toEqual([]);
  return made;
}

const split = (viewer: Viewer, threadId: number, ...posts: number[]) =>
  splitThread(viewer, threadId, { posts, title: TITLE, reason: WHY });
const merge = (viewer: Viewer, threadId: number, target: number) =>
  mergeThread(viewer, threadId, { target, reason: WHY });

describe('splitting', () => {
  test('is refused to members, for what is not an answer here, and where a flag concerns the moderator', async () => {
    const threadId = await ask(asker);
    const id = await answer(helper, threadId);
    expect(await refusalCode(split(asker, threadId, id))).toBe('forbidden');
    expect(await refusal(split(near, threadId))).toBe('invalid splitNothing posts');
    expect(await refusal(split(near, threadId, await openingOf(threadId)))).toBe('conflict splitStale');
    expect(await refusal(split(near, threadId, await answer(helper, await ask(asker))))).toBe('conflict splitStale');
    const closed = await answer(helper, threadId, 'סגור', 'RED');
    expect(await refusalCode(split(near, threadId, closed))).toBe('not_found');
    await raiseFlag(near, id, { reason: 'off_topic', text: '' });
    expect(await refusal(split(near, threadId, id))).toBe('conflict ownCaseDecides');
  });

  test('takes comments, votes and notices along; counts and the accepted answer are right on both sides', async () => {
    const threadId = await ask(asker, { tags: ['dr'] });
    const stays = await answer(helper, threadId, 'נשאר');
    const first = await answer(helper, threadId, 'עובר');
    const second = await answer(other, threadId, 'גם עובר');
    const under = await comment(asker, first, 'הערה שעוברת');
    await setVote(other, first, true);
    await setAccepted(asker, first, true);
    const newId = await opensNothing([threadId], () => split(near, threadId, second, first));
    const made = await getThread(other, newId);
    expect(made).toMatchObject({ title: TITLE, kind: 'discussion', label: 'GREEN', tags: ['dr'], answerTotal: 1 });
    expect([made.opening.id, made.opening.score, made.opening.comments.map(({ id }) => id)]).toEqual([
      first,
      1,
      [under],
    ]);
    expect(made.answers.map(({ id }) => id)).toEqual([second]);
    expect(made.acts).toMatchObject([{ kind: 'split_in', otherThreadId: threadId }]);
    const old = await getThread(other, threadId);
    expect(old).toMatchObject({ state: 'open', answerTotal: 1, acts: [{ kind: 'split_out', otherThreadId: newId }] });
    expect(old.answers.map(({ id }) => id)).toEqual([stays]);
    const notice = (await listNotices(helper)).rows.find(({ postId }) => postId === under);
    expect(notice?.thread?.id).toBe(newId);
    const row = await database.thread.findUniqueOrThrow({ where: { id: newId } });
    expect(row).toMatchObject({ answerCount: 1, score: 1, authorId: helper.memberId, acceptedPostId: null });
    const entry = await database.auditEntry.findFirstOrThrow({ where: { action: 'thread.split' } });
    expect(JSON.parse(entry.detail)).toMatchObject({ to: newId, posts: 2, reason: WHY });
    const queued = await database.outbox.findMany({ where: { queue: 'search', entityId: String(threadId) } });
    expect(queued.at(-1)?.payload).toContain('hides');
  });

  test('by two at once is done once', async () => {
    const threadId = await ask(asker);
    const id = await answer(helper, threadId);
    const done = await Promise.allSettled([split(near, threadId, id), split(near, threadId, id)]);
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await database.thread.count({ where: { title: TITLE, posts: { none: {} } } })).toBe(0);
  });

  test('takes the strictest label of what moves, and never opens a text to anybody', async () => {
    const threadId = await ask(asker);
    const open = await answer(asker, threadId, 'פתוח');
    const strict = await answer(helper, threadId, 'סגור', 'AMBER');
    const newId = await opensNothing([threadId], () => split(near, threadId, open, strict));
    expect((await getThread(near, newId)).label).toBe('AMBER');
    expect(await refusalCode(getThread(other, newId)), 'the open one came under the stricter label').toBe('not_found');
    const second = await ask(asker);
    const theirs = await answer(other, second, 'פתוח');
    const closed = await answer(helper, second, 'סגור', 'AMBER');
    expect(await refusal(split(near, second, theirs, closed)), 'the other would open what they may not see').toBe(
      'conflict movingOpens',
    );
  });
});

describe('merging', () => {
  test('is refused to members, into itself, into a looser label, and into what is not there for the moderator', async () => {
    const threadId = await ask(asker, { label: 'AMBER' });
    const open = await ask(other);
    const hidden = await ask(other, { label: 'RED' });
    expect(await refusalCode(merge(asker, threadId, open))).toBe('forbidden');
    expect(await refusal(merge(near, threadId, threadId))).toBe('invalid mergeItself target');
    expect(await refusal(merge(near, threadId, open))).toBe('invalid mergeLooser target');
    expect(await refusal(merge(near, threadId, hidden))).toBe('invalid threadUnknown target');
    expect(await refusal(merge(near, threadId, 9_999_999))).toBe('invalid threadUnknown target');
    expect(await refusalCode(merge(near, hidden, open))).toBe('not_found');
  });

  test('is refused where the other asker or recipients would see what they do not now', async () => {
    const third = await member({ authorityIds: asker.authorityIds });
    const threadId = await ask(asker);
    await answer(helper, threadId, 'סגור', 'AMBER');
    expect(await refusal(merge(near, threadId, await ask(other)))).toBe('conflict movingOpens');
    const named = await ask(asker, { label: 'AMBER', recipients: [other.handle] });
    expect(await refusal(merge(near, await ask(asker, { label: 'AMBER' }), named))).toBe('conflict movingOpens');
    expect(await refusal(merge(near, await ask(third, { label: 'AMBER' }), await ask(asker, { label: 'AMBER' })))).toBe(
      'conflict movingOpens',
    );
  });

  test('the opening becomes an answer, marks are united, counts are right, the address leads there', async () => {
    const target = await ask(other);
    const kept = await answer(helper, target);
    await setAccepted(other, kept, true);
    const threadId = await ask(asker);
    const opening = await openingOf(threadId);
    const moved = await answer(helper, threadId);
    const under = await comment(other, opening);
    await setVote(helper, opening, true);
    await setAccepted(asker, moved, true);
    for (const [who, id] of [
      [helper, threadId],
      [near, threadId],
      [near, target],
    ] as const) {
      await setBookmark(who, id, true);
    }
    await setSameQuestion(helper, threadId, true);
    await setSameQuestion(helper, target, true);
    await setSameQuestion(other, threadId, true);
    const to = await opensNothing([threadId, target], () => merge(near, threadId, target));
    expect(to).toEqual({ threadId: target, postId: opening });
    const view = await getThread(asker, target);
    expect(view.answers.map(({ id }) => id).sort()).toEqual([kept, opening, moved].sort());
    expect(view.answers.find(({ id }) => id === opening)).toMatchObject({ score: 1, comments: [{ id: under }] });
    expect(view).toMatchObject({ answerTotal: 3, state: 'answered', acts: [{ kind: 'merge_in', role: 'moderator' }] });
    expect(view.same.memberCount, 'the asker does not have their own question too').toBe(1);
    const row = await database.thread.findUniqueOrThrow({ where: { id: target } });
    expect(row).toMatchObject({ answerCount: 3, sameCount: 1, acceptedPostId: kept });
    const bookmarks = await database.bookmark.findMany({ where: { threadId: target }, select: { memberId: true } });
    expect(bookmarks.map(({ memberId }) => memberId).sort()).toEqual([helper.memberId, near.memberId].sort());
    expect(await refusalCode(getThread(asker, threadId))).toBe('not_found');
    expect(await findMerged(asker, threadId)).toEqual(to);
    expect(await findMerged(GUEST, threadId)).toBe(null);
    expect(await findMerged(asker, 9_999_999)).toBe(null);
    expect(await refusalCode(merge(near, threadId, target)), 'a second time').toBe('not_found');
  });

  test('into a stricter label closes what was open; nothing unread counts as read', async () => {
    const target = await ask(asker, { label: 'AMBER' });
    const threadId = await ask(asker);
    const late = await answer(helper, threadId);
    const read = await database.readMarker.findFirstOrThrow({ where: { threadId: target, memberId: asker.memberId } });
    await database.readMarker.update({
      where: { memberId_threadId: { memberId: asker.memberId, threadId: target } },
      data: { lastPostId: late },
    });
    await opensNothing([threadId, target], () => merge(near, threadId, target));
    const labels = await database.post.findMany({ where: { threadId: target }, select: { label: true } });
    expect([...new Set(labels.map(({ label }) => label))]).toEqual(['AMBER']);
    expect(await refusalCode(getThread(helper, target))).toBe('not_found');
    expect(await findMerged(helper, threadId), 'by its writer, under the asker’s label').toBe(null);
    expect(read.lastPostId).toBeLessThan(late);
    expect((await getThread(asker, target)).firstUnreadPostId).toBe(late);
  });

  test('by two at once is done once', async () => {
    const threadId = await ask(asker);
    const targets = [await ask(other), await ask(other)];
    const done = await Promise.allSettled(targets.map((target) => merge(near, threadId, target)));
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await database.post.count({ where: { threadId: { in: targets } } })).toBe(3);
  });
});
