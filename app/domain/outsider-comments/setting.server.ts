import { requireMember } from '#app/domain/acting';
import { recordAudit } from '#app/domain/audit/commands.server';
import { now } from '#app/domain/clock';
import { forbidden } from '#app/domain/errors';
import { canAdminister } from '#app/domain/members/policy';
import { bumpRevision, cachedByRevision } from '#app/domain/revision';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

const SETTING = 'outsiders.comments';

/** Whether TLP:CLEAR threads show and take comments of outsiders: no, unless an administrator says so. */
export const takesOutsiderComments = cachedByRevision(
  async (): Promise<boolean> => (await getDb().setting.count({ where: { key: SETTING, value: 'on' } })) > 0,
);

/** Switches comments of outsiders for the whole forum. Off, those approved before are not shown. Administrators only. */
export async function setOutsiderComments(viewer: Viewer, on: boolean): Promise<void> {
  if (!canAdminister(viewer)) {
    throw forbidden();
  }
  const { memberId } = requireMember(viewer);
  const stored = { value: on ? 'on' : 'off', updatedAt: now() };
  await getDb().$transaction(async (tx) => {
    await tx.setting.upsert({ where: { key: SETTING }, create: { key: SETTING, ...stored }, update: stored });
    await recordAudit(tx, { memberId, action: 'outsider.policy', detail: { on } });
  });
  bumpRevision();
}
