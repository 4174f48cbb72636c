import { getAuth, mintToken } from '#app/domain/login/auth.server';
import { MAGIC_LINK_MINUTES, RESET_LINK_MINUTES } from '#app/domain/login/model';
import { translator } from '#app/i18n/translator.server';
import { getDb, getEnv } from '#app/instances.server';
import { composeMail, type MailMessage } from '#app/mail/message';
import { paths } from '#app/paths';

/** A member who may get a link; null for an unknown address and for those who may not sign in. */
async function findReceiver(email: string) {
  const member = await getDb().member.findUnique({ where: { email } });
  return member && member.status !== 'suspended' && member.erasedAt === null ? member : null;
}

/**
 * The mail with a link to sign in, null for an unknown address. The link's one-time value is made here, when the mail is
 * written: the request that asked for it did the same for every address, and the outbox holds no secret.
 */
export async function magicLinkMail(job: { email: string; locale: 'he' | 'en' }): Promise<MailMessage | null> {
  const member = await findReceiver(job.email);
  if (!member) {
    return null;
  }
  const auth = await getAuth();
  const token = await mintToken(() =>
    auth.api.signInMagicLink({ body: { email: member.email }, headers: new Headers() }),
  );
  return token === null
    ? null
    : linkMail('magicLink', member, job.locale, paths.magicLink({ token }), MAGIC_LINK_MINUTES);
}

/** The mail with a link to choose a new password, null for an unknown address. */
export async function passwordResetMail(job: { email: string; locale: 'he' | 'en' }): Promise<MailMessage | null> {
  const member = await findReceiver(job.email);
  if (!member) {
    return null;
  }
  const auth = await getAuth();
  const token = await mintToken(() => auth.api.requestPasswordReset({ body: { email: member.email } }));
  return token === null
    ? null
    : linkMail('passwordReset', member, job.locale, paths.resetPassword({ token }), RESET_LINK_MINUTES);
}

function linkMail(
  kind: 'magicLink' | 'passwordReset',
  member: { name: string; email: string },
  locale: 'he' | 'en',
  path: string,
  minutes: number,
): MailMessage {
  const t = translator(locale);
  const { appUrl } = getEnv();
  return composeMail({
    to: { name: member.name, address: member.email },
    locale,
    subject: t(`mail.${kind}.subject`),
    greeting: t('mail.greeting', { name: member.name }),
    paragraphs: [t(`mail.${kind}.body`, { minutes })],
    action: { label: t(`mail.${kind}.action`), url: `${appUrl}${path}` },
    note: t('mail.notYou'),
    signature: { name: t('app.name'), url: appUrl },
  });
}

/** Tells a member that a way to sign in is another now, and where to go if it was not them who changed it. */
export async function securityMail(
  memberId: string,
  kind: 'passwordChanged' | 'factorChanged' | 'passkeyChanged' | 'ssoChanged',
  path: string,
): Promise<MailMessage | null> {
  const member = await getDb().member.findUnique({ where: { id: memberId } });
  if (!member || member.erasedAt) {
    return null;
  }
  const t = translator(member.locale);
  const { appUrl } = getEnv();
  return composeMail({
    to: { name: member.name, address: member.email },
    locale: member.locale,
    subject: t(`mail.${kind}.subject`),
    greeting: t('mail.greeting', { name: member.name }),
    paragraphs: [t(`mail.${kind}.body`)],
    action: { label: t(`mail.${kind}.action`), url: `${appUrl}${path}` },
    signature: { name: t('app.name'), url: appUrl },
  });
}
