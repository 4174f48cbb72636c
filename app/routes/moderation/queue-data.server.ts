import type { QueueItem } from '#app/domain/moderation/model';
import { listQueue } from '#app/domain/moderation/queue.server';
import { localName } from '#app/domain/named';
import { cacheByLabels } from '#app/http/headers.server';
import { getLocale } from '#app/http/locale.server';
import type { RouteArgs } from '#app/http/viewer.server';
import type { Locale } from '#app/i18n/locales';
import { messagesOf, translator } from '#app/i18n/translator.server';
import { titleDirection } from '#app/markdown/direction';
import { paths } from '#app/paths';
import { memberOnly } from '#app/routes/account/member-only.server';
import { pageTitle } from '#app/routes/account/page-title.server';
import { queueTabs } from '#app/routes/moderation/queue-tabs.server';
import { presentPerson } from '#app/routes/threads/present.server';

/** A page of the queue, in the reader's language. */
export async function queueData(args: RouteArgs) {
  const viewer = await memberOnly(args);
  const locale = getLocale(args.request, viewer);
  const after = Number(new URL(args.request.url).searchParams.get('after'));
  const known = Number.isInteger(after) && after > 0 && after <= 2_147_483_647 ? after : null;
  const { items, next } = await listQueue(viewer, known);
  cacheByLabels(args.context, viewer, ['GREEN', ...items.map(({ label }) => label)]);
  return {
    documentTitle: pageTitle(locale, 'moderation.page.queueTitle'),
    words: messagesOf(locale).moderation.page,
    tabs: await queueTabs(viewer, locale, 'flags'),
    here: paths.moderation({ after: known }),
    next: next === null ? null : paths.moderation({ after: next }),
    items: items.map((item) => presentItem(item, locale)),
  };
}

function presentItem({ author, above, flags, decisions, topic, authorBefore, ...item }: QueueItem, locale: Locale) {
  const t = translator(locale);
  const { hidden, dismissed } = authorBefore;
  return {
    ...item,
    href: paths.post(item.threadId, item.postId),
    titleDir: titleDirection(item.title),
    topic: { name: localName(topic.name, locale), hue: topic.hue, href: paths.topic(topic.slug) },
    author: presentPerson(author, null, locale),
    above: above && { text: above.text, author: presentPerson(above.author, null, locale) },
    count: t('moderation.flagCount', { count: flags.length }),
    flags: flags.map(({ by, ...flag }) => ({ ...flag, by: presentPerson(by, null, locale) })),
    decisions: decisions.map(({ by, ...decision }) => ({ ...decision, by: presentPerson(by, null, locale) })),
    authorBefore: hidden + dismissed === 0 ? null : t('moderation.authorBefore', { hidden, dismissed }),
  };
}

export type ShownItem = ReturnType<typeof presentItem>;
