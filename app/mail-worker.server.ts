import { emailChangedMail, emailConfirmMail } from '#app/domain/login/email-change.server';
import { magicLinkMail, passwordResetMail, securityMail } from '#app/domain/login/mails.server';
import { appealAnswerMail, appealMail, measureMail } from '#app/domain/measures/mails.server';
import {
  applicationKnownMail,
  applicationReceivedMail,
  applicationWaitingMail,
  approvedMail,
  invitationMail,
  refusedMail,
} from '#app/domain/members/mails.server';
import { authorityMail, confirmationDueMail, confirmationSoonMail } from '#app/domain/members/membership-mails.server';
import { noticeMail } from '#app/domain/notifications/mails.server';
import { erasureAskedMail } from '#app/domain/own-data/mails.server';
import { sessionNoticeMail } from '#app/domain/sessions/mails.server';
import { getDb, getEnv, getLog } from '#app/instances.server';
import type { MailJob } from '#app/mail/jobs';
import type { MailMessage } from '#app/mail/message';
import { onMailQueued } from '#app/mail/outbox.server';
import { createMailTransport, type SendMail } from '#app/mail/transport.server';
import { sendDueMails } from '#app/mail/worker.server';
import { paths } from '#app/paths';
import { registerWorker } from '#app/workers.server';

/** How often the outbox is looked at when nobody says that there is something in it. In milliseconds. */
const EVERY_MS = 5_000;

let send: SendMail | null = null;
let ticking: Promise<boolean> | null = null;

/** Writes the mail of a job: every template has its line here. */
export function prepareMail(job: MailJob): Promise<MailMessage | null> {
  switch (job.template) {
    case 'magicLink':
      return magicLinkMail(job);
    case 'passwordReset':
      return passwordResetMail(job);
    case 'passwordChanged':
      return securityMail(job.memberId, 'passwordChanged', paths.forgotPassword());
    case 'factorChanged':
      return securityMail(job.memberId, 'factorChanged', paths.accountFactor());
    case 'passkeyChanged':
      return securityMail(job.memberId, 'passkeyChanged', paths.accountPasskeys());
    case 'ssoChanged':
      return securityMail(job.memberId, 'ssoChanged', paths.accountLogins());
    case 'emailConfirm':
      return emailConfirmMail(job);
    case 'emailChanged':
      return emailChangedMail(job);
    case 'erasureAsked':
      return erasureAskedMail(job);
    case 'invitation':
      return invitationMail(job);
    case 'applicationReceived':
      return applicationReceivedMail(job);
    case 'applicationKnown':
      return applicationKnownMail(job);
    case 'applicationWaiting':
      return applicationWaitingMail(job);
    case 'confirmationDue':
      return confirmationDueMail(job);
    case 'confirmationSoon':
      return confirmationSoonMail(job);
    case 'takenOff':
    case 'requestRefused':
    case 'contactLeft':
      return authorityMail(job, job.template);
    case 'measure':
      return measureMail(job);
    case 'appeal':
      return appealMail(job);
    case 'appealAnswer':
      return appealAnswerMail(job);
    case 'approved':
      return approvedMail(job);
    case 'refused':
      return refusedMail(job);
    case 'notice':
      return noticeMail(job);
    case 'sessionNotice':
      return sessionNoticeMail(job);
  }
}

/** Sends the mails that are due; true when there were any. Two calls at one moment are one. */
export function tickMail(): Promise<boolean> {
  ticking ??= sendDue().finally(() => {
    ticking = null;
  });
  return ticking;
}

async function sendDue(): Promise<boolean> {
  send ??= createMailTransport(getEnv());
  const taken = await sendDueMails({
    db: getDb(),
    send,
    prepare: prepareMail,
    onFailure: (failure) => getLog().warn(failure, 'mail not sent, will be tried again'),
  });
  return taken > 0;
}

/** Adds the mail worker to those of this process; a mail that is queued here is then sent at once. */
export function registerMailWorker(): void {
  registerWorker({ name: 'mail', everyMs: EVERY_MS, tick: tickMail });
  onMailQueued(() => {
    tickMail().catch((error: unknown) => getLog().error({ err: error }, 'mail worker failed'));
  });
}
