import { recordAudit } from '#app/domain/audit/commands.server';
import type { AuditAction } from '#app/domain/audit/model';
import { now } from '#app/domain/clock';
import { DomainError, forbidden } from '#app/domain/errors';
import { signedInMemberId } from '#app/domain/login/commands.server';
import { findPasswordHash, verifyPassword } from '#app/domain/login/credentials.server';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

/** Whoever has no password must have signed in this recently. In milliseconds. */
const FRESH_LOGIN_MS = 10 * 60 * 1000;

/** What shows that it is the member who asks, and not whoever found the screen open. */
export interface Proof {
  password: string;
  /** The token of the login that asks. */
  loginToken: string | null;
}

/** The member who is signed in, their membership in force or not: their data is theirs either way. Forbidden for guests. */
export function requireSignedIn(viewer: Viewer): string {
  const memberId = signedInMemberId(viewer);
  if (memberId === null) {
    throw forbidden('signInFirst');
  }
  return memberId;
}

/**
 * Asks for the password anew; of those who have none, that they signed in just now. Throws `invalid` (`password_wrong`,
 * `sign_in_again`) at field `password`; a refusal is in the audit log.
 */
export async function proveAgain(memberId: string, proof: Proof, action: AuditAction): Promise<void> {
  const hash = await findPasswordHash(getDb(), memberId);
  if (hash !== null) {
    if (!(await verifyPassword(hash, proof.password.normalize('NFKC')))) {
      await recordAudit(getDb(), { memberId, action, outcome: 'refused' });
      throw new DomainError('invalid', 'password_wrong', { field: 'password' });
    }
    return;
  }
  const from = new Date(now().getTime() - FRESH_LOGIN_MS);
  const where = { token: proof.loginToken ?? '', userId: memberId, createdAt: { gte: from } };
  if ((await getDb().login.count({ where })) === 0) {
    await recordAudit(getDb(), { memberId, action, outcome: 'refused' });
    throw new DomainError('invalid', 'sign_in_again', { field: 'password' });
  }
}
