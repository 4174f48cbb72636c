import { type Label, labelText, strictest } from '#app/domain/labels';
import { associationName } from '#app/domain/members/association.server';
import { PERSON_SELECT, toPersonRef } from '#app/domain/members/person';
import { localName } from '#app/domain/named';
import { findMailReader, type MailReader } from '#app/domain/notifications/readers.server';
import { recipientsOf } from '#app/domain/threads/recipients.server';
import {
  POST_SUBJECT_SELECT,
  SUBJECT_SELECT,
  toPostSubject,
  toThreadSubject,
} from '#app/domain/threads/visible.server';
import { canSee } from '#app/domain/visibility';
import type { Locale } from '#app/i18n/locales';
import { translator } from '#app/i18n/translator.server';
import { getDb, getEnv } from '#app/instances.server';
import { composeMail, type MailContent, type MailMessage, type MailQuote } from '#app/mail/message';
import { extractText } from '#app/markdown/extract';
import { paths } from '#app/paths';

/** What happened to a post: notices of another kind are about something else than a thread, and not for this mail. */
const KINDS = [
  'answer',
  'comment',
  'mention',
  'accepted',
  'thread_shared',
  'label_request',
  'label_answer',
  'label_lowered',
  'break_glass',
  'flag_author',
  'flag_decided',
  'post_hidden',
] as const;

const EXTRACT_CHARS = 300;
/** More than this in one mail is counted, not shown. */
const MAX_SHOWN = 10;

/**
 * The mail about what is new for a member in a thread since `since`. Everything is read anew: null when the member left,
 * turned such mails off, read it meanwhile, or may no longer see it.
 */
export async function noticeMail(job: {
  memberId: string;
  threadId: number;
  since: string;
}): Promise<MailMessage | null> {
  const member = await findMailReader(job.memberId);
  const news = member ? await findNews(member, job) : [];
  const [first] = news;
  if (!member || !first) {
    return null;
  }
  const label = strictest(...news.map((one) => one.label));
  const t = translator(member.locale);
  const { appUrl } = getEnv();
  const association = await associationName();
  return composeMail({
    to: { name: member.name, address: member.email },
    locale: member.locale,
    greeting: t('mail.greeting', { name: member.name }),
    ...whatItSays(member, label, news, first),
    action: { label: t('mail.notice.action'), url: `${appUrl}${paths.post(job.threadId, first.postId)}` },
    turnOff: { text: t('mail.notice.turnOff'), url: `${appUrl}${paths.mailNotices()}` },
    signature: { name: association ? localName(association, member.locale) : t('app.name'), url: appUrl },
  });
}

type News = Awaited<ReturnType<typeof findNews>>[number];

/** What of it the member has not read and may see, oldest first. */
async function findNews(member: MailReader, job: { threadId: number; since: string }) {
  const { viewer } = member;
  const rows = await getDb().notification.findMany({
    where: { memberId: member.id, threadId: job.threadId, readAt: null, createdAt: { gte: new Date(job.since) } },
    orderBy: { id: 'asc' },
    select: {
      kind: true,
      actor: { select: PERSON_SELECT },
      post: { select: { id: true, body: true, ...POST_SUBJECT_SELECT } },
      thread: { select: { title: true, ...SUBJECT_SELECT } },
    },
  });
  const labels = rows.flatMap(({ post, thread }) => [post?.label ?? 'CLEAR', thread?.label ?? 'CLEAR']);
  const recipients = await recipientsOf(getDb(), job.threadId, labels);
  return rows.flatMap(({ actor, post, thread, ...row }) => {
    const kind = KINDS.find((known) => known === row.kind);
    if (!kind || !post || !thread) {
      return [];
    }
    const about = toThreadSubject(thread, recipients);
    const subjects = [about, toPostSubject(post, about, post.parent)];
    const visible = subjects.every((subject) => canSee(viewer, subject, 'notice'));
    const label = strictest(post.label, thread.label);
    const asText = subjects.every((subject) => canSee(viewer, subject, 'mail'));
    return visible ? [{ kind, actor, postId: post.id, body: post.body, title: thread.title, label, asText }] : [];
  });
}

/** DOMAIN 3: up to GREEN label and text; AMBER and AMBER+STRICT the label alone; RED that there is something. */
function whatItSays(
  member: Pick<MailReader, 'locale'>,
  label: Label,
  news: News[],
  first: News,
): Pick<MailContent, 'subject' | 'paragraphs' | 'quote'> {
  const t = translator(member.locale);
  if (label === 'RED') {
    return { subject: t('mail.notice.bareSubject'), paragraphs: [t('mail.notice.bare')] };
  }
  const what = news.length === 1 ? t(`mail.notice.${first.kind}`) : t('mail.notice.several', { count: news.length });
  const subject = `${what} · ${labelText(label)}`;
  if (!news.every((one) => one.asText)) {
    return { subject, paragraphs: [t('mail.notice.withheld', { label: labelText(label) })] };
  }
  return {
    subject: `${subject} · ${first.title}`,
    paragraphs: news.length > MAX_SHOWN ? [t('mail.notice.more', { count: news.length - MAX_SHOWN })] : [],
    quote: quoteOf(member.locale, label, news.slice(0, MAX_SHOWN), first.title),
  };
}

function quoteOf(locale: Locale, label: Label, news: News[], title: string): MailQuote {
  const t = translator(locale);
  return {
    label,
    title,
    items: news.map(({ kind, actor, body }) => {
      const person = actor && toPersonRef(actor);
      const name = person && !person.removed ? localName(person.name, locale) : t('notices.someone');
      return { lead: t(`mail.notice.lead.${kind}`, { actor: name }), text: extractText(body, EXTRACT_CHARS) };
    }),
  };
}
