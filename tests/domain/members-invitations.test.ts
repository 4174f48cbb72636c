import { afterEach, describe, expect, test } from 'vitest';
import { now, setClock } from '#app/domain/clock';
import type { Client } from '#app/domain/login/model';
import { suspendMember } from '#app/domain/members/administration.server';
import {
  acceptInvitation,
  findInvitation,
  inviteMember,
  revokeInvitation,
} from '#app/domain/members/invitation.server';
import { GUEST } from '#app/domain/viewer';
import { setInstances } from '#app/instances.server';
import { MailJob } from '#app/mail/jobs';
import { prepareMail } from '#app/mail-worker.server';
import { testDatabase } from '#tests/support/database';
import { administrator, contactOf, makeAuthority, makeMember } from '#tests/support/factories-members';
import { testEnv } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';

const database = await testDatabase();
setInstances({ env: testEnv(), db: database });
const CLIENT: Client = { ipAddress: '192.0.2.7', userAgent: 'test', loginToken: null };
const DAY_MS = 86_400_000;

afterEach(() => setClock());

function acceptance(link: string, handle = 'dana') {
  const token = decodeURIComponent(link.split('/').at(-1) ?? '');
  const person = { name: 'דנה לוי', nameEn: null, itRole: 'cio' as const, employment: 'staff' as const };
  return { ...person, token, handle, password: 'a long enough password', privacy: true as const };
}

describe('invitations', () => {
  test('only into an authority of one’s own, only as a member, unless an administrator', async () => {
    const [own, foreign] = [await makeAuthority(), await makeAuthority()];
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

  test('a password made of the invited person’s name or authority is refused, and the link stays good', async () => {
    const { id } = await makeAuthority({ nameEn: 'Nahalat Oren' });
    const { link } = await inviteMember(await contactOf(id), {
      email: 'new@example.org',
      authority: id,
      role: 'member',
    });
    for (const password of ['דנה לוי 2026!', 'NahalatOren26']) {
      const chosen = acceptInvitation(GUEST, { ...acceptance(link), password }, CLIENT);
      await expect(chosen, password).rejects.toMatchObject({ messageKey: 'password_personal', field: 'password' });
    }
    await acceptInvitation(GUEST, acceptance(link), CLIENT);
  });

  test('one use, two weeks, and no secret in the database', async () => {
    const { id } = await makeAuthority();
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
    const { id } = await makeAuthority();
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
    const { id } = await makeAuthority();
    const contact = await contactOf(id);
    const boss = await administrator();
    const send = () => inviteMember(contact, { email: 'new@example.org', authority: id, role: 'member' });
    const first = acceptance((await send()).link).token;
    setClock(() => Date.now() + 1000);
    const second = acceptance((await send()).link).token;
    expect(await findInvitation(GUEST, first)).toBeNull();
    expect(await findInvitation(GUEST, second)).not.toBeNull();
    const row = await database.invitation.findFirstOrThrow();
    await expect(revokeInvitation(await contactOf((await makeAuthority()).id), row.id)).rejects.toMatchObject({
      code: 'not_found',
    });
    await revokeInvitation(boss, row.id);
    expect(await findInvitation(GUEST, second)).toBeNull();
    const third = acceptance((await send()).link).token;
    await suspendMember(boss, contact.handle, 'left');
    expect(await findInvitation(GUEST, third)).toBeNull();
  });
});
