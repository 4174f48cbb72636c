import { now } from '#app/domain/clock';
import { inForce } from '#app/domain/members/columns.server';
import { findMember, letter } from '#app/domain/members/mails.server';
import { addDays, isOver, REMIND_CONTACTS_DAYS } from '#app/domain/members/model';
import { localName } from '#app/domain/named';
import { longDay } from '#app/i18n/format';
import { translator } from '#app/i18n/translator.server';
import { getDb } from '#app/instances.server';
import type { MailMessage } from '#app/mail/message';
import { paths } from '#app/paths';

/** Null when all of them were confirmed, or let go, before the mail was written. */
export async function confirmationDueMail(job: {
  contactId: string;
  memberIds: string[];
}): Promise<MailMessage | null> {
  const contact = await getDb().member.findFirst({ where: { id: job.contactId, ...inForce() } });
  const due = await getDb().member.findMany({
    where: {
      id: { in: job.memberIds },
      ...{ status: 'active', erasedAt: null, validUntil: { lte: addDays(now(), REMIND_CONTACTS_DAYS) } },
    },
    orderBy: { validUntil: 'asc' },
    select: { validUntil: true },
  });
  const first = due[0]?.validUntil;
  if (!contact || !first) {
    return null;
  }
  const t = translator(contact.locale);
  return letter(contact, {
    subject: t('mail.confirmationDue.subject'),
    paragraphs: [
      t('mail.confirmationDue.body', { count: due.length, date: longDay(contact.locale, first.toISOString()) }),
    ],
    action: { label: t('mail.confirmationDue.action'), path: paths.confirmations() },
  });
}

/** Null once the membership was confirmed, or is over. */
export async function confirmationSoonMail(job: { memberId: string }): Promise<MailMessage | null> {
  const member = await findMember(job.memberId);
  const at = now();
  if (member?.status !== 'active' || !member.validUntil || isOver(member.validUntil, at)) {
    return null;
  }
  if (member.validUntil > addDays(at, REMIND_CONTACTS_DAYS)) {
    return null;
  }
  const t = translator(member.locale);
  return letter(member, {
    subject: t('mail.confirmationSoon.subject'),
    paragraphs: [
      t('mail.confirmationSoon.body', { date: longDay(member.locale, member.validUntil.toISOString()) }),
      t('mail.confirmationSoon.who'),
    ],
    action: { label: t('mail.confirmationSoon.action'), path: paths.account() },
  });
}

/** About an authority: that the member was taken off it, that it said no, that it has no contact any more. */
export async function authorityMail(
  job: { memberId: string; authorityId: number },
  about: 'takenOff' | 'requestRefused' | 'contactLeft',
): Promise<MailMessage | null> {
  const member = await findMember(job.memberId);
  const authority = await getDb().authority.findUnique({ where: { id: job.authorityId } });
  if (!member || !authority) {
    return null;
  }
  const t = translator(member.locale);
  const name = localName({ he: authority.nameHe, en: authority.nameEn }, member.locale);
  return letter(member, {
    subject: t(`mail.${about}.subject`, { authority: name }),
    paragraphs: [t(`mail.${about}.body`, { authority: name })],
    action: {
      label: t(`mail.${about}.action`),
      path: about === 'contactLeft' ? paths.adminAuthorities() : paths.accountAuthorities(),
    },
  });
}
