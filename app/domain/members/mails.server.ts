import { associationName } from '#app/domain/members/association.server';
import { invitationLink } from '#app/domain/members/invitation.server';
import { localName, type Named } from '#app/domain/named';
import { longDay } from '#app/i18n/format';
import type { Locale } from '#app/i18n/locales';
import { translator } from '#app/i18n/translator.server';
import { getDb, getEnv } from '#app/instances.server';
import { composeMail, type MailMessage } from '#app/mail/message';
import { paths } from '#app/paths';

interface Receiver {
  email: string;
  name: string;
  locale: Locale;
}

/** A mail with the product's own signature and one thing to do. */
export async function letter(
  to: Receiver,
  content: { subject: string; paragraphs: string[]; action: { label: string; path: string } },
): Promise<MailMessage> {
  const t = translator(to.locale);
  const { appUrl } = getEnv();
  const association = await associationName();
  return composeMail({
    to: { name: to.name, address: to.email },
    locale: to.locale,
    subject: content.subject,
    greeting: to.name ? t('mail.greeting', { name: to.name }) : t('mail.greetingGuest'),
    paragraphs: content.paragraphs,
    action: { label: content.action.label, url: `${appUrl}${content.action.path}` },
    signature: { name: association ? localName(association, to.locale) : t('app.name'), url: appUrl },
  });
}

export function findMember(memberId: string) {
  return getDb().member.findFirst({
    where: { id: memberId, erasedAt: null },
    include: { authorities: { include: { authority: true }, orderBy: { position: 'asc' }, take: 1 } },
  });
}

function authorityOf(member: { authorities: { authority: { nameHe: string; nameEn: string } }[] }): Named {
  const authority = member.authorities[0]?.authority;
  return { he: authority?.nameHe ?? '', en: authority?.nameEn ?? '' };
}

/** The authority an applicant waits for; null once they were let in. */
function appliedFor(applicant: NonNullable<Awaited<ReturnType<typeof findMember>>>): Named | null {
  return applicant.status === 'pending' ? authorityOf(applicant) : null;
}

/** The authority that somebody known asks to serve; null once that is decided. */
async function requested(memberId: string, authorityId: number): Promise<Named | null> {
  const where = { memberId_authorityId: { memberId, authorityId } };
  const row = await getDb().authorityRequest.findUnique({ where, include: { authority: true } });
  return row && { he: row.authority.nameHe, en: row.authority.nameEn };
}

/** Null once the invitation is used, replaced or taken back. */
export async function invitationMail(job: { invitationId: number }): Promise<MailMessage | null> {
  const row = await getDb().invitation.findFirst({
    where: { id: job.invitationId, usedAt: null },
    include: { authority: true, invitedBy: { select: { name: true, nameEn: true, locale: true } } },
  });
  if (!row) {
    return null;
  }
  const locale = row.invitedBy?.locale ?? getEnv().defaultLocale;
  const t = translator(locale);
  const authority = localName({ he: row.authority.nameHe, en: row.authority.nameEn }, locale);
  const inviter =
    row.invitedBy && localName({ he: row.invitedBy.name, en: row.invitedBy.nameEn ?? row.invitedBy.name }, locale);
  return letter(
    { email: row.email, name: '', locale },
    {
      subject: t('mail.invitation.subject'),
      paragraphs: [
        inviter ? t('mail.invitation.body', { inviter, authority }) : t('mail.invitation.bodyNoInviter', { authority }),
        t('mail.invitation.validity', { date: longDay(locale, row.expiresAt.toISOString()) }),
      ],
      action: { label: t('mail.invitation.action'), path: new URL(invitationLink(row)).pathname },
    },
  );
}

export async function applicationReceivedMail(job: { memberId: string }): Promise<MailMessage | null> {
  const member = await findMember(job.memberId);
  if (member?.status !== 'pending') {
    return null;
  }
  const t = translator(member.locale);
  const authority = localName(authorityOf(member), member.locale);
  return letter(member, {
    subject: t('mail.applicationReceived.subject'),
    paragraphs: [t('mail.applicationReceived.body', { authority }), t('mail.applicationReceived.until')],
    action: { label: t('mail.applicationReceived.action'), path: paths.home() },
  });
}

export async function applicationKnownMail(job: { email: string }): Promise<MailMessage | null> {
  const member = await getDb().member.findUnique({ where: { email: job.email } });
  if (!member || member.erasedAt) {
    return null;
  }
  const t = translator(member.locale);
  return letter(member, {
    subject: t('mail.applicationKnown.subject'),
    paragraphs: [t('mail.applicationKnown.body')],
    action: { label: t('mail.applicationKnown.action'), path: paths.signIn() },
  });
}

export async function applicationWaitingMail(job: {
  memberId: string;
  contactId: string;
  authorityId?: number | undefined;
}): Promise<MailMessage | null> {
  const [applicant, contact] = await Promise.all([findMember(job.memberId), findMember(job.contactId)]);
  if (!applicant || contact?.status !== 'active') {
    return null;
  }
  const wanted = job.authorityId === undefined ? appliedFor(applicant) : await requested(job.memberId, job.authorityId);
  if (wanted === null) {
    return null;
  }
  const t = translator(contact.locale);
  const authority = localName(wanted, contact.locale);
  const name = localName({ he: applicant.name, en: applicant.nameEn ?? applicant.name }, contact.locale);
  return letter(contact, {
    subject: t('mail.applicationWaiting.subject'),
    paragraphs: [t('mail.applicationWaiting.body', { applicant: name, authority })],
    action: { label: t('mail.applicationWaiting.action'), path: paths.approvals() },
  });
}

export async function approvedMail(job: { memberId: string }): Promise<MailMessage | null> {
  const member = await findMember(job.memberId);
  if (member?.status !== 'active' || !member.validUntil) {
    return null;
  }
  const t = translator(member.locale);
  const date = longDay(member.locale, member.validUntil.toISOString());
  return letter(member, {
    subject: t('mail.approved.subject'),
    paragraphs: [t('mail.approved.body', { date })],
    action: { label: t('mail.approved.action'), path: paths.signIn() },
  });
}

export async function refusedMail(job: Receiver): Promise<MailMessage> {
  const t = translator(job.locale);
  return letter(job, {
    subject: t('mail.refused.subject'),
    paragraphs: [t('mail.refused.body')],
    action: { label: t('mail.refused.action'), path: paths.home() },
  });
}
