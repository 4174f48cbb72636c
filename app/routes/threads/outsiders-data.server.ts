import { OUTSIDER_BODY_MAX_CHARS, OUTSIDER_KEPT_DAYS, OUTSIDER_LINKS_MAX } from '#app/domain/outsider-comments/model';
import { getOutsiderSection } from '#app/domain/outsider-comments/queries.server';
import type { ThreadView } from '#app/domain/posts/model';
import type { Viewer } from '#app/domain/viewer';
import type { Locale } from '#app/i18n/locales';
import { messagesOf, translator } from '#app/i18n/translator.server';

const RULES = ['approved', 'people', 'advertising', 'email', 'kept', 'rights'] as const;

/** What a thread's page shows of outsiders, with its words; null for whoever would see nothing there. */
export async function outsidersData(viewer: Viewer, view: ThreadView, locale: Locale, query: URLSearchParams) {
  const section = await getOutsiderSection(viewer, view);
  // They stand at the thread's end, which is on its last page.
  const comments = section && view.page === view.pageCount ? section.comments : [];
  if (!section || (comments.length === 0 && !section.can.comment && !section.can.close)) {
    return null;
  }
  const t = translator(locale);
  const words = messagesOf(locale).outsiders.page;
  return {
    ...section,
    comments: comments.map((comment) => ({ ...comment, by: t('outsiders.by', { name: comment.name }) })),
    form: section.can.comment
      ? {
          bodyHint: t('outsiders.bodyHint', { max: OUTSIDER_BODY_MAX_CHARS, links: OUTSIDER_LINKS_MAX }),
          rules: RULES.map((rule) => t(`outsiders.rules.${rule}`, { days: OUTSIDER_KEPT_DAYS })),
          sent: query.has('commented'),
        }
      : null,
    words,
    /** The names of the fields, for the list of what is wrong. */
    labels: {
      reason: words.why,
      ...(section.can.comment && { name: words.name, email: words.email, body: words.body }),
    },
  };
}
