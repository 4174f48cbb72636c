import { localName } from '#app/domain/named';
import type { WaitingComment } from '#app/domain/outsider-comments/model';
import { listWaitingOutsiders } from '#app/domain/outsider-comments/queue.server';
import { getLocale } from '#app/http/locale.server';
import type { RouteArgs } from '#app/http/viewer.server';
import type { Locale } from '#app/i18n/locales';
import { messagesOf } from '#app/i18n/translator.server';
import { titleDirection } from '#app/markdown/direction';
import { paths } from '#app/paths';
import { memberOnly } from '#app/routes/account/member-only.server';
import { pageTitle } from '#app/routes/account/page-title.server';
import { queueTabs } from '#app/routes/moderation/queue-tabs.server';

/** A page of the comments that wait, in the reader's language. Never kept by a browser: it has e-mail addresses in it. */
export async function visitorsData(args: RouteArgs) {
  const viewer = await memberOnly(args);
  const locale = getLocale(args.request, viewer);
  const after = Number(new URL(args.request.url).searchParams.get('after'));
  const known = Number.isInteger(after) && after > 0 && after <= 2_147_483_647 ? after : null;
  const page = await listWaitingOutsiders(viewer, known);
  args.context.cache = 'no-store';
  return {
    documentTitle: pageTitle(locale, 'outsiders.queue.title'),
    words: messagesOf(locale).outsiders.queue,
    tabs: await queueTabs(viewer, locale, 'visitors'),
    here: paths.moderationVisitors({ after: known }),
    next: page?.next ? paths.moderationVisitors({ after: page.next }) : null,
    items: page?.items.map((item) => presentItem(item, locale)) ?? null,
  };
}

function presentItem({ thread, ...item }: WaitingComment, locale: Locale) {
  const { id, title, label, topic, text } = thread;
  return {
    ...item,
    thread: {
      ...{ title, label, text },
      href: paths.thread(id),
      titleDir: titleDirection(title),
      topic: { name: localName(topic.name, locale), hue: topic.hue, href: paths.topic(topic.slug) },
    },
  };
}

export type ShownComment = ReturnType<typeof presentItem>;
export type QueueWords = Awaited<ReturnType<typeof visitorsData>>['words'];
