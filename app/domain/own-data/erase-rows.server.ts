import { randomBytes } from 'node:crypto';
import { now } from '#app/domain/clock';
import { eraseMarks } from '#app/domain/own-data/erase-marks.server';
import { eraseFromSessions } from '#app/domain/own-data/erase-sessions.server';
import { memberChanged } from '#app/domain/search/people.server';
import type { Tx } from '#app/domain/tx';
import { translator } from '#app/i18n/translator.server';
import { MAIL_QUEUE } from '#app/mail/outbox.server';

const NAME_BYTES = 6;

/** Who is to be erased, by everything they are known by. */
export interface Leaving {
  id: string;
  handle: string;
  name: string;
  nameEn: string | null;
  email: string;
}

/**
 * Erases a member (DOMAIN 6, decision 015): everything that is theirs alone goes, the row stays as "member removed" under
 * the same id, so that answers, the audit log and lists of readers still point somewhere. Handle and address are free
 * again. To be called in a transaction that has made sure that an administrator is left. Returns the storage keys of
 * files to be removed once it has committed.
 */
export async function eraseRows(tx: Tx, memberId: string): Promise<string[]> {
  const at = now();
  const member = await tx.member.findUniqueOrThrow({
    where: { id: memberId },
    select: { id: true, handle: true, name: true, nameEn: true, email: true },
  });
  await eraseMarks(tx, memberId, at);
  await eraseFromSessions(tx, member, at);
  const files = await eraseFiles(tx, memberId);
  await eraseAccount(tx, member);
  await forgetRendered(tx, member);
  await tx.thread.updateMany({
    where: { OR: [{ authorId: memberId }, { posts: { some: { authorId: memberId } } }] },
    data: { revision: { increment: 1 } },
  });
  await tx.member.update({ where: { id: memberId }, data: nobody(at) });
  await memberChanged(tx, memberId, { hides: true });
  return files;
}

/** What stands in the row from now on. */
function nobody(at: Date) {
  const random = randomBytes(NAME_BYTES).toString('hex');
  return {
    handle: `removed.${random}`,
    email: `${random}@removed.invalid`,
    emailVerified: false,
    name: translator('he')('ui.removedMember'),
    nameEn: translator('en')('ui.removedMember'),
    image: null,
    role: 'member' as const,
    status: 'suspended' as const,
    itRole: null,
    employment: 'staff' as const,
    about: '',
    mailNotices: false,
    externalId: null,
    verifiedById: null,
    verifiedAt: null,
    validUntil: null,
    contactsRemindedOf: null,
    remindedOf: null,
    importedAt: null,
    silencedUntil: null,
    // Not suspended until a day: nothing lets this row in again.
    suspendedUntil: null,
    showsItRole: false,
    showsEmployment: false,
    showsAbout: false,
    showsEmail: false,
    noticeAgreed: null,
    noticeAgreedAt: null,
    previousVisitAt: null,
    lastSeenAt: null,
    erasedAt: at,
  };
}

/** Files that were never published. Those of posts stay with them. */
async function eraseFiles(tx: Tx, uploaderId: string): Promise<string[]> {
  const files = await tx.attachment.findMany({ where: { uploaderId, postId: null }, select: { storageKey: true } });
  await tx.attachment.deleteMany({ where: { uploaderId, postId: null } });
  return files.map(({ storageKey }) => storageKey);
}

/** Ways in, and everything that waits to be sent to the member. */
async function eraseAccount(tx: Tx, { id: memberId, email }: Leaving): Promise<void> {
  await tx.login.deleteMany({ where: { userId: memberId } });
  await tx.credential.deleteMany({ where: { userId: memberId } });
  await tx.secondFactor.deleteMany({ where: { memberId } });
  await tx.recoveryCode.deleteMany({ where: { memberId } });
  await tx.passkey.deleteMany({ where: { memberId } });
  await tx.emailChange.deleteMany({ where: { memberId } });
  await tx.authorityRequest.deleteMany({ where: { memberId } });
  // What was done about their conduct, and their appeals: the audit log keeps that it was, without the words.
  await tx.measure.deleteMany({ where: { memberId } });
  await tx.calendarFeed.deleteMany({ where: { memberId } });
  await tx.memberAuthority.deleteMany({ where: { memberId } });
  await tx.erasure.deleteMany({ where: { memberId } });
  await tx.invitation.deleteMany({ where: { OR: [{ email }, { invitedById: memberId, usedAt: null }] } });
  const known = [memberId, email].map((text) => JSON.stringify(text));
  await tx.verification.deleteMany({
    where: { OR: [{ value: memberId }, ...known.map((text) => ({ value: { contains: text } }))] },
  });
  await tx.outbox.deleteMany({
    where: { queue: MAIL_QUEUE, OR: known.map((text) => ({ payload: { contains: text } })) },
  });
}

/**
 * Texts that mention the member keep their words, but the link to their page goes: they are rendered anew, as if nobody
 * had that handle. What pages keep of them is void.
 */
async function forgetRendered(tx: Tx, { handle }: Leaving): Promise<void> {
  const mentions = { html: { contains: `@${handle}` } };
  await tx.thread.updateMany({ where: { posts: { some: mentions } }, data: { revision: { increment: 1 } } });
  await tx.post.updateMany({ where: mentions, data: { html: '', rendererVersion: 0 } });
  await tx.summary.updateMany({ where: mentions, data: { html: '', rendererVersion: 0 } });
}
