import { beforeEach, describe, expect, test } from 'vitest';
import { listNotices } from '#app/domain/notifications/queries.server';
import { getThread } from '#app/domain/posts/thread-view.server';
import { changeLabel } from '#app/domain/threads/label.server';
import { answerLabelRequest, requestLabel } from '#app/domain/threads/label-requests.server';
import { getLabelView } from '#app/domain/threads/label-view.server';
import { listThreads } from '#app/domain/threads/list.server';
import { setRecipients } from '#app/domain/threads/sharing.server';
import { GUEST, type MemberViewer, type Viewer } from '#app/domain/viewer';
import { testDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { answer, ask, comment, openingOf } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';
import { refusalCode } from '#tests/support/refusal';

const database = withDatabase(await testDatabase());
const ALL = { view: 'all', sort: 'active' } as const;
const WHY = 'נכתב שם משפחה';

let asker: MemberViewer;
let colleague: MemberViewer;
let helper: MemberViewer;
let stranger: MemberViewer;
let moderator: MemberViewer;

async function member(values: Parameters<typeof makeMember>[0] = {}): Promise<MemberViewer> {
  const authority = await makeAuthority();
  return viewerFor((await makeMember({ authorityIds: [authority.id], ...values })).id);
}

beforeEach(async () => {
  asker = await member();
  colleague = await member({ authorityIds: asker.authorityIds });
  helper = await member();
  stranger = await member();
  moderator = await member({ role: 'moderator' });
});

async function sees(viewer: Viewer, threadId: number): Promise<boolean> {
  const listed = (await listThreads(viewer, ALL)).rows.some(({ id }) => id === threadId);
  const opened = (await refusalCode(getThread(viewer, threadId))) === null;
  expect(listed, 'the list and the page say the same').toBe(opened);
  return opened;
}

async function labelsOf(threadId: number): Promise<string[]> {
  const posts = await database.post.findMany({ where: { threadId }, orderBy: { id: 'asc' }, select: { label: true } });
  return posts.map(({ label }) => label);
}

describe('changing a label', () => {
  test('is refused to guests, to others, and to moderators downwards', async () => {
    const threadId = await ask(asker, { label: 'GREEN' });
    const opening = await openingOf(threadId);
    const raise = { label: 'AMBER', reason: WHY } as const;
    expect(await refusalCode(changeLabel(GUEST, opening, raise))).toBe('not_found');
    expect(await refusalCode(changeLabel(stranger, opening, raise))).toBe('forbidden');
    expect(await refusalCode(changeLabel(colleague, opening, raise))).toBe('forbidden');
    expect(await refusalCode(changeLabel(moderator, opening, { label: 'CLEAR', reason: WHY }))).toBe('invalid');
    expect(await refusalCode(changeLabel(asker, opening, { label: 'GREEN', reason: WHY }))).toBe('invalid');
    expect(await labelsOf(threadId)).toEqual(['GREEN']);
    expect(await database.auditEntry.count({ where: { action: 'thread.label' } })).toBe(0);
  });

  test('a reply is never less strict than what stands above it', async () => {
    const threadId = await ask(asker, { label: 'AMBER' });
    await setRecipients(asker, await openingOf(threadId), [helper.handle]);
    const reply = await answer(helper, threadId, 'פנימי', 'RED');
    const below = await comment(asker, reply, 'תודה');
    expect(await refusalCode(changeLabel(helper, reply, { label: 'GREEN', reason: WHY }))).toBe('invalid');
    expect(await refusalCode(changeLabel(asker, below, { label: 'AMBER', reason: WHY }))).toBe('forbidden');
    expect(await labelsOf(threadId)).toEqual(['AMBER', 'RED', 'RED']);
  });

  test('stricter: takes along everything under it, at once, and is written down', async () => {
    const threadId = await ask(asker, { label: 'CLEAR' });
    const reply = await answer(helper, threadId);
    await comment(stranger, reply);
    await changeLabel(asker, await openingOf(threadId), { label: 'AMBER', reason: WHY });
    expect(await labelsOf(threadId)).toEqual(['AMBER', 'AMBER', 'AMBER']);
    expect(await sees(GUEST, threadId)).toBe(false);
    expect(await sees(stranger, threadId)).toBe(false);
    expect(await sees(colleague, threadId)).toBe(true);
    const entry = await database.auditEntry.findFirstOrThrow({ where: { action: 'thread.label' } });
    expect(entry.memberId).toBe(asker.memberId);
    expect(JSON.parse(entry.detail)).toEqual({ from: 'TLP:CLEAR', to: 'TLP:AMBER', reason: WHY });
    const hides = await database.outbox.findMany({ where: { queue: 'search', entityId: String(threadId) } });
    expect(hides.at(-1)?.payload).toContain('hides');
  });

  test('a moderator makes it stricter, and is kept out by that like anybody', async () => {
    const threadId = await ask(asker);
    await changeLabel(moderator, await openingOf(threadId), { label: 'RED', reason: WHY });
    expect(await sees(moderator, threadId)).toBe(false);
    expect(await sees(asker, threadId)).toBe(true);
  });

  test('looser: what others wrote stays as strict as they made it, and they are told', async () => {
    const threadId = await ask(asker, { label: 'AMBER' });
    await setRecipients(asker, await openingOf(threadId), [helper.handle]);
    const reply = await answer(helper, threadId);
    await changeLabel(asker, await openingOf(threadId), { label: 'GREEN', reason: WHY });
    expect(await labelsOf(threadId)).toEqual(['GREEN', 'AMBER']);
    expect((await getThread(stranger, threadId)).answers).toEqual([]);
    expect((await listNotices(helper)).rows.map(({ kind }) => kind)).toContain('label_lowered');
    await changeLabel(helper, reply, { label: 'GREEN', reason: WHY });
    expect((await getThread(stranger, threadId)).answers.map(({ id }) => id)).toEqual([reply]);
  });
});

describe('recipients', () => {
  test('are set by the author alone, and must be members', async () => {
    const threadId = await ask(asker, { label: 'RED' });
    const opening = await openingOf(threadId);
    expect(await refusalCode(setRecipients(moderator, opening, [moderator.handle]))).toBe('not_found');
    expect(await refusalCode(setRecipients(asker, opening, ['nobody.there']))).toBe('invalid');
    const open = await openingOf(await ask(asker, { label: 'GREEN' }));
    expect(await refusalCode(setRecipients(moderator, open, [moderator.handle]))).toBe('forbidden');
    expect(await database.threadRecipient.count()).toBe(0);
  });

  test('RED is theirs and nobody else’s; taken off the list they see it no more', async () => {
    const threadId = await ask(asker, { label: 'RED', recipients: [helper.handle] });
    const beside = await member({ authorityIds: helper.authorityIds });
    for (const [who, may] of [
      [helper, true],
      [beside, false],
      [colleague, false],
      [moderator, false],
    ] as const) {
      expect(await sees(who, threadId), who.handle).toBe(may);
    }
    expect((await listNotices(helper)).rows.map(({ kind }) => kind)).toEqual(['thread_shared']);
    await setRecipients(asker, await openingOf(threadId), []);
    expect(await sees(helper, threadId)).toBe(false);
    expect((await listNotices(helper)).rows).toEqual([]);
  });

  test('under GREEN nobody is added or told, and only the author still sees and clears the list', async () => {
    const threadId = await ask(asker, { label: 'AMBER', recipients: [helper.handle] });
    const opening = await openingOf(threadId);
    const reply = await answer(helper, threadId);
    expect((await getLabelView(helper, opening)).recipients).toHaveLength(1);
    await changeLabel(asker, opening, { label: 'GREEN', reason: WHY });
    expect((await getLabelView(stranger, opening)).recipients).toEqual([]);
    expect((await getLabelView(asker, opening)).recipients).toHaveLength(1);
    // The reply is still for them, and for whom it is known to those who see it.
    expect((await getLabelView(asker, reply)).recipients).toHaveLength(1);
    expect(await refusalCode(setRecipients(asker, opening, [helper.handle, stranger.handle]))).toBe('invalid');
    expect((await listNotices(stranger)).rows).toEqual([]);
    await setRecipients(asker, opening, []);
    expect(await database.threadRecipient.count()).toBe(0);
  });

  test('AMBER is for their authorities too, and only while they serve there', async () => {
    const beside = await member({ authorityIds: helper.authorityIds });
    const threadId = await ask(asker, { label: 'AMBER', recipients: [helper.handle] });
    expect(await sees(beside, threadId)).toBe(true);
    await database.memberAuthority.deleteMany({ where: { memberId: helper.memberId } });
    expect(await sees(beside, threadId)).toBe(false);
    expect(await sees(await viewerFor(helper.memberId), threadId)).toBe(true);
  });
});

describe('a request for a looser label', () => {
  test('is refused to whoever may not see it, to the author, and upwards', async () => {
    const threadId = await ask(asker, { label: 'AMBER' });
    const opening = await openingOf(threadId);
    const wish = { label: 'GREEN', reason: WHY } as const;
    expect(await refusalCode(requestLabel(stranger, opening, wish))).toBe('not_found');
    expect(await refusalCode(requestLabel(asker, opening, wish))).toBe('forbidden');
    expect(await refusalCode(requestLabel(colleague, opening, { label: 'RED', reason: WHY }))).toBe('invalid');
    expect(await database.labelRequest.count()).toBe(0);
  });

  test('is answered by the source; yes changes the label, and whoever asked is told', async () => {
    const threadId = await ask(asker, { label: 'AMBER' });
    const opening = await openingOf(threadId);
    await requestLabel(colleague, opening, { label: 'GREEN', reason: 'גם אחרים שואלים' });
    const [request] = (await getLabelView(asker, opening)).requests;
    const yes = { request: request?.id ?? 0, granted: true, answer: '' };
    expect(await refusalCode(answerLabelRequest(colleague, opening, yes))).toBe('forbidden');
    await answerLabelRequest(asker, opening, yes);
    expect(await labelsOf(threadId)).toEqual(['GREEN']);
    expect((await listNotices(colleague)).rows.map(({ kind }) => kind)).toEqual(['label_answer']);
    expect(await refusalCode(answerLabelRequest(asker, opening, yes))).toBe('not_found');
  });

  test('no leaves it, with the answer', async () => {
    const threadId = await ask(asker, { label: 'AMBER' });
    const opening = await openingOf(threadId);
    await requestLabel(colleague, opening, { label: 'GREEN', reason: WHY });
    const [request] = (await getLabelView(asker, opening)).requests;
    await answerLabelRequest(asker, opening, { request: request?.id ?? 0, granted: false, answer: 'יש שם ספק' });
    expect(await labelsOf(threadId)).toEqual(['AMBER']);
    expect((await getLabelView(colleague, opening)).ownRequests).toMatchObject([
      { granted: false, answer: 'יש שם ספק' },
    ]);
  });
});
