import { countWaitingOutsiders } from '#app/domain/outsider-comments/queue.server';
import { takesOutsiderComments } from '#app/domain/outsider-comments/setting.server';
import type { Viewer } from '#app/domain/viewer';
import type { Locale } from '#app/i18n/locales';
import { messagesOf } from '#app/i18n/translator.server';
import { paths } from '#app/paths';

/** The moderators' two queues as tabs; null where the forum takes no comments of outsiders, so that there is one. */
export async function queueTabs(viewer: Viewer, locale: Locale, current: 'flags' | 'visitors') {
  if (!(await takesOutsiderComments())) {
    return null;
  }
  const words = messagesOf(locale).outsiders.queue;
  return {
    label: words.tabs,
    items: [
      { href: paths.moderation(), label: words.flagsTab, current: current === 'flags' },
      {
        href: paths.moderationVisitors(),
        label: words.visitorsTab,
        count: await countWaitingOutsiders(viewer),
        current: current === 'visitors',
      },
    ],
  };
}
