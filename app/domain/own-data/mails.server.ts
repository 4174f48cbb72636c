import { longDay } from '#app/i18n/format';
import { translator } from '#app/i18n/translator.server';
import { getDb, getEnv } from '#app/instances.server';
import { composeMail, type MailMessage } from '#app/mail/message';
import { paths } from '#app/paths';

/** Tells a member on what day their data will be erased; null once they took it back, or it is done. */
export async function erasureAskedMail({ memberId }: { memberId: string }): Promise<MailMessage | null> {
  const row = await getDb().erasure.findUnique({
    where: { memberId },
    select: { dueAt: true, member: { select: { name: true, email: true, locale: true } } },
  });
  if (!row) {
    return null;
  }
  const { name, email, locale } = row.member;
  const t = translator(locale);
  const { appUrl } = getEnv();
  const date = longDay(locale, row.dueAt.toISOString());
  return composeMail({
    to: { name, address: email },
    locale,
    subject: t('mail.erasureAsked.subject', { date }),
    greeting: t('mail.greeting', { name }),
    paragraphs: [t('mail.erasureAsked.body', { date }), t('mail.erasureAsked.back')],
    action: { label: t('mail.erasureAsked.action'), url: `${appUrl}${paths.accountData()}` },
    signature: { name: t('app.name'), url: appUrl },
  });
}
