import { now } from '#app/domain/clock';
import { MailJob } from '#app/mail/jobs';
import type { MailMessage } from '#app/mail/message';
import { MAIL_QUEUE, MAX_ATTEMPTS } from '#app/mail/outbox.server';
import type { SendMail } from '#app/mail/transport.server';
import type { Database } from '#prisma/client.server';

/** Writes the mail of a job, from what the database says now; null when it is no longer wanted. */
export type PrepareMail = (job: MailJob) => Promise<MailMessage | null>;

interface MailWorker {
  db: Database;
  send: SendMail;
  prepare: PrepareMail;
  /** Told of each failure; never of what a mail says. */
  onFailure?: (failure: { id: number; template: string; attempts: number; error: string }) => void;
}

const BATCH = 20;
/** A worker that dies holds a mail back for this long. In milliseconds. */
const LEASE_MS = 60_000;
const FIRST_RETRY_MS = 15_000;
const LONGEST_RETRY_MS = 60 * 60 * 1000;

/** The pause after `attempts` failures, doubling each time. In milliseconds. */
export function retryPause(attempts: number): number {
  return Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** Math.min(attempts - 1, 20));
}

/**
 * Sends the mails that are due, one by one; returns how many it took up, so that a caller asks again at once while
 * there are any. At least once: a mail is taken out of the table only after it was handed over, so a crash between the
 * two sends it twice. A row is leased while it is worked on, so several processes share the work.
 */
export async function sendDueMails(worker: MailWorker): Promise<number> {
  const at = now();
  const due = await worker.db.outbox.findMany({
    where: { queue: MAIL_QUEUE, availableAt: { lte: at }, attempts: { lt: MAX_ATTEMPTS }, ...unleased(at) },
    orderBy: [{ availableAt: 'asc' }, { id: 'asc' }],
    take: BATCH,
    select: { id: true },
  });
  let taken = 0;
  for (const { id } of due) {
    if (await lease(worker.db, id)) {
      taken += 1;
      await deliver(worker, id);
    }
  }
  return taken;
}

function unleased(at: Date) {
  return { OR: [{ leasedUntil: null }, { leasedUntil: { lte: at } }] };
}

/** Of several workers that want a row, one gets it: whose update finds it unleased. */
async function lease(db: Database, id: number): Promise<boolean> {
  const at = now();
  const leased = await db.outbox.updateMany({
    where: { id, ...unleased(at) },
    data: { leasedUntil: new Date(at.getTime() + LEASE_MS), attempts: { increment: 1 } },
  });
  return leased.count === 1;
}

async function deliver(worker: MailWorker, id: number): Promise<void> {
  const row = await worker.db.outbox.findUnique({ where: { id } });
  if (!row) {
    return;
  }
  try {
    const message = await worker.prepare(MailJob.parse(JSON.parse(row.payload)));
    if (message) {
      await worker.send(message);
    }
    await worker.db.outbox.deleteMany({ where: { id } });
  } catch (failure) {
    const error = describe(failure);
    const availableAt = new Date(now().getTime() + retryPause(row.attempts));
    await worker.db.outbox.updateMany({ where: { id }, data: { availableAt, leasedUntil: null, lastError: error } });
    worker.onFailure?.({ id, template: row.entityType, attempts: row.attempts, error });
  }
}

/** A mail server's answer may quote addresses; what is kept is short, one line, and without them. */
function describe(failure: unknown): string {
  const text = failure instanceof Error ? failure.message : 'unknown failure';
  return text
    .replace(/\S+@\S+/g, '[address]')
    .replace(/\s+/g, ' ')
    .slice(0, 200);
}
