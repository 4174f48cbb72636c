import { createHmac } from 'node:crypto';
import { recordAudit } from '#app/domain/audit/commands.server';
import { now } from '#app/domain/clock';
import { DomainError, forbidden, notFound, orNotFound } from '#app/domain/errors';
import { beginLogin } from '#app/domain/login/commands.server';
import { hashPassword, storePassword } from '#app/domain/login/credentials.server';
import type { Client, LoginChange } from '#app/domain/login/model';
import { oneTimeHash } from '#app/domain/login/one-time.server';
import { refuseGuessable } from '#app/domain/login/owned-password.server';
import { addingMember, createMember } from '#app/domain/members/create.server';
import { suggestHandle } from '#app/domain/members/handle';
import type { InvitationAcceptance, InvitationInput } from '#app/domain/members/input';
import { addDays, type Employment, INVITATION_DAYS, type ItRole, oneTermAfter } from '#app/domain/members/model';
import { canInvite } from '#app/domain/members/policy';
import type { Named } from '#app/domain/named';
import { type AgreedNotice, agreedNotice } from '#app/domain/pages/agreement.server';
import { bumpRevision } from '#app/domain/revision';
import { memberChanged } from '#app/domain/search/people.server';
import type { Role, Viewer } from '#app/domain/viewer';
import type { Locale } from '#app/i18n/locales';
import { getDb, getEnv, getSecret } from '#app/instances.server';
import { queueMail } from '#app/mail/outbox.server';
import { paths } from '#app/paths';
import type { DatabaseTransaction, Prisma } from '#prisma/client.server';

/** An invitation as its receiver sees it. */
export interface InvitationView {
  email: string;
  authority: Named;
  role: Role;
  suggestedHandle: string;
  /** What an import said of them. */
  known: { name: string; nameEn: string | null; itRole: ItRole | null; employment: Employment } | null;
}

/**
 * The secret of an invitation's link, made from its row and the installation's key: nothing has to be kept, and the mail
 * worker can write the link again. The database holds its hash only.
 */
export function invitationToken(row: { email: string; authorityId: number; createdAt: Date }): string {
  const text = `invitation\n${row.email}\n${row.authorityId}\n${row.createdAt.getTime()}`;
  return createHmac('sha256', getSecret()).update(text).digest('base64url');
}

export function invitationLink(row: { email: string; authorityId: number; createdAt: Date }): string {
  return `${getEnv().appUrl}${paths.invitation(invitationToken(row))}`;
}

/**
 * Invites somebody into an authority: a mail with a link of one use, open for two weeks. Throws `forbidden` for an
 * authority or a role the viewer may not give, `conflict` for an address that has an account already.
 */
export async function inviteMember(viewer: Viewer, input: InvitationInput): Promise<{ link: string }> {
  if (!canInvite(viewer, input.authority, input.role)) {
    throw forbidden();
  }
  const { email, authority: authorityId, role } = input;
  const createdAt = now();
  const invitedById = viewer.memberId;
  await getDb().$transaction(async (transaction) => {
    if ((await transaction.authority.count({ where: { id: authorityId } })) === 0) {
      throw new DomainError('invalid', 'choose_one', { field: 'authority' });
    }
    if ((await transaction.member.count({ where: { email, status: { not: 'pending' } } })) > 0) {
      throw new DomainError('conflict', 'email_known', { field: 'email' });
    }
    // A new invitation takes the place of an open one.
    await transaction.invitation.deleteMany({ where: { email, usedAt: null } });
    const tokenHash = oneTimeHash(invitationToken({ email, authorityId, createdAt }));
    const expiresAt = addDays(createdAt, INVITATION_DAYS);
    const data = { tokenHash, email, authorityId, role, invitedById, createdAt, expiresAt };
    const { id } = await transaction.invitation.create({ data });
    const subject = { type: 'invitation', id };
    await recordAudit(transaction, {
      memberId: invitedById,
      action: 'member.invite',
      subject,
      detail: { authorityId, role },
    });
    await queueMail(transaction, { template: 'invitation', invitationId: id });
  });
  return { link: invitationLink({ email, authorityId, createdAt }) };
}

/** Takes an open invitation back. Not found for those who could not have sent it. */
export async function revokeInvitation(viewer: Viewer, invitationId: number): Promise<void> {
  const database = getDb();
  const row = orNotFound(await database.invitation.findUnique({ where: { id: invitationId } }));
  if (!canInvite(viewer, row.authorityId, row.role)) {
    throw notFound();
  }
  const revoked = await database.invitation.deleteMany({ where: { id: invitationId, usedAt: null } });
  orNotFound(revoked.count || null);
  const subject = { type: 'invitation', id: invitationId };
  await recordAudit(database, {
    memberId: viewer.memberId,
    action: 'member.invite',
    subject,
    detail: { revoked: true },
  });
}

