import { translator } from '#app/i18n/translator.server';
import { getEnv } from '#app/instances.server';
import { titleDirection } from '#app/markdown/direction';
import { renderMarkdown } from '#app/markdown/render';

/**
 * The safe HTML of an outsider's comment. A handle or a thread's number in it is never a link: that would tell an outsider
 * which there are. Links out carry `nofollow ugc`, as in every text; there are no images.
 */
export function renderOutsider(body: string, id: number | string): string {
  const t = translator(titleDirection(body) === 'rtl' ? 'he' : 'en');
  const { html } = renderMarkdown(body, {
    idPrefix: `outsider-${id}-`,
    origin: new URL(getEnv().appUrl).origin,
    labels: {
      footnotes: t('markdown.footnotes'),
      backToText: t('markdown.backToText'),
      table: t('markdown.table'),
      taskDone: t('markdown.taskDone'),
      taskOpen: t('markdown.taskOpen'),
    },
    resolveMention: () => null,
    resolveThread: () => null,
  });
  return html;
}

/** How many links the HTML has, wherever they lead. */
export function countLinks(html: string): number {
  return html.match(/<a\b[^>]*?\shref\b/g)?.length ?? 0;
}
