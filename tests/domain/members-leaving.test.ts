import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { setClock } from '#app/domain/clock';
import { viewerOfToken } from '#app/domain/login/queries.server';
import { reinstateMember, setMemberAuthorities, suspendMember } from '#app/domain/members/administration.server';
import { approveMember } from '#app/domain/members/application.server';
import { listApprovals } from '#app/domain/members/approvals.server';
import { inviteMember } from '#app/domain/members/invitation.server';
import { leaveAuthority, takeOffAuthority } from '#app/domain/members/leaving.server';
import { answerRequest, askToServe, listOwnRequests, listRequests } from '#app/domain/members/requests.server';
import { getThread } from '#app/domain/posts/thread-view.server';
import { searchForum } from '#app/domain/search/queries.server';
import { readSearchRequest } from '#app/domain/search/request';
import { setThreadFollow } from '#app/domain/threads/marks.server';
import { GUEST, type MemberViewer, type Viewer } from '#app/domain/viewer';
import { testDatabase } from '#tests/support/database';
import { administrator, contactOf, makeAuthority, makeMember } from '#tests/support/factories-members';
import { answer, ask } from '#tests/support/factories-threads';
import { withDatabase } from '#tests/support/instances';
import { loginTokenFor, viewerFor } from '#tests/support/login';
import { mailsAfter } from '#tests/support/mails';
import { indexNow } from '#tests/support/search';

const database = withDatabase(await testDatabase());

let own: number;
let other: number;
let contact: MemberViewer;

beforeEach(async () => {
  own = (await makeAuthority()).id;
  other = (await makeAuthority()).id;
  contact = await contactOf(own);
});
afterEach(() => setClock());

async function viewerNow(memberId: string): Promise<Viewer> {
  return viewerOfToken(await loginTokenFor(memberId));
}

async function noticesOf(viewer: MemberViewer): Promise<string[]> {
  const rows = await database.notification.findMany({ where: { memberId: viewer.memberId } });
  return rows.map((row) => row.kind);
}

