import { afterEach, describe, expect, test } from 'vitest';
import { saveAuthority } from '#app/domain/authorities/commands.server';
import { listAuthorities } from '#app/domain/authorities/queries.server';
import { now, setClock } from '#app/domain/clock';
import type { Client } from '#app/domain/login/model';
import {
  reinstateMember,
  setMemberAuthorities,
  setRole,
  setValidUntil,
  suspendMember,
} from '#app/domain/members/administration.server';
import { getMemberForAdministration, listAllMembers } from '#app/domain/members/administration-queries.server';
import { applyForMembership, approveMember, refuseMember } from '#app/domain/members/application.server';
import { listApprovals } from '#app/domain/members/approvals.server';
import { MemberFilter } from '#app/domain/members/input';
import {
  acceptInvitation,
  findInvitation,
  inviteMember,
  revokeInvitation,
} from '#app/domain/members/invitation.server';
import { editProfile } from '#app/domain/members/profile.server';
import { getMember, getOwnProfile, listMembers, suggestMembers } from '#app/domain/members/queries.server';
import { bumpRevision } from '#app/domain/revision';
import { saveTopic } from '#app/domain/topics/commands.server';
import { GUEST, type MemberViewer } from '#app/domain/viewer';
import { setInstances } from '#app/instances.server';
import { MailJob } from '#app/mail/jobs';
import { prepareMail } from '#app/mail-worker.server';
import { testDatabase } from '#tests/support/database';
import { makeAuthority, makeMember } from '#tests/support/factories-members';
import { testEnv } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';

const database = await testDatabase();
setInstances({ env: testEnv(), db: database });
const CLIENT: Client = { ipAddress: '192.0.2.7', userAgent: 'test', loginToken: null };
const DAY_MS = 86_400_000;

afterEach(() => setClock());

/** An authority as the product sees it: made beside the product, so its copy in memory is told. */
async function authority() {
  const made = await makeAuthority();
  bumpRevision();
  return made;
}

async function administrator(): Promise<MemberViewer> {
  return viewerFor((await makeMember({ role: 'administrator' })).id);
}

async function contactOf(...authorityIds: number[]): Promise<MemberViewer> {
  return viewerFor((await makeMember({ primaryContactFor: authorityIds })).id);
}

function application(authorityId: number, email = 'new@example.org') {
  const person = { name: 'דנה לוי', nameEn: 'Dana Levi', itRole: 'cio' as const, employment: 'staff' as const };
  return { ...person, email, authority: authorityId, privacy: true as const };
}

async function queuedTemplates(): Promise<string[]> {
  const rows = await database.outbox.findMany({ where: { queue: 'mail' }, orderBy: { id: 'asc' } });
  return rows.map((row) => row.entityType);
}

function acceptance(link: string, handle = 'dana') {
  const token = decodeURIComponent(link.split('/').at(-1) ?? '');
  const person = { name: 'דנה לוי', nameEn: null, itRole: 'cio' as const, employment: 'staff' as const };
  return { ...person, token, handle, password: 'a long enough password', privacy: true as const };
}

describe('applying', () => {
  test('a known address changes nothing, and the answer is the same', async () => {
    const { id } = await authority();
    const known = await makeMember();
    await expect(applyForMembership(GUEST, application(id, known.email), 'he')).resolves.toBeUndefined();
    expect(await database.member.count()).toBe(1);
    expect(await queuedTemplates()).toEqual(['applicationKnown']);
    await expect(applyForMembership(GUEST, application(9999), 'he')).rejects.toMatchObject({ field: 'authority' });
  });

  test('an applicant waits; the primary contacts are told, or the administrators where there are none', async () => {
    const [withContact, without] = [await authority(), await authority()];
    const contact = await contactOf(withContact.id);
    await administrator();
    await applyForMembership(GUEST, application(withContact.id), 'en');
    await applyForMembership(GUEST, application(without.id, 'other@example.org'), 'he');
    const [one, other] = await database.member.findMany({ where: { status: 'pending' }, orderBy: { email: 'desc' } });
    expect([one?.handle, other?.handle].sort()).toEqual(['new', 'other']);
    expect(await queuedTemplates()).toEqual([
      'applicationReceived',
      'applicationWaiting',
      'applicationReceived',
      'applicationWaiting',
    ]);
    const waiting = await listApprovals(contact);
    expect(waiting.waiting.map((each) => each.email)).toEqual(['new@example.org']);
  });
});

