import { beforeEach, describe, expect, test } from 'vitest';
import { decideFlags } from '#app/domain/moderation/decisions.server';
import { getFlagView, raiseFlag } from '#app/domain/moderation/flags.server';
import { countQueue, listQueue } from '#app/domain/moderation/queue.server';
import { listNotices } from '#app/domain/notifications/queries.server';
import { getThread } from '#app/domain/posts/thread-view.server';
import { deletePost, restorePost } from '#app/domain/posts/verdicts.server';
import { changeLabel } from '#app/domain/threads/label.server';
import { GUEST, type MemberViewer, type Viewer } from '#app/domain/viewer';
import { testDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { answer, ask, comment, openingOf } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';
import { refusal, refusalCode } from '#tests/support/refusal';

const database = withDatabase(await testDatabase());
const FLAG = { reason: 'defamation', text: 'נכתב שהספק מרמה' } as const;
const NOTE = 'נבדק מול הכללים';

let author: MemberViewer;
let reader: MemberViewer;
let moderator: MemberViewer;
let second: MemberViewer;

async function member(values: Parameters<typeof makeMember>[0] = {}): Promise<MemberViewer> {
  const authority = await makeAuthority();
  return viewerFor((await makeMember({ authorityIds: [authority.id], ...values })).id);
}

beforeEach(async () => {
  author = await member();
  reader = await member();
  moderator = await member({ role: 'moderator' });
  second = await member({ role: 'administrator' });
});

async function flagged(values: Parameters<typeof ask>[1] = {}): Promise<number> {
  const postId = await openingOf(await ask(author, values));
  await raiseFlag(reader, postId, FLAG);
  return postId;
}

/** A decision about everything that is open. */
const all = (postId: number, outcome: 'hidden' | 'dismissed') => ({ postId, outcome, note: NOTE, upTo: 1_000_000 });
const queued = async (viewer: Viewer) => (await listQueue(viewer)).items.map(({ postId }) => postId);
const kinds = async (viewer: MemberViewer) => (await listNotices(viewer)).rows.map(({ kind }) => kind);

describe('a flag', () => {
  test('is refused to guests, to the author, to whoever may not see the post, on what is hidden, and twice', async () => {
    const postId = await flagged();
    expect(await refusal(raiseFlag(GUEST, postId, FLAG))).toBe('forbidden signInFirst');
    expect(await refusal(raiseFlag(author, postId, FLAG))).toBe('forbidden flagOwn');
    expect(await refusal(raiseFlag(reader, postId, FLAG))).toBe('conflict flaggedAlready');
    const closed = await openingOf(await ask(author, { label: 'RED' }));
    expect(await refusalCode(raiseFlag(reader, closed, FLAG))).toBe('not_found');
    expect(await refusalCode(getFlagView(reader, closed))).toBe('not_found');
    await deletePost(author, postId, '');
    expect(await refusalCode(raiseFlag(second, postId, FLAG))).toBe('forbidden');
    expect(await database.flag.count()).toBe(1);
  });

  test('does not tell the author who', async () => {
    const postId = await flagged();
    expect(await kinds(author)).toEqual([]);
    const view = await getFlagView(author, postId);
    expect(JSON.stringify(view)).not.toContain(reader.memberId);
    expect(view).toMatchObject({ mine: null, asked: [], hiddenBy: [], canFlag: false });
    const own = await openingOf(await ask(moderator));
    await raiseFlag(reader, own, FLAG);
    expect(await queued(moderator), 'nor a moderator, about their own text').not.toContain(own);
    expect(await queued(second)).toContain(own);
  });

  test('where no moderator may see the post, goes to its author without a name', async () => {
    const beside = await member({ authorityIds: author.authorityIds });
    const postId = await openingOf(await ask(author, { label: 'AMBER' }));
    expect((await getFlagView(beside, postId)).readBy).toBe('author');
    expect((await raiseFlag(beside, postId, FLAG)).readBy).toBe('author');
    const [notice] = (await listNotices(author)).rows;
    expect(notice).toMatchObject({ kind: 'flag_author', actor: null, postId });
    expect((await getFlagView(author, postId)).asked).toMatchObject([FLAG]);
    await changeLabel(author, postId, { label: 'GREEN', reason: NOTE });
    expect(await queued(moderator), 'as was promised, also later').not.toContain(postId);
    const near = await member({ role: 'moderator', authorityIds: author.authorityIds });
    const other = await openingOf(await ask(author, { label: 'AMBER' }));
    expect((await raiseFlag(beside, other, FLAG)).readBy).toBe('moderators');
    expect([(await queued(near)).includes(other), (await queued(moderator)).includes(other)]).toEqual([true, false]);
  });
});

test('where nobody else moderates, an open text’s flag waits for another', async () => {
  await database.member.updateMany({ where: { role: { not: 'member' } }, data: { role: 'member' } });
  const alone = await member({ role: 'administrator' });
  const own = await openingOf(await ask(alone));
  expect((await raiseFlag(reader, own, FLAG)).readBy).toBe('moderators');
  expect(await refusal(decideFlags(alone, all(own, 'dismissed')))).toBe('conflict ownPostDecides');
  const theirs = await openingOf(await ask(author));
  expect((await raiseFlag(alone, theirs, FLAG)).readBy).toBe('moderators');
  expect((await listQueue(alone)).items.find((item) => item.postId === theirs)?.mayDecide).toBe(false);
  await decideFlags(await member({ role: 'moderator' }), all(theirs, 'dismissed'));
});

describe('the queue', () => {
  test('is refused to members, and has the oldest first, page by page', async () => {
    expect(await refusalCode(listQueue(reader))).toBe('forbidden');
    expect(await countQueue(reader)).toBe(0);
    const before = await queued(moderator);
    const made: number[] = [];
    for (let number = 0; number < 12; number += 1) {
      made.push(await flagged());
    }
    await raiseFlag(second, made[0] ?? 0, { reason: 'coarse', text: '' });
    expect(await countQueue(moderator)).toBe(before.length + 12);
    const seen: number[] = [];
    let next: number | null = null;
    do {
      const page: Awaited<ReturnType<typeof listQueue>> = await listQueue(moderator, next);
      seen.push(...page.items.map(({ postId }) => postId));
      next = page.next;
    } while (next !== null);
    expect(seen).toEqual([...before, ...made]);
  });

  test('shows what a comment stands under only to whoever may see that', async () => {
    const threadId = await ask(author);
    const upper = await answer(author, threadId, 'תשובה סגורה', 'AMBER');
    const own = await member({ authorityIds: moderator.authorityIds });
    const under = await database.post.create({
      data: {
        ...{ threadId, kind: 'comment', parentId: upper, authorId: own.memberId, label: 'AMBER', body: 'הערה' },
        ...{ authorityId: own.authorityIds[0] ?? null, html: '<p>הערה</p>', rendererVersion: 1, createdAt: new Date() },
      },
    });
    await raiseFlag(author, under.id, FLAG);
    const item = (await listQueue(moderator)).items.find(({ postId }) => postId === under.id);
    expect(item).toMatchObject({ above: null, flags: [{ reason: 'defamation' }] });
    const plain = await comment(reader, await answer(author, threadId, 'תשובה פתוחה'));
    await raiseFlag(author, plain, FLAG);
    expect((await listQueue(moderator)).items.at(-1)?.above?.text).toBe('תשובה פתוחה');
  });
});

describe('a decision', () => {
  test('is refused to members, about one’s own post, about one’s own flag, and where nothing is open', async () => {
    const postId = await flagged();
    expect(await refusalCode(decideFlags(reader, all(postId, 'hidden')))).toBe('forbidden');
    await raiseFlag(moderator, postId, FLAG);
    expect(await refusal(decideFlags(moderator, all(postId, 'hidden')))).toBe('conflict ownFlagDecides');
    expect(await refusal(decideFlags(moderator, all(postId, 'dismissed')))).toBe('conflict ownFlagDecides');
    expect(await refusal(deletePost(moderator, postId, ''))).toBe('conflict ownFlagDecides');
    const own = await openingOf(await ask(second));
    await raiseFlag(reader, own, FLAG);
    expect(await refusal(decideFlags(second, all(own, 'dismissed')))).toBe('conflict ownPostDecides');
    const quiet = await openingOf(await ask(author));
    expect(await refusal(decideFlags(moderator, all(quiet, 'hidden')))).toBe('conflict flagsDecided');
    const closed = await openingOf(await ask(author, { label: 'RED' }));
    expect(await refusalCode(decideFlags(moderator, all(closed, 'hidden')))).toBe('not_found');
    expect(await database.flagDecision.count()).toBe(0);
  });

  test('dismissed: the text stays, whoever flagged is told, the author is not', async () => {
    const postId = await flagged();
    await decideFlags(moderator, all(postId, 'dismissed'));
    expect(await queued(moderator)).not.toContain(postId);
    expect(await kinds(reader)).toEqual(['flag_decided']);
    expect(await kinds(author)).toEqual([]);
    expect((await getFlagView(reader, postId)).mine?.decision).toMatchObject({ outcome: 'dismissed', note: NOTE });
    const entry = await database.auditEntry.findFirstOrThrow({ where: { action: 'flag.dismiss' } });
    expect(entry).toMatchObject({ memberId: moderator.memberId, subjectId: String(postId) });
  });

  test('hidden: gone for readers; both are told, whoever flagged sees no word of it, the author why', async () => {
    const postId = await flagged({ title: 'כותרת שיש בה שם' });
    await decideFlags(moderator, all(postId, 'hidden'));
    const { threadId } = await database.post.findUniqueOrThrow({ where: { id: postId } });
    expect(await refusalCode(getThread(reader, threadId))).toBe('not_found');
    const [notice] = (await listNotices(reader)).rows;
    expect(notice).toMatchObject({ kind: 'flag_decided', thread: null, actor: null });
    const view = await getFlagView(reader, postId);
    expect(view).toMatchObject({ post: null, mine: { decision: { outcome: 'hidden', note: NOTE } } });
    expect(await kinds(author)).toEqual(['post_hidden']);
    expect((await getFlagView(author, postId)).hiddenBy).toMatchObject([{ note: NOTE }]);
    expect(await refusalCode(restorePost(author, postId)), 'by the author').toBe('forbidden');
    await restorePost(second, postId);
    expect((await getThread(reader, threadId)).title).toBe('כותרת שיש בה שם');
  });

  test('a moderator does not undo another’s decision about their own text', async () => {
    const own = await openingOf(await ask(moderator));
    await raiseFlag(reader, own, FLAG);
    await decideFlags(second, all(own, 'hidden'));
    expect(await refusalCode(restorePost(moderator, own))).toBe('forbidden');
  });

  test('hiding on the thread’s page decides too; a flag that came after the page was made stays open', async () => {
    const postId = await flagged();
    await deletePost(moderator, postId, NOTE);
    expect(await kinds(reader)).toEqual(['flag_decided']);
    const other = await flagged();
    const shown = (await listQueue(moderator)).items.find((item) => item.postId === other)?.upTo ?? 0;
    await raiseFlag(await member(), other, FLAG);
    await decideFlags(moderator, { ...all(other, 'dismissed'), upTo: shown });
    expect(await queued(moderator)).toContain(other);
  });

  test('of two at once one decides, and the other is told', async () => {
    for (const outcomes of [
      ['hidden', 'hidden'],
      ['dismissed', 'hidden'],
      ['dismissed', 'dismissed'],
    ] as const) {
      const postId = await flagged();
      const [mine, theirs] = outcomes;
      const done = await Promise.allSettled([
        decideFlags(moderator, all(postId, mine)),
        decideFlags(second, all(postId, theirs)),
      ]);
      expect(done.map(({ status }) => status).sort(), outcomes.join()).toEqual(['fulfilled', 'rejected']);
      const lost = done.find((each) => each.status === 'rejected');
      expect(lost?.reason).toMatchObject({ code: 'conflict', messageKey: 'flagsDecided' });
      expect(await database.flagDecision.count({ where: { postId } })).toBe(1);
    }
  });
});
