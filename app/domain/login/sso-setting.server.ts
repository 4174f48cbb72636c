import { recordAudit } from '#app/domain/audit/commands.server';
import { now } from '#app/domain/clock';
import { forbidden } from '#app/domain/errors';
import { requireFreshProof } from '#app/domain/login/fresh-proof.server';
import { canAdminister } from '#app/domain/members/policy';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

const SETTING = 'login.ssoByEmail';

/** Whether a member may sign in by an address that the provider has verified, without having linked before. Off at first. */
export async function allowsSsoByEmail(): Promise<boolean> {
  return (await getDb().setting.count({ where: { key: SETTING, value: 'on' } })) > 0;
}

/** Whoever runs the provider can then sign in as anybody who has not linked: for administrators, against a fresh proof. */
export async function setSsoByEmail(viewer: Viewer, allowed: boolean): Promise<void> {
  if (!canAdminister(viewer)) {
    throw forbidden();
  }
  const { memberId } = await requireFreshProof(viewer);
  const stored = { value: allowed ? 'on' : 'off', updatedAt: now() };
  await getDb().$transaction(async (tx) => {
    await tx.setting.upsert({ where: { key: SETTING }, create: { key: SETTING, ...stored }, update: stored });
    await recordAudit(tx, { memberId, action: 'sso.policy', detail: { allowed } });
  });
}