describe('deciding', () => {
  test('nobody but the primary contact of the authority and administrators', async () => {
    const [own, foreign] = [await authority(), await authority()];
    const applicant = await makeMember({ status: 'pending', authorityIds: [own.id] });
    const others = [
      GUEST,
      await viewerFor((await makeMember({ authorityIds: [own.id] })).id),
      await viewerFor((await makeMember({ role: 'moderator' })).id),
      await contactOf(foreign.id),
    ];
    for (const viewer of others) {
      await expect(approveMember(viewer, applicant.handle)).rejects.toMatchObject({ code: 'not_found' });
      await expect(refuseMember(viewer, applicant.handle)).rejects.toMatchObject({ code: 'not_found' });
    }
    await expect(listApprovals(others[1] ?? GUEST)).rejects.toMatchObject({ code: 'not_found' });
    expect((await database.member.findUniqueOrThrow({ where: { id: applicant.id } })).status).toBe('pending');
  });

  test('approving opens the membership for a year, tells the applicant, and is done once', async () => {
    const { id } = await authority();
    const contact = await contactOf(id);
    const applicant = await makeMember({ status: 'pending', authorityIds: [id], emailVerified: false });
    await approveMember(contact, applicant.handle);
    const row = await database.member.findUniqueOrThrow({ where: { id: applicant.id } });
    expect(row).toMatchObject({ status: 'active', verifiedById: contact.memberId });
    const days = ((row.validUntil?.getTime() ?? 0) - now().getTime()) / DAY_MS;
    expect(Math.round(days)).toBeGreaterThanOrEqual(365);
    expect(await database.notification.findMany()).toMatchObject([{ memberId: applicant.id, kind: 'membership' }]);
    expect(await database.auditEntry.count({ where: { action: 'member.approve' } })).toBe(1);
    expect(await queuedTemplates()).toEqual(['approved']);
    await expect(approveMember(contact, applicant.handle)).rejects.toMatchObject({ code: 'conflict' });
    await expect(refuseMember(contact, applicant.handle)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('a membership near its end is confirmed for another year from that end', async () => {
    const { id } = await authority();
    const contact = await contactOf(id);
    const validUntil = new Date('2030-02-28T12:00:00Z');
    setClock(() => validUntil.getTime() - 10 * DAY_MS);
    const member = await makeMember({ authorityIds: [id], validUntil });
    expect((await listApprovals(contact)).ending.map((each) => each.handle)).toEqual([member.handle]);
    await approveMember(contact, member.handle);
    const row = await database.member.findUniqueOrThrow({ where: { id: member.id } });
    expect(row.validUntil?.toISOString()).toBe('2031-02-28T12:00:00.000Z');
  });

  test('refusing deletes what the applicant gave and tells them', async () => {
    const { id } = await authority();
    const applicant = await makeMember({ status: 'pending', authorityIds: [id], locale: 'en' });
    await refuseMember(await contactOf(id), applicant.handle);
    expect(await database.member.count({ where: { id: applicant.id } })).toBe(0);
    const [job] = await database.outbox.findMany();
    const mail = await prepareMail(MailJob.parse(JSON.parse(job?.payload ?? '')));
    expect(mail).toMatchObject({ to: { address: applicant.email }, subject: 'Your application was not approved' });
  });
});

describe('invitations', () => {
  test('only into an authority of one’s own, only as a member, unless an administrator', async () => {
    const [own, foreign] = [await authority(), await authority()];
    const contact = await contactOf(own.id);
    const email = 'new@example.org';
    const refusals = [
      [GUEST, own.id, 'member'],
      [await viewerFor((await makeMember({ authorityIds: [own.id], role: 'moderator' })).id), own.id, 'member'],
      [contact, foreign.id, 'member'],
      [contact, own.id, 'administrator'],
    ] as const;
    for (const [viewer, authorityId, role] of refusals) {
      await expect(inviteMember(viewer, { email, authority: authorityId, role })).rejects.toMatchObject({
        code: 'forbidden',
      });
    }
    await inviteMember(await administrator(), { email, authority: foreign.id, role: 'host' });
    expect(await database.invitation.count()).toBe(1);
  });

  test('one use, two weeks, and no secret in the database', async () => {
    const { id } = await authority();
    const contact = await contactOf(id);
    const { link } = await inviteMember(contact, { email: 'new@example.org', authority: id, role: 'member' });
    const input = acceptance(link);
    const stored = JSON.stringify([await database.invitation.findMany(), await database.outbox.findMany()]);
    expect(stored).not.toContain(input.token);
    const [job] = await database.outbox.findMany();
    const mail = await prepareMail(MailJob.parse(JSON.parse(job?.payload ?? '')));
    expect(mail?.text).toContain(link);

    const start = now().getTime();
    setClock(() => start + 15 * DAY_MS);
    expect(await findInvitation(GUEST, input.token)).toBeNull();
    await expect(acceptInvitation(GUEST, input, CLIENT)).rejects.toMatchObject({ messageKey: 'link_invalid' });
    setClock();

    const answers = await Promise.allSettled(
      Array.from({ length: 5 }, (_, number) => acceptInvitation(GUEST, { ...input, handle: `dana${number}` }, CLIENT)),
    );
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
    const joined = await database.member.findUniqueOrThrow({
      where: { email: 'new@example.org' },
      include: { authorities: true },
    });
    expect(joined).toMatchObject({
      status: 'active',
      emailVerified: true,
      verifiedById: contact.memberId,
      role: 'member',
    });
    expect(joined.authorities.map((each) => each.authorityId)).toEqual([id]);
    await expect(acceptInvitation(GUEST, input, CLIENT)).rejects.toMatchObject({ messageKey: 'link_invalid' });
  });

  test('a taken handle is said, and the invitation stays open', async () => {
    const { id } = await authority();
    const taken = await makeMember();
    const { link } = await inviteMember(await contactOf(id), {
      email: 'new@example.org',
      authority: id,
      role: 'member',
    });
    const input = acceptance(link, taken.handle);
    await expect(acceptInvitation(GUEST, input, CLIENT)).rejects.toMatchObject({ code: 'conflict', field: 'handle' });
    await acceptInvitation(GUEST, { ...input, handle: 'free.one' }, CLIENT);
  });

  test('taken back, replaced, or its sender suspended: not open', async () => {
    const { id } = await authority();
    const contact = await contactOf(id);
    const boss = await administrator();
    const send = () => inviteMember(contact, { email: 'new@example.org', authority: id, role: 'member' });
    const first = acceptance((await send()).link).token;
    setClock(() => Date.now() + 1000);
    const second = acceptance((await send()).link).token;
    expect(await findInvitation(GUEST, first)).toBeNull();
    expect(await findInvitation(GUEST, second)).not.toBeNull();
    const row = await database.invitation.findFirstOrThrow();
    await expect(revokeInvitation(await contactOf((await authority()).id), row.id)).rejects.toMatchObject({
      code: 'not_found',
    });
    await revokeInvitation(boss, row.id);
    expect(await findInvitation(GUEST, second)).toBeNull();
    const third = acceptance((await send()).link).token;
    await suspendMember(boss, contact.handle, 'left');
    expect(await findInvitation(GUEST, third)).toBeNull();
  });
});

describe('administration', () => {
  test('nobody but administrators', async () => {
    const member = await makeMember();
    const { id } = await authority();
    const input = {
      slug: 'x',
      nameHe: 'א',
      nameEn: 'A',
      kind: 'municipality',
      district: 'north',
      size: 'small',
      population: null,
    } as const;
    const topic = {
      slug: 'x',
      nameHe: 'א',
      nameEn: 'A',
      descriptionHe: 'א',
      descriptionEn: 'A',
      guideHe: '',
      guideEn: '',
      defaultLabel: 'GREEN',
      hue: 'neutral',
      position: 0,
    } as const;
    for (const viewer of [GUEST, await contactOf(id), await viewerFor((await makeMember({ role: 'moderator' })).id)]) {
      const refusals = [
        setRole(viewer, member.handle, 'administrator'),
        suspendMember(viewer, member.handle, 'why'),
        reinstateMember(viewer, member.handle),
        setValidUntil(viewer, member.handle, null),
        setMemberAuthorities(viewer, member.handle, { authorities: [id], primaryContact: [id] }),
        listAllMembers(viewer, MemberFilter.parse({})),
        getMemberForAdministration(viewer, member.handle),
        listAuthorities(viewer),
        saveAuthority(viewer, null, input),
        saveTopic(viewer, null, topic),
      ];
      for (const refusal of refusals) {
        await expect(refusal).rejects.toMatchObject({ code: 'forbidden' });
      }
    }
    expect((await database.member.findUniqueOrThrow({ where: { id: member.id } })).role).toBe('member');
  });

  test('the last administrator stays', async () => {
    const boss = await administrator();
    const attempts = [
      setRole(boss, boss.handle, 'member'),
      suspendMember(boss, boss.handle, 'why'),
      setValidUntil(boss, boss.handle, '2020-01-01'),
    ];
    for (const attempt of attempts) {
      await expect(attempt).rejects.toMatchObject({ code: 'conflict', messageKey: 'last_administrator' });
    }
    const row = await database.member.findUniqueOrThrow({ where: { id: boss.memberId } });
    expect(row).toMatchObject({ role: 'administrator', status: 'active', validUntil: null });
    expect(await database.login.count({ where: { userId: boss.memberId } })).toBe(1);
  });

  test('two administrators who demote each other at one moment: one stays', async () => {
    const [one, other] = [await administrator(), await administrator()];
    const answers = await Promise.allSettled([
      setRole(one, other.handle, 'member'),
      setRole(other, one.handle, 'member'),
    ]);
    expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
    expect(await database.member.count({ where: { role: 'administrator' } })).toBe(1);
  });

  test('role, suspension, last day and authorities change and are audited', async () => {
    const boss = await administrator();
    const { id } = await authority();
    const member = await makeMember();
    await setRole(boss, member.handle, 'host');
    await suspendMember(boss, member.handle, 'on leave');
    await reinstateMember(boss, member.handle);
    await setValidUntil(boss, member.handle, '2027-07-01');
    await setMemberAuthorities(boss, member.handle, { authorities: [id], primaryContact: [id] });
    const view = await getMemberForAdministration(boss, member.handle);
    // The first of July ends at 21:00 UTC, in summer time.
    expect(view).toMatchObject({ role: 'host', state: 'active', validUntil: '2027-07-01T21:00:00.000Z' });
    expect(view.authorities).toMatchObject([{ id, primaryContact: true }]);
    const entries = await database.auditEntry.findMany({ where: { subjectId: member.id }, orderBy: { id: 'asc' } });
    expect(entries.map((entry) => entry.action)).toEqual([
      'member.role',
      'member.suspend',
      'member.reinstate',
      'member.validity',
      'member.authorities',
    ]);
    await expect(
      setMemberAuthorities(boss, member.handle, { authorities: [], primaryContact: [id] }),
    ).rejects.toMatchObject({ code: 'invalid' });
  });

  test('the list is read page by page, and by every filter', async () => {
    const boss = await administrator();
    for (let number = 10; number < 70; number += 1) {
      await makeMember({ name: `א${number}`, nameEn: `Noa Levi ${number}` });
    }
    const suspended = await makeMember({ status: 'suspended', name: 'ת' });
    const first = await listAllMembers(boss, MemberFilter.parse({}));
    expect(first.rows).toHaveLength(50);
    const second = await listAllMembers(boss, MemberFilter.parse({ after: first.next ?? '' }));
    expect(new Set([...first.rows, ...second.rows].map((row) => row.handle)).size).toBe(62);
    expect(second.next).toBeNull();
    expect(
      (await listAllMembers(boss, MemberFilter.parse({ status: 'suspended' }))).rows.map((row) => row.handle),
    ).toEqual([suspended.handle]);
    expect((await listAllMembers(boss, MemberFilter.parse({ q: 'noa levi 12' }))).rows).toHaveLength(1);
    expect((await listAllMembers(boss, MemberFilter.parse({ role: 'administrator' }))).rows).toHaveLength(1);
    expect((await listAllMembers(boss, MemberFilter.parse({ after: 'nonsense', role: 'nonsense' }))).rows).toHaveLength(
      50,
    );
  });
});

describe('the directory', () => {
  test('is for members, and holds only those in force', async () => {
    const { id } = await authority();
    const viewer = await viewerFor((await makeMember({ name: 'אב', nameEn: 'Av', authorityIds: [id] })).id);
    const hidden = [
      await makeMember({ status: 'pending' }),
      await makeMember({ status: 'suspended' }),
      await makeMember({ validUntil: new Date(now().getTime() - 1000) }),
      await makeMember({ erasedAt: now() }),
    ];
    await expect(listMembers(GUEST, {})).rejects.toMatchObject({ code: 'not_found' });
    await expect(getMember(GUEST, viewer.handle)).rejects.toMatchObject({ code: 'not_found' });
    expect((await listMembers(viewer, {})).rows.map((row) => row.handle)).toEqual([viewer.handle]);
    for (const member of [hidden[0], hidden[1], hidden[3]]) {
      await expect(getMember(viewer, member?.handle ?? '')).rejects.toMatchObject({ code: 'not_found' });
    }
    const page = await listMembers(viewer, { authority: id, q: 'av' });
    expect(page.rows).toMatchObject([{ name: { he: 'אב', en: 'Av' }, authorities: [{ id }] }]);
    expect(JSON.stringify(page)).not.toContain('@');
  });

  test('suggests by the beginning of a handle or of a name, at most eight, to members', async () => {
    const viewer = await viewerFor((await makeMember({ handle: 'asker', name: 'שואל', nameEn: 'Asker' })).id);
    const dana = await makeMember({ handle: 'dana.levi', name: 'דנה לוי', nameEn: 'Dana Levi' });
    for (const typed of ['da', 'דנ', 'לו', 'levi']) {
      expect((await suggestMembers(viewer, typed)).map((each) => each.handle)).toEqual([dana.handle]);
    }
    for (let number = 0; number < 12; number += 1) {
      await makeMember({ handle: `dan${number}` });
    }
    expect(await suggestMembers(viewer, 'dan')).toHaveLength(8);
    expect(await suggestMembers(GUEST, 'dan')).toEqual([]);
    expect(await suggestMembers(viewer, '%')).toEqual([]);
  });

  test('one’s own profile is changed by oneself, authorities only in their order', async () => {
    const [first, second, foreign] = [await authority(), await authority(), await authority()];
    const viewer = await viewerFor((await makeMember({ authorityIds: [first.id, second.id] })).id);
    const input = {
      name: 'נועה כהן',
      nameEn: 'Noa Cohen',
      about: 'ענן',
      itRole: 'security_manager',
      employment: 'outsourced',
      locale: 'en',
      theme: 'dark',
      density: 'compact',
      mailNotices: false,
    } as const;
    await expect(editProfile(GUEST, { ...input, firstAuthority: null })).rejects.toMatchObject({ code: 'not_found' });
    await expect(editProfile(viewer, { ...input, firstAuthority: foreign.id })).rejects.toMatchObject({
      field: 'firstAuthority',
    });
    await editProfile(viewer, { ...input, firstAuthority: second.id });
    const again = await viewerFor(viewer.memberId);
    expect(again).toMatchObject({ name: 'נועה כהן', theme: 'dark', authorityIds: [second.id, first.id] });
    expect(await getOwnProfile(again)).toMatchObject(input);
  });
});
