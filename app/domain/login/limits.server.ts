import { recordAudit } from '#app/domain/audit/commands.server';
import { now } from '#app/domain/clock';
import { forbidden } from '#app/domain/errors';
import { requireFreshProof } from '#app/domain/login/fresh-proof.server';
import { DAY_MS, DEFAULT_LIMITS, type LoginLimits } from '#app/domain/login/model';
import { canAdminister } from '#app/domain/members/policy';
import { bumpRevision } from '#app/domain/revision';
import { ROLES, type Role, type Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

/** The setting's key; `viewerOfToken` reads it along with the login. */
export const LIMITS_SETTING = 'login.limits';

/** The limits as they are stored, three numbers of days; the forum's own where nothing, or nonsense, is. */
export function parseLimits(stored: string | null | undefined): LoginLimits {
  const [idleDays = 0, idleDaysStrong = 0, maxDaysStrong = 0] = (stored ?? '').split(' ').map(Number);
  const limits = { idleDays, idleDaysStrong, maxDaysStrong };
  return Object.values(limits).every((days) => Number.isInteger(days) && days > 0) ? limits : DEFAULT_LIMITS;
}

/** The association's limits, for the page that shows them. */
export async function getLoginLimits(viewer: Viewer): Promise<LoginLimits> {
  if (!canAdminister(viewer)) {
    throw forbidden();
  }
  return unsafeLoginLimits();
}

/** The same without asking who: for the job that lets go of logins nobody uses. */
export async function unsafeLoginLimits(): Promise<LoginLimits> {
  const row = await getDb().setting.findUnique({ where: { key: LIMITS_SETTING } });
  return parseLimits(row?.value);
}

/** Changes them, from the next request of everybody on. For administrators, against a fresh proof (`prove_first`). */
export async function setLoginLimits(viewer: Viewer, limits: LoginLimits): Promise<void> {
  if (!canAdminister(viewer)) {
    throw forbidden();
  }
  const { memberId } = await requireFreshProof(viewer);
  const value = [limits.idleDays, limits.idleDaysStrong, limits.maxDaysStrong].join(' ');
  const stored = { value, updatedAt: now() };
  await getDb().$transaction(async (tx) => {
    await tx.setting.upsert({
      where: { key: LIMITS_SETTING },
      create: { key: LIMITS_SETTING, ...stored },
      update: stored,
    });
    await recordAudit(tx, { memberId, action: 'login.limits', detail: { ...limits } });
  });
  bumpRevision();
}

/** Of a login: when it began, was last used, and ends whatever happens. */
export interface LoginTimes {
  createdAt: Date;
  lastUsedAt: Date;
  expiresAt: Date;
}

/** Whether a login has ended: by its age, or because it was not used for long (OWASP ASVS 5, 7.3.1 and 7.3.2). */
export function hasEnded({ createdAt, lastUsedAt, expiresAt }: LoginTimes, role: Role, limits: LoginLimits): boolean {
  const at = now().getTime();
  const isStrong = ROLES.indexOf(role) >= ROLES.indexOf('moderator');
  const idleDays = isStrong ? limits.idleDaysStrong : limits.idleDays;
  const end = isStrong ? createdAt.getTime() + limits.maxDaysStrong * DAY_MS : Number.POSITIVE_INFINITY;
  return Math.min(end, expiresAt.getTime(), lastUsedAt.getTime() + idleDays * DAY_MS) <= at;
}
