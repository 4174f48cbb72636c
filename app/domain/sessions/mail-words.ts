import { labelText } from '#app/domain/labels';
import { changedSince } from '#app/domain/sessions/mail-changes';
import type { SessionNews } from '#app/domain/sessions/mail-news.server';
import { clockTime, isoDay, longDay, wholeDay } from '#app/i18n/format';
import type { Locale } from '#app/i18n/locales';
import { translator } from '#app/i18n/translator.server';
import type { SessionBefore, SessionMailKind } from '#app/mail/jobs';
import type { MailContent } from '#app/mail/message';
import { extractText } from '#app/markdown/extract';

const PURPOSE_CHARS = 300;

type Fact = { name: string; value: string };

/** What a mail says of a session whose label lets text out. */
export function sessionWords(
  locale: Locale,
  news: SessionNews,
  before: SessionBefore | null,
): Pick<MailContent, 'subject' | 'paragraphs' | 'quote'> {
  const t = translator(locale);
  const { kinds, label, session } = news;
  const [first] = kinds;
  const what =
    kinds.length > 1 || !first ? t('mail.notice.several', { count: kinds.length }) : t(`mail.session.subject.${first}`);
  return {
    subject: `${what} · ${labelText(label)} · ${session.title}`,
    quote: { label, title: session.title, facts: factsOf(locale, news, before), items: itemsOf(locale, news) },
    paragraphs: kinds.map((kind) => paragraphOf(locale, kind, news)),
  };
}

function factsOf(locale: Locale, { kinds, session }: SessionNews, before: SessionBefore | null): Fact[] {
  const t = translator(locale);
  const changed = kinds.includes('session_changed') && before ? changedSince(before, session) : null;
  const fact = (name: Parameters<typeof t>[0], value: string): Fact => ({ name: t(name), value });
  const hasVideo = session.videoUrl !== '';
  return [
    fact('sessions.when', spanWords(locale, session.startsAt.toISOString(), session.endsAt.toISOString())),
    ...(changed?.when && before
      ? [fact('mail.session.whenBefore', spanWords(locale, before.startsAt, before.endsAt))]
      : []),
    fact('sessions.where', placeWords(locale, session.place, hasVideo)),
    ...(changed?.where && before
      ? [fact('mail.session.whereBefore', placeWords(locale, before.place, before.hasVideo))]
      : []),
    ...(changed?.link ? [fact('sessions.video', t('mail.session.newLink'))] : []),
    ...(kinds.includes('session_cancelled')
      ? [fact('sessions.cancelReason', session.cancelledReason ?? '')].filter(({ value }) => value !== '')
      : []),
    ...(session.chatham ? [fact('sessions.chatham', t('sessions.chathamText'))] : []),
  ];
}

/** "Sunday, 29 November 2026, 10:00–12:30": said so that it reads the same in every mail program. */
function spanWords(locale: Locale, startsAt: string, endsAt: string): string {
  const t = translator(locale);
  const oneDay = isoDay(new Date(startsAt)) === isoDay(new Date(endsAt));
  const [from, to] = [clockTime(locale, startsAt), clockTime(locale, endsAt)];
  const day = wholeDay(locale, startsAt);
  return oneDay
    ? t('mail.session.span', { day, from, to })
    : t('mail.session.spanDays', { day, from, endDay: wholeDay(locale, endsAt), to });
}

function placeWords(locale: Locale, place: string, hasVideo: boolean): string {
  const t = translator(locale);
  if (place === '') {
    return t(hasVideo ? 'sessions.video' : 'sessions.noPlace');
  }
  return hasVideo ? `${place} (${t('sessions.hybrid')})` : place;
}

/** What was written: what an invitation is for, and the reader's own actions. */
function itemsOf(locale: Locale, { kinds, session, actions }: SessionNews): { lead: string; text: string }[] {
  const t = translator(locale);
  const purpose =
    kinds.includes('session_invited') && session.purpose !== ''
      ? [{ lead: `${t('sessions.purpose')}:`, text: extractText(session.purpose, PURPOSE_CHARS) }]
      : [];
  const own = kinds.some((kind) => kind.startsWith('action_')) ? actions : [];
  return [
    ...purpose,
    ...own.map(({ text, due }) => ({
      lead: due === null ? t('mail.session.task') : t('mail.session.taskDue', { day: longDay(locale, due) }),
      text: extractText(text, PURPOSE_CHARS),
    })),
  ];
}

function paragraphOf(locale: Locale, kind: SessionMailKind, { summary }: SessionNews): string {
  const t = translator(locale);
  if (kind === 'summary_comments') {
    // The window ends with a day, at the midnight after it.
    const last = new Date((summary?.commentsUntil?.getTime() ?? 0) - 1).toISOString();
    return t('mail.session.says.summary_comments', { day: longDay(locale, last) });
  }
  return t(`mail.session.says.${kind}`);
}
