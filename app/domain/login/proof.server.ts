import { requireReader } from '#app/domain/acting';
import { recordAudit } from '#app/domain/audit/commands.server';
import { now } from '#app/domain/clock';
import { DomainError } from '#app/domain/errors';
import { findPasswordHash, verifyPassword } from '#app/domain/login/credentials.server';
import type { PasskeyAssertion } from '#app/domain/login/passkey-input';
import { takeAssertion } from '#app/domain/login/passkey-proof.server';
import { hasSecondFactor, takeCode } from '#app/domain/login/second-factor.server';
import type { MemberViewer, Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

/** The ways in which a member can prove who they are. None: only by signing in again with a mailed link. */
export interface ProofWays {
  password: boolean;
  code: boolean;
  passkey: boolean;
}

export async function findProofWays(viewer: Viewer): Promise<ProofWays> {
  const { memberId } = requireReader(viewer);
  const [hash, code, passkeys] = await Promise.all([
    findPasswordHash(getDb(), memberId),
    hasSecondFactor(getDb(), memberId),
    getDb().passkey.count({ where: { memberId } }),
  ]);
  return { password: hash !== null, code, passkey: passkeys > 0 };
}

/** Throws `invalid` (`password_wrong`), also for those who have no password. */
export async function proveByPassword(viewer: Viewer, password: string): Promise<void> {
  const member = requireReader(viewer);
  const hash = await findPasswordHash(getDb(), member.memberId);
  if (hash === null || !(await verifyPassword(hash, password.normalize('NFKC')))) {
    await noteRefusal(member, 'password');
    throw new DomainError('invalid', 'password_wrong', { field: 'password' });
  }
  await noteProof(member, 'password');
}

/** By a code of the authenticator or a recovery code. Throws `invalid` (`code_wrong`). */
export async function proveByCode(viewer: Viewer, code: string): Promise<void> {
  const member = requireReader(viewer);
  if (!(await getDb().$transaction((tx) => takeCode(tx, member.memberId, code)))) {
    await noteRefusal(member, 'code');
    throw new DomainError('invalid', 'code_wrong', { field: 'code' });
  }
  await noteProof(member, 'code');
}

/** By one of the viewer's own passkeys; the login then counts as one with both factors. Throws `passkey_refused`. */
export async function proveByPasskey(viewer: Viewer, assertion: PasskeyAssertion): Promise<void> {
  const member = requireReader(viewer);
  if ((await takeAssertion('prove', member.memberId, assertion)) === null) {
    await noteRefusal(member, 'passkey');
    throw new DomainError('invalid', 'passkey_refused');
  }
  await noteProof(member, 'passkey');
}

async function noteProof({ memberId, loginId }: MemberViewer, method: string): Promise<void> {
  const byPasskey = method === 'passkey' ? { byPasskey: true } : {};
  await getDb().$transaction(async (tx) => {
    await tx.login.updateMany({ where: { id: loginId, userId: memberId }, data: { provenAt: now(), ...byPasskey } });
    await recordAudit(tx, { memberId, action: 'login.prove', detail: { method } });
  });
}

async function noteRefusal({ memberId }: MemberViewer, method: string): Promise<void> {
  await recordAudit(getDb(), { memberId, action: 'login.prove', outcome: 'refused', detail: { method } });
}