function openWhere(token: string) {
  return { tokenHash: oneTimeHash(token), usedAt: null, expiresAt: { gt: now() } };
}

/** The invitation behind a link; null when it is used, over, taken back, or never ours. */
export async function findInvitation(_viewer: Viewer, token: string): Promise<InvitationView | null> {
  const row = await getDb().invitation.findFirst({ where: openWhere(token), include: { authority: true } });
  if (!row) {
    return null;
  }
  const authority = { he: row.authority.nameHe, en: row.authority.nameEn };
  const known = await getDb().member.findFirst({
    where: { email: row.email, status: 'pending', importedAt: { not: null } },
    select: { handle: true, name: true, nameEn: true, itRole: true, employment: true },
  });
  const suggestedHandle = known?.handle ?? suggestHandle(row.email);
  return { email: row.email, authority, role: row.role, suggestedHandle, known };
}

/**
 * Joins by an invitation and signs in. Of several uses at one moment one succeeds. Throws `invalid` (`link_invalid`) for
 * an invitation that is not open, `conflict` for a handle that is taken or a notice that is no longer the one in force.
 */
export async function acceptInvitation(
  viewer: Viewer,
  input: InvitationAcceptance,
  client: Client,
  locale: Locale = getEnv().defaultLocale,
): Promise<LoginChange> {
  // Looked at before hashing too, so that guessing costs the server little.
  const invitation = await findInvitation(viewer, input.token);
  if (invitation === null) {
    throw new DomainError('invalid', 'link_invalid');
  }
  const { authority } = invitation;
  const names = [input.name, input.nameEn, input.handle, authority.he, authority.en];
  await refuseGuessable(input.password, { email: invitation.email, names }, 'password');
  const agreed = await agreedNotice(input.notice, locale);
  const hash = await hashPassword(input.password);
  const memberId = await addingMember((transaction) => join(transaction, input, client, { hash, agreed }));
  bumpRevision();
  return beginLogin(memberId, client, 'invitation');
}

async function join(
  transaction: DatabaseTransaction,
  input: InvitationAcceptance,
  client: Client,
  { hash, agreed }: { hash: string; agreed: AgreedNotice },
): Promise<string> {
  const open = openWhere(input.token);
  const invitation = await transaction.invitation.findFirst({ where: open });
  const at = now();
  const used = await transaction.invitation.updateMany({ where: open, data: { usedAt: at } });
  if (!invitation || used.count !== 1) {
    throw new DomainError('invalid', 'link_invalid');
  }
  const { email, role, authorityId, invitedById } = invitation;
  const known = await transaction.member.findUnique({
    where: { email },
    select: { id: true, status: true, importedAt: true },
  });
  if (known && known.status !== 'pending') {
    throw new DomainError('invalid', 'link_invalid');
  }
  const taken = await transaction.member.findUnique({ where: { handle: input.handle }, select: { id: true } });
  if (taken && taken.id !== known?.id) {
    throw new DomainError('conflict', 'handle_taken', { field: 'handle' });
  }
  const { name, nameEn, handle, itRole, employment } = input;
  const columns = {
    ...{ name, nameEn, handle, itRole, employment, email, role },
    // The link came by mail.
    emailVerified: true,
    status: 'active' as const,
    verifiedById: invitedById,
    verifiedAt: at,
    validUntil: oneTermAfter(at),
    locale: getEnv().defaultLocale,
    ...client.display,
    ...agreed,
  };
  // Somebody who had applied as well, or whose texts an import brought, is let in by the invitation as who they are.
  const { id } = known
    ? await takeOver(transaction, known, columns)
    : await createMember(transaction, { ...columns, createdAt: at });
  // What an import said of the authorities stays, and with it whose contact they are.
  const key = { memberId: id, authorityId };
  await transaction.memberAuthority.upsert({ where: { memberId_authorityId: key }, create: key, update: {} });
  await storePassword(transaction, id, hash);
  await recordAudit(transaction, { memberId: id, action: 'member.join', subject: { type: 'member', id } });
  return id;
}

async function takeOver(
  transaction: DatabaseTransaction,
  { id, importedAt }: { id: string; importedAt: Date | null },
  columns: Prisma.MemberUncheckedUpdateInput,
): Promise<{ id: string }> {
  if (importedAt === null) {
    await transaction.memberAuthority.deleteMany({ where: { memberId: id } });
  }
  await memberChanged(transaction, id);
  return transaction.member.update({ where: { id }, data: { ...columns, importedAt: null }, select: { id: true } });
}
