import { recordAudit } from '#app/domain/audit/commands.server';
import { now } from '#app/domain/clock';
import { DomainError, forbidden } from '#app/domain/errors';
import { requireFreshProof } from '#app/domain/login/fresh-proof.server';
import { hasSecondFactor } from '#app/domain/login/second-factor.server';
import { canAdminister } from '#app/domain/members/policy';
import { bumpRevision, cachedByRevision } from '#app/domain/revision';
import { ROLES, type Role, type Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

const SETTING = 'login.secondFactorRequired';
/** Another process may have changed it. In milliseconds. */
const MAX_AGE_MS = 30_000;

/** Whether moderators and administrators must have a second factor, or have signed in by a passkey, to act as such. */
export const requiresSecondFactor = cachedByRevision(
  async (): Promise<boolean> => (await getDb().setting.count({ where: { key: SETTING, value: 'on' } })) > 0,
  MAX_AGE_MS,
);

/** The role a member acts in: without the second factor the policy asks for, that of a member. */
export async function roleInForce(role: Role, hasFactor: boolean): Promise<Role> {
  const isStrong = ROLES.indexOf(role) >= ROLES.indexOf('moderator');
  return isStrong && !hasFactor && (await requiresSecondFactor()) ? 'member' : role;
}

/** Switches the policy. Whoever switches it on must have a second factor, or nobody could switch it off again. */
export async function setSecondFactorRequired(viewer: Viewer, required: boolean): Promise<void> {
  if (!canAdminister(viewer)) {
    throw forbidden();
  }
  const { memberId, loginId } = await requireFreshProof(viewer);
  const stored = { value: required ? 'on' : 'off', updatedAt: now() };
  await getDb().$transaction(async (tx) => {
    const byPasskey = (await tx.login.count({ where: { id: loginId, byPasskey: true } })) > 0;
    if (required && !byPasskey && !(await hasSecondFactor(tx, memberId))) {
      throw new DomainError('invalid', 'factor_first', { field: 'required' });
    }
    await tx.setting.upsert({ where: { key: SETTING }, create: { key: SETTING, ...stored }, update: stored });
    await recordAudit(tx, { memberId, action: 'factor.policy', detail: { required } });
  });
  bumpRevision();
}
