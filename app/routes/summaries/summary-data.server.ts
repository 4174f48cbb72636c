import { labelText } from '#app/domain/labels';
import { localName } from '#app/domain/named';
import { labelsBeside } from '#app/domain/summaries/record-views.server';
import { getSummary } from '#app/domain/summaries/summary-view.server';
import { isMember } from '#app/domain/viewer';
import { cacheByLabels } from '#app/http/headers.server';
import { getLocale } from '#app/http/locale.server';
import { getViewer, type RouteArgs } from '#app/http/viewer.server';
import { exactTime, longDay } from '#app/i18n/format';
import { translator } from '#app/i18n/translator.server';
import { titleDirection } from '#app/markdown/direction';
import { paths } from '#app/paths';
import { presentRecord, summaryWords } from '#app/routes/summaries/present.server';
import { presentPerson } from '#app/routes/threads/present.server';

/** Everything the page of a summary shows, in the reader's language. */
export async function summaryData(args: RouteArgs, sessionId: number) {
  const viewer = await getViewer(args);
  const locale = getLocale(args.request, viewer);
  const view = await getSummary(viewer, sessionId);
  cacheByLabels(args.context, viewer, [view.label, ...labelsBeside(view.records)]);
  const t = translator(locale);
  const { session, consents: _consents, ...rest } = view;
  const handsOut = view.label !== 'RED';
  return {
    ...rest,
    // TLP:RED leaves by no exit: neither copied nor printed.
    markdown: handsOut ? view.markdown : null,
    words: summaryWords(locale),
    documentTitle: `${view.title} · ${t('app.name')}`,
    titleDir: titleDirection(view.title),
    labelLine: labelText(view.label),
    member: isMember(viewer),
    mayAsk: isMember(viewer) && view.state === 'published',
    session: {
      id: session.id,
      title: session.title,
      chatham: session.chatham,
      when: longDay(locale, session.startsAt),
      place: session.place,
      people: session.attendedCount === null ? null : t('summary.people', { count: session.attendedCount }),
      topic: {
        name: localName(session.topic.name, locale),
        hue: session.topic.hue,
        href: paths.topic(session.topic.slug),
      },
    },
    published: view.publishedAt && t('summary.published', { date: longDay(locale, view.publishedAt) }),
    amended: view.amendedAt && t('summary.amended', { date: longDay(locale, view.amendedAt) }),
    until: view.commentsUntil && t('summary.windowUntil', { date: exactTime(locale, lastMinute(view.commentsUntil)) }),
    records: view.records.map((record) => presentRecord(record, locale, view.label)),
    comments: view.comments.map((comment) => ({
      ...comment,
      author: comment.author && presentPerson(comment.author, null, locale),
    })),
  };
}

/** The window ends with a day: at midnight, which people take for the day after. */
function lastMinute(iso: string): string {
  return new Date(Date.parse(iso) - 60_000).toISOString();
}
