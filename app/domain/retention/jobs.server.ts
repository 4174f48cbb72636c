import { sweepFiles } from '#app/domain/attachments/sweep.server';
import { deleteExpiredEntries } from '#app/domain/audit/chain.server';
import { now } from '#app/domain/clock';
import { unsafeLoginLimits } from '#app/domain/login/limits.server';
import { addDays } from '#app/domain/members/model';
import { forgetOutsiders } from '#app/domain/outsider-comments/forget.server';
import { OUTSIDER_KEPT_DAYS } from '#app/domain/outsider-comments/model';
import { eraseDue } from '#app/domain/own-data/erasure.server';
import { emptyDeletedPosts } from '#app/domain/retention/deleted-posts.server';
import {
  ACCESS_LOG_MONTHS,
  LEFTOVER_DAYS,
  RETENTION_JOBS,
  type RetentionJob,
  type SetJob,
} from '#app/domain/retention/model';
import { retentionMonths } from '#app/domain/retention/settings.server';
import { getDb } from '#app/instances.server';
import { MAIL_QUEUE, MAX_ATTEMPTS } from '#app/mail/outbox.server';

const DAY_MS = 86_400_000;
const BATCH = 200;

/** What a job goes by: the moment, and the months the association set. */
interface Due {
  at: Date;
  months: Record<SetJob, number>;
}

/** One turn of a job: takes away at most a batch of what has passed its time, and answers how much that was. */
type Turn = (due: Due) => Promise<number>;

/** Finds a batch and deletes it, so that no transaction holds the database for long. */
async function deleteBatch<Id>(
  find: Promise<Id[]>,
  remove: (ids: Id[]) => Promise<{ count: number }>,
): Promise<number> {
  const ids = await find;
  return ids.length === 0 ? 0 : (await remove(ids)).count;
}

const idsOf = async <Id>(rows: Promise<{ id: Id }[]>): Promise<Id[]> => (await rows).map(({ id }) => id);
const take = { take: BATCH, select: { id: true } } as const;

const TURNS: Record<RetentionJob, Turn> = {
  // Seals stay, so that the chain of the younger entries can still be followed.
  audit: () => deleteExpiredEntries(),
  readers: async ({ at }) => {
    const where = { lastAt: { lt: monthsBefore(at, ACCESS_LOG_MONTHS) } };
    return (await getDb().threadReader.deleteMany({ where })).count;
  },
  deletedPosts: ({ at, months }) => emptyDeletedPosts(monthsBefore(at, months.deletedPosts), BATCH),
  notifications: ({ at, months }) => {
    const where = { readAt: { lt: monthsBefore(at, months.notifications) } };
    return deleteBatch(idsOf(getDb().notification.findMany({ where, ...take })), (ids) =>
      getDb().notification.deleteMany({ where: { id: { in: ids } } }),
    );
  },
  drafts: ({ at, months }) => {
    const where = { updatedAt: { lt: monthsBefore(at, months.drafts) } };
    return deleteBatch(idsOf(getDb().draft.findMany({ where, ...take })), (ids) =>
      // Once more with the age: one may have been gone on with since.
      getDb().draft.deleteMany({ where: { id: { in: ids }, ...where } }),
    );
  },
  files: async () => {
    const { unpublished, orphans, staged } = await sweepFiles();
    return unpublished + orphans + staged;
  },
  logins: async ({ at }) => {
    const { idleDays } = await unsafeLoginLimits();
    const idle = addDays(at, -idleDays);
    const where = { OR: [{ expiresAt: { lt: at } }, { updatedAt: { lt: idle } }] };
    return deleteBatch(idsOf(getDb().login.findMany({ where, ...take })), (ids) =>
      getDb().login.deleteMany({ where: { id: { in: ids } } }),
    );
  },
  verifications: ({ at }) => {
    const where = { expiresAt: { lt: addDays(at, -1) } };
    return deleteBatch(idsOf(getDb().verification.findMany({ where, ...take })), (ids) =>
      getDb().verification.deleteMany({ where: { id: { in: ids } } }),
    );
  },
  invitations: ({ at }) => {
    const limit = addDays(at, -LEFTOVER_DAYS);
    const where = { OR: [{ usedAt: { lt: limit } }, { expiresAt: { lt: limit } }] };
    return deleteBatch(idsOf(getDb().invitation.findMany({ where, ...take })), (ids) =>
      getDb().invitation.deleteMany({ where: { id: { in: ids } } }),
    );
  },
  mails: ({ at }) => {
    const limit = addDays(at, -LEFTOVER_DAYS);
    const where = { queue: MAIL_QUEUE, attempts: { gte: MAX_ATTEMPTS }, createdAt: { lt: limit } };
    return deleteBatch(idsOf(getDb().outbox.findMany({ where, ...take })), (ids) =>
      getDb().outbox.deleteMany({ where: { id: { in: ids } } }),
    );
  },
  outsiders: ({ at, months }) => {
    const until = {
      outsiders: addDays(at, -OUTSIDER_KEPT_DAYS),
      deletedThreads: monthsBefore(at, months.deletedPosts),
    };
    return forgetOutsiders(until, BATCH);
  },
  erasures: () => eraseDue(),
};

/** Those that do all there is in one turn. */
const WHOLE: ReadonlySet<RetentionJob> = new Set<RetentionJob>(['audit', 'readers', 'files', 'erasures']);

/**
 * Runs the jobs whose turn it is: each once a day, and erasures, which have an hour of their own, every time. Safe to
 * break off and to run twice. Answers what was taken away, by job.
 */
export async function runRetention(signal?: AbortSignal): Promise<Partial<Record<RetentionJob, number>>> {
  const db = getDb();
  const at = now();
  const [runs, months] = await Promise.all([db.retentionRun.findMany(), retentionMonths(db)]);
  const last = new Map(runs.map(({ job, ranAt }) => [job, ranAt.getTime()]));
  const done: Partial<Record<RetentionJob, number>> = {};
  for (const job of RETENTION_JOBS) {
    const due = job === 'erasures' || (last.get(job) ?? 0) + DAY_MS <= at.getTime();
    if (due && !signal?.aborted) {
      done[job] = await runJob(job, { at, months });
    }
  }
  return done;
}

async function runJob(job: RetentionJob, due: Due): Promise<number> {
  let removed = 0;
  let last: number;
  do {
    last = await TURNS[job](due);
    removed += last;
  } while (last > 0 && !WHOLE.has(job));
  const run = { ranAt: due.at, removed };
  await getDb().retentionRun.upsert({ where: { job }, create: { job, ...run }, update: run });
  return removed;
}

function monthsBefore(at: Date, months: number): Date {
  const limit = new Date(at);
  limit.setUTCMonth(limit.getUTCMonth() - months);
  return limit;
}
