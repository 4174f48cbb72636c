import { now } from '#app/domain/clock';
import { MailJob, mergeJobs } from '#app/mail/jobs';
import type { Database, DatabaseTransaction } from '#prisma/client.server';

export const MAIL_QUEUE = 'mail';

type Listener = () => void;
let listener: Listener | null = null;

/** Whoever sends the mails of this process is told when there is one. */
export function onMailQueued(next: Listener | null): void {
  listener = next;
}

/**
 * Puts a mail in the outbox, in the caller's transaction where there is one. The worker is woken a moment later, when
 * the transaction has had time to commit; it also looks by itself, so a wake-up that comes too early loses nothing.
 */
export async function queueMail(database: Database | DatabaseTransaction, job: MailJob): Promise<void> {
  await queueMails(database, [job]);
}

/** Several at once, in one statement. */
export async function queueMails(database: Database | DatabaseTransaction, jobs: MailJob[]): Promise<void> {
  const at = now();
  await database.outbox.createMany({
    data: jobs.map((job) => ({
      queue: MAIL_QUEUE,
      entityType: job.template,
      entityId: '',
      payload: JSON.stringify(job),
      createdAt: at,
      availableAt: at,
    })),
  });
  if (listener) {
    setTimeout(listener, WAKE_AFTER_MS).unref();
  }
}

const WAKE_AFTER_MS = 50;

/** Some two days of tries. Then the mail is given up and stays in the table with its last error. */
export const MAX_ATTEMPTS = 50;

/** A mail that waits a while, so that what happens meanwhile goes into it. `key` says which mails are the same one. */
export interface CollectingMail {
  key: string;
  job: MailJob;
}

/**
 * Puts these mails in the outbox, to go after `delayMs`; one that waits there already under the same key takes in what
 * is new and nothing is added. Touching the waiting row locks it until the caller's transaction ends: the worker then
 * takes it up afterwards and reads what was written, or has it already, and the mail is added as another one.
 */
export async function queueCollectingMails(
  transaction: DatabaseTransaction,
  mails: CollectingMail[],
  delayMs: number,
): Promise<void> {
  const at = now();
  const waiting = await transaction.outbox.updateManyAndReturn({
    where: {
      queue: MAIL_QUEUE,
      entityId: { in: mails.map((mail) => mail.key) },
      leasedUntil: null,
      attempts: { lt: MAX_ATTEMPTS },
    },
    data: { attempts: { increment: 0 } },
    select: { id: true, entityId: true, payload: true },
  });
  for (const { id, entityId, payload } of waiting) {
    const job = mails.find((mail) => mail.key === entityId)?.job;
    const merged = job ? mergeJobs(MailJob.parse(JSON.parse(payload)), job) : null;
    if (merged) {
      await transaction.outbox.update({ where: { id }, data: { payload: JSON.stringify(merged) } });
    }
  }
  const known = new Set(waiting.map((row) => row.entityId));
  await transaction.outbox.createMany({
    data: mails
      .filter((mail) => !known.has(mail.key))
      .map(({ key, job }) => ({
        queue: MAIL_QUEUE,
        entityType: job.template,
        entityId: key,
        payload: JSON.stringify(job),
        createdAt: at,
        availableAt: new Date(at.getTime() + delayMs),
      })),
  });
}
