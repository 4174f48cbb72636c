import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { setClock } from '#app/domain/clock';
import { setNewMemberLimits } from '#app/domain/limits/new-members.server';
import { editPost } from '#app/domain/posts/commands.server';
import { setAccepted, setVote } from '#app/domain/posts/verdicts.server';
import type { MemberViewer } from '#app/domain/viewer';
import { testDatabase } from '#tests/support/database';
import { administrator, makeAuthority, makeMember } from '#tests/support/factories-members';
import { answer, ask, comment } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';

const database = withDatabase(await testDatabase());
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

let nowMs = Date.parse('2026-11-24T08:00:00Z');
let member: MemberViewer;
let threadId: number;
beforeEach(async () => {
  nowMs += 48 * HOUR_MS;
  setClock(() => nowMs);
  member = await viewerFor((await makeMember()).id);
  threadId = await ask(await viewerFor((await makeMember()).id));
});
afterEach(() => setClock());

const links = (count: number, host: (number: number) => string): string =>
  Array.from({ length: count }, (_each, number) => `[קישור](https://${host(number)}/${number})`).join(' ');

async function answers(viewer: MemberViewer, count: number): Promise<void> {
  for (let each = 0; each < count; each += 1) {
    await answer(viewer, threadId);
  }
}

describe('posting', () => {
  test('sixty answers and comments an hour; the refusal says when, and then there is room', async () => {
    await answers(member, 1);
    nowMs += 10 * MINUTE_MS;
    await answers(member, 59);
    const before = await database.post.count();
    await expect(answer(member, threadId)).rejects.toMatchObject({
      code: 'too_many',
      messageKey: 'limit',
      values: { what: 'reply', by: 'member', max: 60, window: 'hour', unit: 'minutes', wait: 50 },
    });
    const last = await database.post.findFirstOrThrow({ where: { authorId: member.memberId } });
    await expect(comment(member, last.id)).rejects.toMatchObject({ code: 'too_many' });
    expect(await database.post.count()).toBe(before);
    nowMs += 50 * MINUTE_MS;
    await comment(member, last.id);
    await expect(comment(member, last.id)).rejects.toMatchObject({ code: 'too_many' });
  });

  test('twenty threads an hour, whatever was deleted; imported ones and those of others do not count', async () => {
    for (let each = 0; each < 20; each += 1) {
      await ask(member);
    }
    await database.thread.updateMany({ where: { authorId: member.memberId }, data: { deletedAt: new Date(nowMs) } });
    await expect(ask(member)).rejects.toMatchObject({ values: { what: 'thread', max: 20, wait: 60 } });
    await answer(member, threadId);
    const [post] = await database.post.findMany({ where: { authorId: member.memberId, kind: 'opening' }, take: 1 });
    await database.post.update({ where: { id: post?.id ?? 0 }, data: { externalId: `imported-${post?.id}` } });
    await ask(member);
  });

  test('sixty threads an hour from one authority, whoever of its people writes', async () => {
    const { id } = await makeAuthority();
    const people = await Promise.all([1, 2, 3, 4].map(() => makeMember({ authorityIds: [id] })));
    const [first, second, third, fourth] = await Promise.all(people.map((person) => viewerFor(person.id)));
    for (const viewer of [first, second, third]) {
      for (let each = 0; viewer && each < 20; each += 1) {
        await ask(viewer);
      }
    }
    await expect(fourth && ask(fourth)).rejects.toMatchObject({ values: { what: 'thread', by: 'authority', max: 60 } });
    await expect(ask(member)).resolves.toBeGreaterThan(0);
  });
});

describe('links', () => {
  test('to more than twenty sites are refused beside the text, also by an edit; to few sites they are free', async () => {
    const many = links(21, (number) => `site${number}.example`);
    const refusal = { code: 'invalid', messageKey: 'linkHosts', field: 'body', values: { max: 20 } };
    await expect(answer(member, threadId, many)).rejects.toMatchObject(refusal);
    await expect(ask(member, { body: many })).rejects.toMatchObject(refusal);
    const postId = await answer(
      member,
      threadId,
      links(40, (number) => `site${number % 20}.example`),
    );
    await expect(editPost(member, postId, { body: many, reason: '', revision: 1 })).rejects.toMatchObject(refusal);
  });
});

describe('a new member', () => {
  let fresh: MemberViewer;
  beforeEach(async () => {
    fresh = await viewerFor((await makeMember({ createdAt: new Date(nowMs) })).id);
  });
  const SIX = links(6, () => 'site.example');

  test('has five links a post, five threads and thirty replies a day', async () => {
    await expect(answer(fresh, threadId, SIX)).rejects.toMatchObject({
      code: 'invalid',
      messageKey: 'newMemberLinks',
      values: { max: 5, days: 3 },
    });
    await answer(
      fresh,
      threadId,
      links(5, () => 'site.example'),
    );
    // Links within the forum are free.
    await answer(
      fresh,
      threadId,
      Array.from({ length: 9 }, (_each, n) => `[דיון](http://localhost:3000/threads/${n})`).join(' '),
    );
    for (let each = 0; each < 5; each += 1) {
      await ask(fresh);
    }
    await expect(ask(fresh)).rejects.toMatchObject({
      values: { what: 'newThread', max: 5, window: 'day', unit: 'hours', wait: 24 },
    });
    await answers(fresh, 28);
    await expect(answer(fresh, threadId)).rejects.toMatchObject({ values: { what: 'newReply', max: 30 } });
  });

  test('is one until three days after being verified', async () => {
    nowMs += 72 * HOUR_MS - 1;
    await expect(answer(fresh, threadId, SIX)).rejects.toMatchObject({ messageKey: 'newMemberLinks' });
    nowMs += 1;
    await answer(fresh, threadId, SIX);
    await database.member.update({ where: { id: fresh.memberId }, data: { verifiedAt: new Date(nowMs) } });
    await expect(answer(fresh, threadId, SIX)).rejects.toMatchObject({ messageKey: 'newMemberLinks' });
  });

  test('is one until somebody found a post helpful', async () => {
    await setVote(member, await answer(fresh, threadId), true);
    await answer(fresh, threadId, SIX);
  });

  test('is one until an answer was accepted', async () => {
    await setAccepted(member, await answer(fresh, await ask(member)), true);
    await answer(fresh, threadId, SIX);
  });

  test('is none as a moderator, and where an administrator switched the limits off', async () => {
    const moderator = await makeMember({ createdAt: new Date(nowMs), role: 'moderator' });
    await answer(await viewerFor(moderator.id), threadId, SIX);
    await expect(setNewMemberLimits(member, false)).rejects.toMatchObject({ code: 'forbidden' });
    const admin = await administrator();
    await setNewMemberLimits(admin, false);
    await answer(fresh, threadId, SIX);
    await setNewMemberLimits(admin, true);
    await expect(answer(fresh, threadId, SIX)).rejects.toMatchObject({ messageKey: 'newMemberLinks' });
    const audit = await database.auditEntry.findMany({ where: { action: 'limits.policy' } });
    expect(audit.map(({ memberId }) => memberId)).toEqual([admin.memberId, admin.memberId]);
  });
});
