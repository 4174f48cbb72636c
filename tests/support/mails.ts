import { now, setClock } from '#app/domain/clock';
import { getDb } from '#app/instances.server';
import type { MailMessage } from '#app/mail/message';
import { sendDueMails } from '#app/mail/worker.server';
import { prepareMail } from '#app/mail-worker.server';

/** Lets the time pass in which notices are collected, or another one, and sends what is due. */
export async function mailsAfter(ms = 120_000): Promise<MailMessage[]> {
  const later = now().getTime() + ms;
  setClock(() => later);
  const sent: MailMessage[] = [];
  await sendDueMails({ db: getDb(), send: async (mail) => void sent.push(mail), prepare: prepareMail });
  return sent;
}
