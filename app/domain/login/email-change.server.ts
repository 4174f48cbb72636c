import { requireReader } from '#app/domain/acting';
import { recordAudit } from '#app/domain/audit/commands.server';
import { now } from '#app/domain/clock';
import { DomainError, orNotFound } from '#app/domain/errors';
import { requireFreshProof } from '#app/domain/login/fresh-proof.server';
import { EMAIL_LINK_MINUTES } from '#app/domain/login/model';
import { newOneTimeValue, oneTimeHash } from '#app/domain/login/one-time.server';
import { bumpPeopleRevision } from '#app/domain/revision';
import type { Viewer } from '#app/domain/viewer';
import { translator } from '#app/i18n/translator.server';
import { getDb, getEnv } from '#app/instances.server';
import { composeMail, type MailMessage } from '#app/mail/message';
import { queueMail } from '#app/mail/outbox.server';
import { paths } from '#app/paths';

/** The viewer's address, and the one that waits to be confirmed. */
export async function getOwnEmail(viewer: Viewer): Promise<{ email: string; waiting: string | null }> {
  const { memberId } = requireReader(viewer);
  const member = await getDb().member.findUnique({
    where: { id: memberId },
    select: { email: true, emailChange: { select: { email: true, expiresAt: true } } },
  });
  const { email, emailChange } = orNotFound(member);
  return { email, waiting: emailChange && emailChange.expiresAt > now() ? emailChange.email : null };
}

/**
 * Asks for another mail address, which counts once the link mailed to it was opened. The same answer for an address that
 * somebody else has: it gets no mail. Throws `prove_first`, and `invalid` (`email_same`) for one's own.
 */
export async function requestEmailChange(viewer: Viewer, email: string): Promise<void> {
  const { memberId } = await requireFreshProof(viewer);
  const waiting = { email, tokenHash: null, expiresAt: new Date(now().getTime() + EMAIL_LINK_MINUTES * 60_000) };
  await getDb().$transaction(async (tx) => {
    if ((await tx.member.count({ where: { id: memberId, email } })) > 0) {
      throw new DomainError('invalid', 'email_same', { field: 'email' });
    }
    await tx.emailChange.upsert({ where: { memberId }, create: { memberId, ...waiting }, update: waiting });
    await recordAudit(tx, { memberId, action: 'member.email_asked' });
    await queueMail(tx, { template: 'emailConfirm', memberId });
  });
}

/**
 * Takes the new address, by the link that was mailed to it, in a browser of the same member: whoever gets somebody
 * else's link by mistake can do nothing with it. The old address is told; other logins end, and so do links that were
 * mailed to the old address. Throws `invalid` (`link_invalid`).
 */
export async function confirmEmailChange(viewer: Viewer, token: string): Promise<void> {
  const { memberId, loginId } = requireReader(viewer);
  await getDb().$transaction(async (tx) => {
    const where = { memberId, tokenHash: oneTimeHash(token), expiresAt: { gt: now() } };
    const asked = await tx.emailChange.findFirst({ where });
    const member = await tx.member.findUnique({ where: { id: memberId } });
    const taken = asked && (await tx.member.count({ where: { email: asked.email } })) > 0;
    if (!asked || !member || taken || (await tx.emailChange.deleteMany({ where })).count !== 1) {
      throw new DomainError('invalid', 'link_invalid');
    }
    await tx.member.update({ where: { id: memberId }, data: { email: asked.email, emailVerified: true } });
    await tx.login.deleteMany({ where: { userId: memberId, id: { not: loginId } } });
    await tx.verification.deleteMany({ where: { value: memberId } });
    await recordAudit(tx, { memberId, action: 'member.email' });
    const { email, name, locale } = member;
    await queueMail(tx, { template: 'emailChanged', email, name, locale });
  });
  bumpPeopleRevision();
}

/** The mail with the link, to the new address; null when nobody waits for it, or somebody has the address. */
export async function emailConfirmMail(job: { memberId: string }): Promise<MailMessage | null> {
  const { memberId } = job;
  const asked = await getDb().emailChange.findUnique({ where: { memberId }, include: { member: true } });
  if (!asked || asked.expiresAt <= now() || asked.member.erasedAt !== null) {
    return null;
  }
  if ((await getDb().member.count({ where: { email: asked.email } })) > 0) {
    return null;
  }
  const token = newOneTimeValue();
  await getDb().emailChange.updateMany({
    where: { memberId, email: asked.email },
    data: { tokenHash: oneTimeHash(token) },
  });
  const { name, locale } = asked.member;
  return mail('emailConfirm', { email: asked.email, name, locale }, paths.accountEmail({ token }));
}

/** Tells the old address. */
export async function emailChangedMail(job: Receiver): Promise<MailMessage> {
  return mail('emailChanged', job, paths.signIn());
}

interface Receiver {
  email: string;
  name: string;
  locale: 'he' | 'en';
}

function mail(kind: 'emailConfirm' | 'emailChanged', { email, name, locale }: Receiver, path: string): MailMessage {
  const t = translator(locale);
  const { appUrl } = getEnv();
  return composeMail({
    to: { name, address: email },
    locale,
    subject: t(`mail.${kind}.subject`),
    greeting: t('mail.greeting', { name }),
    paragraphs: [t(`mail.${kind}.body`, { minutes: EMAIL_LINK_MINUTES })],
    action: { label: t(`mail.${kind}.action`), url: `${appUrl}${path}` },
    signature: { name: t('app.name'), url: appUrl },
  });
}
