import { findMember, letter } from '#app/domain/members/mails.server';
import { longDay } from '#app/i18n/format';
import { translator } from '#app/i18n/translator.server';
import { getDb } from '#app/instances.server';
import type { MailMessage } from '#app/mail/message';
import { paths } from '#app/paths';

function findMeasure(id: number) {
  return getDb().measure.findUnique({ where: { id }, include: { member: { select: { handle: true } } } });
}

/** Tells a member of a measure, why, until when, and how to appeal. */
export async function measureMail(job: { measureId: number }): Promise<MailMessage | null> {
  const measure = await findMeasure(job.measureId);
  const member = measure && (await findMember(measure.memberId));
  if (!member) {
    return null;
  }
  const t = translator(member.locale);
  const words = `mail.measure.${measure.kind}` as const;
  const until = measure.until && longDay(member.locale, new Date(measure.until.getTime() - 1).toISOString());
  return letter(member, {
    subject: t(`${words}.subject`),
    paragraphs: [
      t(`${words}.body`),
      ...(until ? [t('mail.measure.until', { day: until })] : []),
      t('mail.measure.reason', { reason: measure.reason }),
      t('mail.measure.appeal'),
    ],
    action: { label: t('mail.measure.action'), path: paths.accountStanding() },
  });
}

/** Tells somebody who may answer that there is an appeal; null once it is answered. */
export async function appealMail(job: { measureId: number; memberId: string }): Promise<MailMessage | null> {
  const [measure, member] = await Promise.all([findMeasure(job.measureId), findMember(job.memberId)]);
  if (!measure || measure.answeredAt || member?.status !== 'active') {
    return null;
  }
  const t = translator(member.locale);
  return letter(member, {
    subject: t('mail.appeal.subject'),
    paragraphs: [t('mail.appeal.body')],
    action: { label: t('mail.appeal.action'), path: paths.adminMeasures(measure.member.handle) },
  });
}

export async function appealAnswerMail(job: { measureId: number }): Promise<MailMessage | null> {
  const measure = await findMeasure(job.measureId);
  const member = measure?.answer ? await findMember(measure.memberId) : null;
  if (!member || !measure?.answer) {
    return null;
  }
  const t = translator(member.locale);
  return letter(member, {
    subject: t('mail.appealAnswer.subject'),
    paragraphs: [
      t(`mail.appealAnswer.${measure.answer}`),
      t('mail.measure.reason', { reason: measure.answerReason ?? '' }),
    ],
    action: { label: t('mail.measure.action'), path: paths.accountStanding() },
  });
}
