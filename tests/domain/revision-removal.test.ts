import { beforeEach, describe, expect, test } from 'vitest';
import { raiseFlag } from '#app/domain/moderation/flags.server';
import { listQueue } from '#app/domain/moderation/queue.server';
import { askRevisionRemoval, removeRevision } from '#app/domain/moderation/revisions.server';
import { editPost } from '#app/domain/posts/commands.server';
import { getPostHistory } from '#app/domain/posts/history.server';
import { editThread } from '#app/domain/threads/commands.server';
import { GUEST, type MemberViewer } from '#app/domain/viewer';
import { testDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { answer, ask, openingOf } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';
import { refusal, refusalCode } from '#tests/support/refusal';

const database = withDatabase(await testDatabase());
const WHY = 'פרטים אישיים';
const SECRET = 'תעודת זהות 000000018';

let author: MemberViewer;
let reader: MemberViewer;
let moderator: MemberViewer;

async function member(values: Parameters<typeof makeMember>[0] = {}): Promise<MemberViewer> {
  const authority = await makeAuthority();
  return viewerFor((await makeMember({ authorityIds: [authority.id], ...values })).id);
}

beforeEach(async () => {
  author = await member();
  reader = await member();
  moderator = await member({ role: 'moderator' });
});

/** An answer that said too much and was edited. */
async function edited(by = author): Promise<number> {
  const postId = await answer(by, await ask(reader), `הנה: ${SECRET}`);
  await editPost(by, postId, { body: 'הנה: הוסר', reason: `נמחקה ${SECRET}`, revision: 1 });
  return postId;
}

describe('taking a text out of the history', () => {
  test('is refused to members and the author, of one’s own post, of one’s own flag, and of the current text', async () => {
    const postId = await edited();
    expect(await refusalCode(removeRevision(GUEST, postId, { number: 1, reason: WHY }))).toBe('forbidden');
    expect(await refusalCode(removeRevision(author, postId, { number: 1, reason: WHY }))).toBe('forbidden');
    expect(await refusal(removeRevision(moderator, postId, { number: 2, reason: WHY }))).toBe(
      'conflict revisionCurrent',
    );
    expect(await refusal(removeRevision(moderator, postId, { number: 7, reason: WHY }))).toBe('conflict revisionGone');
    const own = await edited(moderator);
    expect(await refusal(removeRevision(moderator, own, { number: 1, reason: WHY }))).toBe('conflict ownPostDecides');
    await raiseFlag(moderator, postId, { reason: 'personal_data', text: '' });
    expect(await refusal(removeRevision(moderator, postId, { number: 1, reason: WHY }))).toBe(
      'conflict ownFlagDecides',
    );
    const closed = await openingOf(await ask(author, { label: 'RED' }));
    expect(await refusalCode(removeRevision(moderator, closed, { number: 1, reason: WHY }))).toBe('not_found');
    expect(await database.postRevision.count({ where: { removedAt: { not: null } } })).toBe(0);
  });

  test('deletes its words for good; the history says when and why, the log who', async () => {
    const postId = await edited();
    await removeRevision(moderator, postId, { number: 1, reason: WHY });
    const rows = await database.postRevision.findMany({ where: { postId }, orderBy: { number: 'asc' } });
    expect(rows[0]).toMatchObject({ body: '', title: null, reason: '', removedReason: WHY });
    expect(rows[1]?.body).toBe('הנה: הוסר');
    const history = await getPostHistory(reader, postId);
    expect(history.revisions.map(({ removed }) => removed?.reason ?? null)).toEqual([null, WHY]);
    expect(history.revisions[1]?.bodyDiff).toEqual([]);
    const entry = await database.auditEntry.findFirstOrThrow({ where: { action: 'post.revision_remove' } });
    expect(entry).toMatchObject({ memberId: moderator.memberId, subjectId: String(postId) });
    expect(JSON.parse(entry.detail)).toEqual({ revision: 1, reason: WHY });
    expect(await refusal(removeRevision(moderator, postId, { number: 1, reason: WHY }))).toBe('conflict revisionGone');
  });

  test('of an opening takes its title along, and the next text is compared with what is left', async () => {
    const threadId = await ask(author, { title: 'הכותרת הראשונה כאן', body: 'ראשון' });
    const postId = await openingOf(threadId);
    const edit = { reason: '', tags: [] };
    await editThread(author, threadId, { ...edit, title: `כותרת עם ${SECRET}`, body: 'שני', revision: 1 });
    await editThread(author, threadId, { ...edit, title: 'הכותרת השלישית כאן', body: 'שלישי', revision: 2 });
    await removeRevision(moderator, postId, { number: 2, reason: WHY });
    const history = await getPostHistory(reader, postId);
    expect(JSON.stringify(history)).not.toContain('000000018');
    expect(history.revisions[0]?.bodyDiff).toMatchObject([
      { kind: 'removed', text: 'ראשון' },
      { kind: 'added', text: 'שלישי' },
    ]);
  });

  test('by two at once is done once', async () => {
    const postId = await edited();
    const second = await member({ role: 'administrator' });
    const done = await Promise.allSettled(
      [moderator, second].map((who) => removeRevision(who, postId, { number: 1, reason: WHY })),
    );
    expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(done.find((each) => each.status === 'rejected')?.reason).toMatchObject({ messageKey: 'revisionGone' });
  });
});

describe('asking for it', () => {
  test('is the author’s, stands in the queue, and is refused where no moderator sees the text', async () => {
    const postId = await edited();
    expect(await refusalCode(askRevisionRemoval(reader, postId, { number: 1, reason: WHY }))).toBe('forbidden');
    expect(await refusal(askRevisionRemoval(author, postId, { number: 2, reason: WHY }))).toBe(
      'conflict revisionCurrent',
    );
    await askRevisionRemoval(author, postId, { number: 1, reason: WHY });
    const item = (await listQueue(moderator)).items.find((each) => each.postId === postId);
    expect(item?.flags).toMatchObject([{ reason: 'personal_data', text: `#1: ${WHY}` }]);
    const closed = await answer(author, await ask(author, { label: 'RED' }), SECRET, 'RED');
    await editPost(author, closed, { body: 'הוסר', reason: '', revision: 1 });
    expect(await refusal(askRevisionRemoval(author, closed, { number: 1, reason: WHY }))).toBe('conflict nobodyToAsk');
  });
});
