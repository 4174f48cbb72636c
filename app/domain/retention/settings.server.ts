import { recordAudit } from '#app/domain/audit/commands.server';
import { now } from '#app/domain/clock';
import { forbidden } from '#app/domain/errors';
import { canAdminister } from '#app/domain/members/policy';
import type { RetentionInput } from '#app/domain/retention/input';
import {
  DEFAULT_MONTHS,
  isSetJob,
  RETENTION_JOBS,
  type RetentionLine,
  SET_JOBS,
  type SetJob,
} from '#app/domain/retention/model';
import type { Tx } from '#app/domain/tx';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

const keyOf = (job: SetJob): string => `retention.${job}`;

/** The months of each job that has them: the association's, else twelve. */
export async function retentionMonths(db: Tx): Promise<Record<SetJob, number>> {
  const rows = await db.setting.findMany({ where: { key: { in: SET_JOBS.map(keyOf) } } });
  const kept = new Map(rows.map(({ key, value }) => [key, Number(value)]));
  const months = (job: SetJob) => kept.get(keyOf(job)) ?? DEFAULT_MONTHS;
  return {
    deletedPosts: months('deletedPosts'),
    notifications: months('notifications'),
    drafts: months('drafts'),
  };
}

/** Sets how long things are kept; each change is in the audit log. For administrators; forbidden for others. */
export async function setRetention(viewer: Viewer, input: RetentionInput): Promise<void> {
  if (!canAdminister(viewer)) {
    throw forbidden();
  }
  const updatedAt = now();
  await getDb().$transaction(async (tx) => {
    const before = await retentionMonths(tx);
    for (const job of SET_JOBS.filter((one) => before[one] !== input[one])) {
      const stored = { value: String(input[job]), updatedAt };
      await tx.setting.upsert({ where: { key: keyOf(job) }, create: { key: keyOf(job), ...stored }, update: stored });
      const detail = { what: job, from: before[job], to: input[job] };
      await recordAudit(tx, { memberId: viewer.memberId, action: 'retention.set', detail });
    }
  });
}

/** What is kept how long, and when each job last ran. For administrators; forbidden for others. */
export async function getRetention(viewer: Viewer): Promise<RetentionLine[]> {
  if (!canAdminister(viewer)) {
    throw forbidden();
  }
  const [months, runs] = await Promise.all([retentionMonths(getDb()), getDb().retentionRun.findMany()]);
  return RETENTION_JOBS.map((job) => {
    const run = runs.find((one) => one.job === job);
    return {
      job,
      months: isSetJob(job) ? months[job] : null,
      ranAt: run?.ranAt.toISOString() ?? null,
      removed: run?.removed ?? 0,
    };
  });
}
