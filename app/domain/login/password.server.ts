import { recordAudit } from '#app/domain/audit/commands.server';
import { now } from '#app/domain/clock';
import { DomainError, orNotFound } from '#app/domain/errors';
import { getAuth } from '#app/domain/login/auth.server';
import { findPasswordHash, hashPassword, storePassword, verifyPassword } from '#app/domain/login/credentials.server';
import { inHashingQueue } from '#app/domain/login/hashing-queue.server';
import type { PasswordChange, PasswordReset } from '#app/domain/login/input';
import { refuseGuessableOf } from '#app/domain/login/owned-password.server';
import { isMember, type Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';
import { queueMail } from '#app/mail/outbox.server';

/** True when the viewer has a password to sign in with. */
export async function hasPassword(viewer: Viewer): Promise<boolean> {
  return isMember(viewer) && (await findPasswordHash(getDb(), viewer.memberId)) !== null;
}

/**
 * Changes the viewer's password and ends their logins in all other browsers. Throws `invalid` when the current password
 * is wrong (`password_wrong`), there is none yet (`password_none`: choose one by a mailed link), or the new one is easily
 * guessed (`password_common`, `password_personal`).
 */
export async function changePassword(viewer: Viewer, input: PasswordChange): Promise<void> {
  const member = orNotFound(isMember(viewer) ? viewer : null);
  const database = getDb();
  const current = await findPasswordHash(database, member.memberId);
  if (current === null) {
    throw new DomainError('invalid', 'password_none', { field: 'currentPassword' });
  }
  const { memberId } = member;
  if (!(await verifyPassword(current, input.currentPassword))) {
    await recordAudit(database, { memberId, action: 'password.change', outcome: 'refused' });
    throw new DomainError('invalid', 'password_wrong', { field: 'currentPassword' });
  }
  await refuseGuessableOf(memberId, input.newPassword, 'newPassword');
  const hash = await hashPassword(input.newPassword);
  await database.$transaction(async (transaction) => {
    await storePassword(transaction, memberId, hash);
    await transaction.login.deleteMany({ where: { userId: memberId, id: { not: member.loginId } } });
    await recordAudit(transaction, { memberId, action: 'password.change' });
    await queueMail(transaction, { template: 'passwordChanged', memberId });
  });
}

/** Queues the mail with a link to choose a new password; the same for every address. */
export async function requestPasswordReset(_viewer: Viewer, email: string, locale: 'he' | 'en'): Promise<void> {
  await queueMail(getDb(), { template: 'passwordReset', email, locale });
}

/**
 * Sets a new password by the one-time value of a mailed link and ends all the member's logins. Throws `invalid`
 * (`link_invalid`) when the value was used, is over, or was never ours, and for a password that is easily guessed.
 */
export async function resetPassword(_viewer: Viewer, input: PasswordReset): Promise<void> {
  const auth = await getAuth();
  // Before the link is used up, so that another password can be tried with it.
  const { internalAdapter } = await auth.$context;
  const link = await internalAdapter.findVerificationValue(`reset-password:${input.token}`);
  if (link && link.expiresAt > now()) {
    await refuseGuessableOf(link.value, input.newPassword, 'newPassword');
  }
  try {
    await inHashingQueue(() =>
      auth.api.resetPassword({ body: { token: input.token, newPassword: input.newPassword } }),
    );
  } catch (error) {
    if (error instanceof Error && 'statusCode' in error && Number(error.statusCode) === 400) {
      await recordAudit(getDb(), { memberId: null, action: 'password.reset', outcome: 'refused' });
      throw new DomainError('invalid', 'link_invalid');
    }
    throw error;
  }
}