describe('refused', () => {
  test('nobody takes off people of an authority that is not theirs, and nobody who does not serve it', async () => {
    const member = await makeMember({ authorityIds: [other] });
    const moderator = await viewerFor((await makeMember({ role: 'moderator', authorityIds: [other] })).id);
    for (const viewer of [GUEST, contact, moderator]) {
      await expect(takeOffAuthority(viewer, member.handle, other)).rejects.toMatchObject({ code: 'not_found' });
    }
    await expect(takeOffAuthority(contact, member.handle, own)).rejects.toMatchObject({ code: 'not_found' });
    await expect(leaveAuthority(await viewerFor(member.id), own)).rejects.toMatchObject({ code: 'not_found' });
    await expect(leaveAuthority(GUEST, own)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await database.memberAuthority.count({ where: { memberId: member.id } })).toBe(1);
  });

  test('a request: not for what one serves, not twice, not answered by others or by oneself', async () => {
    const member = await makeMember({ authorityIds: [other], primaryContactFor: [other] });
    const viewer = await viewerFor(member.id);
    await expect(askToServe(GUEST, own)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(askToServe(viewer, other)).rejects.toMatchObject({ code: 'invalid', field: 'authority' });
    await expect(askToServe(viewer, 99_999)).rejects.toMatchObject({ code: 'invalid', field: 'authority' });
    await askToServe(viewer, own);
    await askToServe(viewer, own);
    expect(await listOwnRequests(viewer)).toMatchObject([{ id: own }]);
    const { id } = await database.authorityRequest.findFirstOrThrow();
    expect(await listRequests(viewer)).toEqual([]);
    await expect(answerRequest(viewer, id, true)).rejects.toMatchObject({ code: 'not_found' });
    await expect(listRequests(await viewerFor((await makeMember()).id))).rejects.toMatchObject({ code: 'not_found' });
    await answerRequest(contact, id, false);
    await expect(answerRequest(contact, id, true)).rejects.toMatchObject({ code: 'not_found' });
    expect(await database.memberAuthority.count({ where: { memberId: member.id } })).toBe(1);
    const mails = (await mailsAfter(0)).map((mail) => mail.subject);
    expect(mails).toEqual([expect.stringContaining('לא אושרה')]);
  });
});

describe('leaving', () => {
  test('what only that authority sees is closed at once: pages, search, waiting mails; authorship stays', async () => {
    const colleague = await viewerFor((await makeMember({ authorityIds: [own] })).id);
    const leaver = await makeMember({ authorityIds: [own, other] });
    const before = await viewerFor(leaver.id);
    const amber = await ask(colleague, { label: 'AMBER', title: 'לרשות בלבד' });
    const mine = await ask(before, { title: 'כתבתי בשם הרשות' });
    await setThreadFollow(before, amber, true);
    await answer(colleague, amber, 'תשובה', 'AMBER');
    await indexNow();
    const found = async (viewer: Viewer) => {
      const page = await searchForum(viewer, readSearchRequest(new URLSearchParams({ q: 'לרשות' })));
      return JSON.stringify(page).includes('לרשות בלבד');
    };
    expect(await found(before)).toBe(true);
    await takeOffAuthority(contact, leaver.handle, own);
    const after = await viewerNow(leaver.id);
    expect(after).toMatchObject({ kind: 'member', authorityIds: [other] });
    await expect(getThread(after, amber)).rejects.toMatchObject({ code: 'not_found' });
    expect(await found(after)).toBe(false);
    const row = await database.thread.findUniqueOrThrow({ where: { id: mine } });
    expect([row.authorId, row.authorityId]).toEqual([leaver.id, own]);
    expect((await mailsAfter()).filter((mail) => mail.to.address === leaver.email)).toMatchObject([
      { subject: expect.stringContaining('השיוך שלך') },
    ]);
  });

  test('without any authority left, the membership is not in force; another authority’s yes begins it anew', async () => {
    const member = await makeMember({ authorityIds: [own] });
    await leaveAuthority(await viewerFor(member.id), own);
    const without = await viewerNow(member.id);
    expect(without).toMatchObject({ kind: 'guest', limited: { reason: 'unattached' } });
    const admin = await administrator();
    expect((await listApprovals(admin)).waiting).toEqual([]);
    await expect(approveMember(admin, member.handle)).rejects.toMatchObject({ code: 'conflict' });
    await askToServe(without, other);
    const decider = await contactOf(other);
    const [request] = await listRequests(decider);
    expect(request).toMatchObject({ person: { handle: member.handle }, serves: [] });
    await answerRequest(decider, request?.id ?? 0, true);
    expect(await viewerNow(member.id)).toMatchObject({ kind: 'member', authorityIds: [other] });
    const row = await database.member.findUniqueOrThrow({ where: { id: member.id } });
    expect([row.verifiedById, row.validUntil === null]).toEqual([decider.memberId, false]);
  });

  test('a suspension is not the way back in for who was taken off meanwhile', async () => {
    const member = await makeMember({ authorityIds: [own] });
    const admin = await administrator();
    await suspendMember(admin, member.handle, 'סיבה');
    await takeOffAuthority(contact, member.handle, own);
    await reinstateMember(admin, member.handle);
    expect(await viewerNow(member.id)).toMatchObject({ kind: 'guest', limited: { reason: 'unattached' } });
  });

  test('administrators are the association’s: without an authority they stay', async () => {
    const member = await makeMember({ role: 'administrator', authorityIds: [own] });
    await takeOffAuthority(contact, member.handle, own);
    expect(await viewerNow(member.id)).toMatchObject({ kind: 'member', role: 'administrator', authorityIds: [] });
  });

  test('the last contact’s going is told to the administrators, and their open invitations are void', async () => {
    const [admin, second] = [await administrator(), await contactOf(own)];
    await inviteMember(second, { email: 'new@example.org', authority: own, role: 'member' });
    await leaveAuthority(second, own);
    expect([await noticesOf(admin), await database.invitation.count()]).toEqual([[], 0]);
    await leaveAuthority(contact, own);
    expect(await noticesOf(admin)).toEqual(['contact_left']);
    const third = await makeMember({ primaryContactFor: [other], authorityIds: [own] });
    const boss = await administrator();
    await setMemberAuthorities(boss, third.handle, { authorities: [own, other], primaryContact: [] });
    expect([await noticesOf(admin), await noticesOf(boss)]).toEqual([['contact_left', 'contact_left'], []]);
    expect(await viewerNow(third.id)).toMatchObject({ kind: 'member', primaryContactFor: [] });
  });
});
