import { beforeEach, describe, expect, test } from 'vitest';
import { DomainError } from '#app/domain/errors';
import { ProfileInput } from '#app/domain/members/input';
import { editProfile } from '#app/domain/members/profile.server';
import { editPost, postAnswer } from '#app/domain/posts/commands.server';
import { getPostHistory } from '#app/domain/posts/history.server';
import { getThread } from '#app/domain/posts/thread-view.server';
import { deletePost, restorePost, setAccepted, setVote } from '#app/domain/posts/verdicts.server';
import { editThread } from '#app/domain/threads/commands.server';
import { listThreads } from '#app/domain/threads/list.server';
import { setSameQuestion } from '#app/domain/threads/marks.server';
import { GUEST, type MemberViewer } from '#app/domain/viewer';
import { testDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { answer, ask, comment } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';

const database = withDatabase(await testDatabase());

const PROFILE = { itRole: 'cio', employment: 'staff', locale: 'he', theme: 'system', density: 'comfortable' };
const ALL = { view: 'all', sort: 'active' } as const;
let asker: MemberViewer;
let helper: MemberViewer;
let moderator: MemberViewer;

async function member(values: Parameters<typeof makeMember>[0] = {}): Promise<MemberViewer> {
  const authority = await makeAuthority();
  return viewerFor((await makeMember({ authorityIds: [authority.id], ...values })).id);
}

async function refusal(act: Promise<unknown>): Promise<string> {
  const error = await act.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof DomainError ? error.code : `no refusal: ${String(error)}`;
}

beforeEach(async () => {
  asker = await member();
  helper = await member();
  moderator = await member({ role: 'moderator' });
});

describe('who may', () => {
  test('a guest asks nothing, answers nothing, votes on nothing', async () => {
    const id = await ask(asker, { label: 'CLEAR' });
    const { opening } = await getThread(GUEST, id);
    expect(await refusal(ask(GUEST))).toBe('forbidden');
    expect(await refusal(answer(GUEST, id))).toBe('forbidden');
    expect(await refusal(setVote(GUEST, opening.id, true))).toBe('forbidden');
    expect(await refusal(setSameQuestion(GUEST, id, true))).toBe('forbidden');
    expect(await database.post.count()).toBe(1);
  });

  test('nobody votes for their own words, and two votes of one member are one', async () => {
    const id = await ask(asker);
    const postId = await answer(helper, id);
    expect(await refusal(setVote(helper, postId, true))).toBe('forbidden');
    await setVote(asker, postId, true);
    await setVote(asker, postId, true);
    expect((await getThread(asker, id)).answers[0]).toMatchObject({ score: 1, voted: true });
    await setVote(asker, postId, false);
    expect((await getThread(asker, id)).answers[0]).toMatchObject({ score: 0, voted: false });
  });

  test('only the asker accepts, and may take it back or choose another', async () => {
    const id = await ask(asker);
    const first = await answer(helper, id);
    const second = await answer(moderator, id);
    expect(await refusal(setAccepted(helper, first, true))).toBe('forbidden');
    expect(await refusal(setAccepted(moderator, first, true))).toBe('forbidden');
    await setAccepted(asker, first, true);
    expect((await getThread(helper, id)).state).toBe('answered');
    await setAccepted(asker, second, true);
    const view = await getThread(asker, id);
    expect(view.answers.map((post) => [post.id, post.accepted])).toEqual([
      [second, true],
      [first, false],
    ]);
    await setAccepted(asker, second, false);
    expect((await getThread(asker, id)).state).toBe('open');
  });

  test('others do not edit or delete; the author does; a moderator deletes with a trace', async () => {
    const id = await ask(asker);
    const postId = await answer(helper, id);
    expect(await refusal(editPost(asker, postId, { body: 'x', reason: '', revision: 1 }))).toBe('forbidden');
    expect(await refusal(deletePost(asker, postId, ''))).toBe('forbidden');
    await deletePost(moderator, postId, 'off topic');
    expect((await getThread(await member(), id)).answers).toEqual([]);
    expect((await getThread(helper, id)).answers[0]?.deleted).toEqual({ reason: 'off topic' });
    expect(await refusal(restorePost(helper, postId))).toBe('forbidden');
    await restorePost(moderator, postId);
    expect((await getThread(asker, id)).answers).toHaveLength(1);
    const actions = await database.auditEntry.findMany({ where: { subjectType: 'post' }, select: { action: true } });
    expect(actions.map((row) => row.action)).toEqual(['post.hide', 'post.restore']);
  });

  test('a deleted thread is not found by others, and its author restores it', async () => {
    const id = await ask(asker);
    const { opening } = await getThread(asker, id);
    await deletePost(asker, opening.id, '');
    expect(await refusal(getThread(helper, id))).toBe('not_found');
    expect((await listThreads(asker, ALL)).rows).toEqual([]);
    await restorePost(asker, opening.id);
    expect((await getThread(helper, id)).title).toBe('מי חותם ברשות על ההצטרפות?');
  });
});

describe('editing', () => {
  test('an edit from an older revision is a conflict and changes nothing', async () => {
    const id = await ask(asker);
    const postId = await answer(helper, id, 'ראשון');
    await editPost(helper, postId, { body: 'שני', reason: 'תיקון', revision: 1 });
    expect(await refusal(editPost(helper, postId, { body: 'שלישי', reason: '', revision: 1 }))).toBe('conflict');
    const history = await getPostHistory(asker, postId);
    expect(history.revisions.map((row) => [row.number, row.reason])).toEqual([
      [2, 'תיקון'],
      [1, ''],
    ]);
    expect(history.revisions[0]?.bodyDiff).toContainEqual({ kind: 'added', text: 'שני' });
  });

  test('a new title and tags stand on the list, the old title in the history', async () => {
    const id = await ask(asker, { title: 'כותרת ראשונה כאן', tags: ['נימבוס', 'dr'] });
    await editThread(asker, id, { title: 'כותרת שנייה כאן', body: 'גוף', tags: ['aws'], reason: '', revision: 1 });
    expect((await listThreads(helper, ALL)).rows[0]).toMatchObject({ title: 'כותרת שנייה כאן', tags: ['aws'] });
    const { opening } = await getThread(asker, id);
    const [latest] = (await getPostHistory(helper, opening.id)).revisions;
    const words = (kind: string) => latest?.titleDiff?.filter((part) => part.kind === kind).map((part) => part.text);
    expect(words('removed')).toEqual(['ראשונה']);
    expect(words('added')).toEqual(['שנייה']);
  });
});

test('a changed name stands at once beside what was written before', async () => {
  const id = await ask(asker);
  await getThread(helper, id);
  await editProfile(asker, ProfileInput.parse({ ...PROFILE, name: 'שם חדש' }));
  expect((await getThread(helper, id)).opening.author.name.he).toBe('שם חדש');
});

describe('labels', () => {
  test('a stricter answer leaves no trace for those who may not see it', async () => {
    const id = await ask(asker, { label: 'CLEAR' });
    const before = (await listThreads(GUEST, ALL)).rows;
    const seen = await getThread(GUEST, id);
    const secret = await answer(helper, id, 'סוד', 'AMBER');
    await comment(helper, secret, 'הערה לסוד');
    expect((await listThreads(GUEST, ALL)).rows).toEqual(before);
    const { revision: _old, ...still } = await getThread(GUEST, id);
    const { revision: _new, ...had } = seen;
    expect(still).toEqual(had);
    expect((await getThread(helper, id)).answers[0]?.comments[0]?.label).toBe('AMBER');
    const stranger = await member();
    expect(await refusal(setVote(stranger, secret, true))).toBe('not_found');
    expect(await refusal(comment(stranger, secret))).toBe('not_found');
    expect((await getThread(stranger, id)).answers).toEqual([]);
    expect((await getThread(asker, id)).answers.map((post) => post.id)).toEqual([secret]);
  });

  test('a reply takes at least the strictest label of its thread and of what it quotes', async () => {
    const id = await ask(asker, { label: 'GREEN' });
    const colleague = await viewerFor((await makeMember({ authorityIds: helper.authorityIds })).id);
    const amber = await answer(helper, id, 'פנימי', 'AMBER_STRICT');
    const postId = await postAnswer(colleague, id, { body: '> פנימי', label: 'CLEAR', quoted: amber });
    const labels = (await getThread(colleague, id)).answers.map((post) => [post.id, post.label]);
    expect(labels).toContainEqual([postId, 'AMBER_STRICT']);
    expect((await getThread(await member(), id)).answers).toEqual([]);
  });
});

describe('lists', () => {
  test('pages join without gap or repeat, forwards and backwards', async () => {
    for (let number = 0; number < 7; number += 1) {
      await ask(asker, { title: `שאלה מספר ${number} ברשימה` });
    }
    const pages: string[][] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listThreads>> = await listThreads(helper, ALL, cursor, 3);
      pages.push(page.rows.map((row) => row.title));
      cursor = page.next;
    } while (cursor);
    expect(pages.map((page) => page.length)).toEqual([3, 3, 1]);
    expect(new Set(pages.flat()).size).toBe(7);
    const second = await listThreads(helper, ALL, (await listThreads(helper, ALL, null, 3)).next, 3);
    const back = await listThreads(helper, ALL, second.previous, 3);
    expect(back.rows.map((row) => row.title)).toEqual(pages[0]);
    expect(back.previous).toBeNull();
    expect(back.next).not.toBeNull();
  });

  test('unanswered, mine, tag, kind, state, authority size and words narrow it', async () => {
    const small = await member();
    const city = await makeAuthority({ size: 'large' });
    const large = await viewerFor((await makeMember({ authorityIds: [city.id] })).id);
    const open = await ask(small, { title: 'שאלה פתוחה בענן', tags: ['dr'] });
    const solved = await ask(large, { title: 'שאלה שנענתה בענן' });
    const talk = await ask(large, { title: 'דיון על הדרכות', kind: 'discussion' });
    await setAccepted(large, await answer(small, solved), true);
    const ids = async (filter: object) =>
      (await listThreads(small, { ...ALL, ...filter })).rows.map((row) => row.id).sort((a, b) => a - b);
    expect(await ids({ view: 'unanswered' })).toEqual([open]);
    expect(await ids({ view: 'mine' })).toEqual([open, solved]);
    expect(await ids({ tag: 'dr' })).toEqual([open]);
    expect(await ids({ kind: 'discussion' })).toEqual([talk]);
    expect(await ids({ state: 'answered' })).toEqual([solved]);
    expect(await ids({ state: 'open' })).toEqual([open]);
    expect(await ids({ size: 'large' })).toEqual([solved, talk]);
  });

  test('"same question" counts authorities, not members', async () => {
    const id = await ask(asker);
    const colleague = await viewerFor((await makeMember({ authorityIds: helper.authorityIds })).id);
    expect(await refusal(setSameQuestion(asker, id, true))).toBe('forbidden');
    await setSameQuestion(helper, id, true);
    await setSameQuestion(colleague, id, true);
    expect((await getThread(helper, id)).same).toEqual({ mine: true, memberCount: 2, authorityCount: 1 });
    expect((await listThreads(helper, ALL)).rows[0]?.sameCount).toBe(1);
    await setSameQuestion(helper, id, false);
    expect((await getThread(helper, id)).same).toEqual({ mine: false, memberCount: 1, authorityCount: 1 });
  });
});
