import { now } from '#app/domain/clock';
import type { MailJob } from '#app/mail/jobs';
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
  const at = now();
  await database.outbox.create({
    data: {
      queue: MAIL_QUEUE,
      entityType: job.template,
      entityId: '',
      payload: JSON.stringify(job),
      createdAt: at,
      availableAt: at,
    },
  });
  if (listener) {
    setTimeout(listener, WAKE_AFTER_MS).unref();
  }
}

const WAKE_AFTER_MS = 50;
