import { labelText } from '#app/domain/labels';
import { associationName } from '#app/domain/members/association.server';
import { localName } from '#app/domain/named';
import { findMailReader } from '#app/domain/notifications/readers.server';
import { readSessionCalendar } from '#app/domain/sessions/calendar-feed.server';
import { findSessionNews, type SessionNews } from '#app/domain/sessions/mail-news.server';
import { sessionWords } from '#app/domain/sessions/mail-words';
import { toSessionSubject } from '#app/domain/sessions/visible.server';
import type { MemberViewer } from '#app/domain/viewer';
import { canSee } from '#app/domain/visibility';
import type { Locale } from '#app/i18n/locales';
import { translator } from '#app/i18n/translator.server';
import { getEnv } from '#app/instances.server';
import type { SessionBefore, SessionMailKind } from '#app/mail/jobs';
import { composeMail, type MailAttachment, type MailContent, type MailMessage } from '#app/mail/message';
import { SENDER_NAME, senderAddress } from '#app/mail/sender';
import { paths } from '#app/paths';

interface Job {
  memberId: string;
  sessionId: number;
  kinds: SessionMailKind[];
  before: SessionBefore | null;
}

/** What changes the reader's calendar brings the entry along. */
const WITH_CALENDAR: readonly SessionMailKind[] = ['session_invited', 'session_changed', 'session_cancelled'];

/**
 * The mail about what is new of a session and its summary. Everything is read anew: null when the member left, turned
 * such mails off, read it meanwhile, or may no longer see it. Nobody who comes is named in it (DOMAIN 4).
 */
export async function sessionNoticeMail(job: Job): Promise<MailMessage | null> {
  const member = await findMailReader(job.memberId);
  const viewer = member?.viewer;
  const news = viewer && (await findSessionNews(viewer, job));
  if (!member || !viewer || !news) {
    return null;
  }
  const { locale } = member;
  const t = translator(locale);
  const { appUrl } = getEnv();
  const association = await associationName();
  const link = linkOf(news);
  return composeMail({
    to: { name: member.name, address: member.email },
    locale,
    greeting: t('mail.greeting', { name: member.name }),
    ...(await whatItSays(viewer, locale, news, job.before)),
    action: { label: t(`mail.session.open.${link.to}`), url: `${appUrl}${link.path}` },
    turnOff: { text: t('mail.notice.turnOff'), url: `${appUrl}${paths.mailNotices()}` },
    signature: { name: association ? localName(association, locale) : t('app.name'), url: appUrl },
  });
}

/** DOMAIN 3: up to GREEN label and text; AMBER and AMBER+STRICT the label alone; RED that there is something. */
async function whatItSays(
  viewer: MemberViewer,
  locale: Locale,
  news: SessionNews,
  before: SessionBefore | null,
): Promise<Pick<MailContent, 'subject' | 'paragraphs' | 'quote' | 'attachments'>> {
  const t = translator(locale);
  const { label, session, kinds } = news;
  if (label === 'RED') {
    return { subject: t('mail.notice.bareSubject'), paragraphs: [t('mail.notice.bare')] };
  }
  if (!canSee(viewer, { ...toSessionSubject(session), label }, 'mail')) {
    const marked = { label: labelText(label) };
    return {
      subject: `${t('mail.notice.bareSubject')} · ${labelText(label)}`,
      paragraphs: [t('mail.session.withheld', marked)],
    };
  }
  return {
    ...sessionWords(locale, news, before),
    ...(kinds.some((kind) => WITH_CALENDAR.includes(kind))
      ? { attachments: [await calendarFile(viewer, session.id, locale)] }
      : {}),
  };
}

async function calendarFile(viewer: MemberViewer, id: number, locale: Locale): Promise<MailAttachment> {
  const publisher = { name: SENDER_NAME, address: senderAddress(getEnv().appUrl) };
  const { text } = await readSessionCalendar(viewer, id, locale, publisher);
  return {
    filename: `session-${id}.ics`,
    content: text,
    contentType: 'text/calendar; charset=utf-8; method=PUBLISH',
  };
}

/** The one page where the reader does what the mail is about. */
function linkOf({ kinds, session: { id } }: SessionNews): { to: 'session' | 'summary' | 'consent'; path: string } {
  if (kinds.some((kind) => kind.startsWith('session_'))) {
    return { to: 'session', path: paths.session(id) };
  }
  return kinds.every((kind) => kind === 'quote_consent')
    ? { to: 'consent', path: paths.summaryConsent(id) }
    : { to: 'summary', path: paths.sessionSummary(id) };
}
