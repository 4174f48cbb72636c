import { beforeEach, describe, expect, test } from 'vitest';
import { forgetAllCounts } from '#app/domain/limits/counts.server';
import { editPost } from '#app/domain/posts/commands.server';
import type { MemberViewer } from '#app/domain/viewer';
import { paths } from '#app/paths';
import { testApp } from '#tests/support/app';
import { testDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { answer, ask, openingOf } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';

const database = withDatabase(await testDatabase());
const app = testApp();

let author: MemberViewer;
let reader: MemberViewer;
let moderator: MemberViewer;
let postId: number;

async function member(role: 'member' | 'moderator' = 'member'): Promise<MemberViewer> {
  const authority = await makeAuthority();
  return viewerFor((await makeMember({ authorityIds: [authority.id], role })).id);
}

beforeEach(async () => {
  forgetAllCounts();
  author = await member();
  reader = await member();
  moderator = await member('moderator');
  postId = await openingOf(await ask(author));
});

describe('flagging', () => {
  test('a guest is sent to sign in; what is missing is said, and what was typed stays', async () => {
    const page = paths.flagPost(postId);
    expect((await app.send(page)).headers.get('location')).toBe(paths.signIn({ to: page }));
    const wrong = await app.send(page, { as: reader.memberId, form: { reason: 'nonsense', text: 'מילים שלי' } });
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain('מילים שלי');
    const bare = await app.send(page, { as: reader.memberId, form: { reason: 'other', text: ' ' } });
    const html = await bare.text();
    expect(html).toContain('נא לכתוב מה הסיבה.');
    expect(html).toMatch(/<input(?=[^>]*value="other")(?=[^>]*checked)/);
    expect(await database.flag.count({ where: { postId } })).toBe(0);
  });

  test('leads back to the post, and a second one is a conflict', async () => {
    const form = { reason: 'coarse', text: '' };
    const sent = await app.send(paths.flagPost(postId), { as: reader.memberId, form });
    expect(sent.headers.get('location')).toMatch(new RegExp(`#post-${postId}$`));
    const again = await app.send(paths.flagPost(postId), { as: reader.memberId, form });
    expect(again.status).toBe(409);
    expect(await again.text()).toContain('כבר דיווחת');
    expect(await (await app.send(paths.flagPost(postId), { as: reader.memberId })).text()).toContain('ממתין להחלטה');
  });
});

describe('the queue', () => {
  test('is refused to members, whose menu does not have it; a moderator’s says how many wait', async () => {
    await app.send(paths.flagPost(postId), { as: reader.memberId, form: { reason: 'coarse' } });
    expect((await app.send(paths.moderation(), { as: reader.memberId })).status).toBe(403);
    const form = { postId: String(postId), upTo: '999999', outcome: 'hidden', note: 'x' };
    expect((await app.send(paths.moderation(), { as: reader.memberId, form })).status).toBe(403);
    const link = `href="${paths.moderation()}"`;
    expect(await (await app.send(paths.about(), { as: reader.memberId })).text()).not.toContain(link);
    const seen = await (await app.send(paths.about(), { as: moderator.memberId })).text();
    expect(seen).toContain(link);
    expect(seen).toMatch(/דיווחים: \d+ ממתינים/);
  });

  test('a decision without a reason comes back with the form; with one it is done, and a second says so', async () => {
    await app.send(paths.flagPost(postId), { as: reader.memberId, form: { reason: 'coarse', text: 'מה שכתבתי' } });
    const form = { postId: String(postId), upTo: '999999', outcome: 'hidden', note: '' };
    const bare = await app.send(paths.moderation(), { as: moderator.memberId, form });
    expect(bare.status).toBe(422);
    const html = await bare.text();
    expect(html).toContain(`href="#note-${postId}"`);
    expect(html).toContain('מה שכתבתי');
    const sent = { as: moderator.memberId, form: { ...form, note: 'פוגע' } };
    expect((await app.send(paths.moderation(), sent)).headers.get('location')).toBe(paths.moderation());
    const again = await app.send(paths.moderation(), sent);
    expect(again.status).toBe(409);
    expect(await again.text()).toContain('כבר התקבלה');
    expect(await (await app.send(paths.notifications(), { as: author.memberId })).text()).toContain('הוסר בידי המנחים');
    expect(await (await app.send(paths.flagPost(postId), { as: author.memberId })).text()).toContain('פוגע');
  });
});

describe('a thread’s moderation page', () => {
  test('is refused to members; a form without its reason comes back; what is done stands in the thread', async () => {
    const { threadId } = await database.post.findUniqueOrThrow({ where: { id: postId } });
    const page = paths.moderateThread(threadId);
    expect((await app.send(page, { as: author.memberId })).status).toBe(403);
    expect((await app.send(page, { as: author.memberId, form: { intent: 'lock', reason: 'x' } })).status).toBe(403);
    expect((await app.send(paths.moderateThread(999_999), { as: moderator.memberId })).status).toBe(404);
    const bare = await app.send(page, { as: moderator.memberId, form: { intent: 'move', topic: '', reason: 'הסיבה' } });
    expect(bare.status).toBe(422);
    expect(await bare.text()).toContain('הסיבה');
    expect((await app.send(page, { as: moderator.memberId, form: { intent: 'none' } })).status).toBe(404);
    const form = { intent: 'lock', reason: 'מוצה' };
    const done = await app.send(page, { as: moderator.memberId, form });
    expect(done.headers.get('location')).toBe(paths.thread(threadId));
    const html = await (await app.send(paths.thread(threadId), { as: author.memberId })).text();
    expect(html).toContain('הדיון ננעל (ניהול דיון): מוצה');
    expect(html).not.toContain(page);
    expect((await app.send(page, { as: moderator.memberId, form })).status).toBe(409);
  });
});

describe('a former text', () => {
  test('is taken out by a moderator; its author may ask, others have no form', async () => {
    const { threadId } = await database.post.findUniqueOrThrow({ where: { id: postId } });
    const id = await answer(author, threadId, 'סוד ישן');
    await editPost(author, id, { body: 'חדש', reason: '', revision: 1 });
    const page = paths.postHistory(id);
    expect(await (await app.send(page, { as: reader.memberId })).text()).not.toContain('name="number"');
    expect(await (await app.send(page, { as: author.memberId })).text()).toContain('value="ask"');
    const bare = await app.send(page, { as: moderator.memberId, form: { intent: 'remove', number: '1', reason: '' } });
    expect(bare.status).toBe(422);
    expect(await bare.text()).toContain('href="#remove-1-reason"');
    const form = { intent: 'remove', number: '1', reason: 'פרט אישי' };
    expect((await app.send(page, { as: moderator.memberId, form })).headers.get('location')).toBe(page);
    const html = await (await app.send(page, { as: reader.memberId })).text();
    expect(html).toContain('פרט אישי');
    expect(html).not.toContain('סוד ישן');
  });
});

test('a merged thread’s address leads to its text in the other one; a split one is linked from both sides', async () => {
  const { threadId } = await database.post.findUniqueOrThrow({ where: { id: postId } });
  const target = await ask(author);
  const page = paths.moderateThread(threadId);
  const wrong = await app.send(page, {
    as: moderator.memberId,
    form: { intent: 'merge', target: 'abc', reason: 'כפול' },
  });
  expect(wrong.status).toBe(422);
  expect(await wrong.text()).toContain('value="abc"');
  const form = { intent: 'merge', target: paths.thread(target), reason: 'כפול' };
  const merged = await app.send(page, { as: moderator.memberId, form });
  expect(merged.headers.get('location')).toBe(paths.post(target, postId));
  const old = await app.send(paths.thread(threadId), { as: reader.memberId });
  expect([old.status, old.headers.get('location')]).toEqual([302, paths.post(target, postId)]);
  expect((await app.send(paths.thread(threadId))).status).toBe(404);
  const there = paths.moderateThread(target);
  const nothing = await app.send(there, {
    as: moderator.memberId,
    form: { intent: 'split', title: 'כותרת חדשה', reason: 'x' },
  });
  expect(nothing.status).toBe(422);
  expect(await nothing.text()).toContain('כותרת חדשה');
  const chosen = { intent: 'split', title: 'כותרת חדשה', reason: 'x', posts: String(postId) };
  const made = (await app.send(there, { as: moderator.memberId, form: chosen })).headers.get('location') ?? '';
  expect(await (await app.send(made, { as: reader.memberId })).text()).toContain(`href="${paths.thread(target)}"`);
  expect(await (await app.send(paths.thread(target), { as: reader.memberId })).text()).toContain(`href="${made}"`);
});
