import type { PageKey } from '#app/domain/pages/model';
import { messagesOf } from '#app/i18n/translator.server';

/** The text that comes with the software, as Markdown. */
export function builtInText({ page, locale }: PageKey): string {
  const { pages } = messagesOf(locale);
  if (page === 'notice') {
    return pages.notice.text;
  }
  const { lead, sections } = pages[page];
  return [lead, ...Object.values(sections).map(({ title, text }) => `## ${title}\n\n${text}`)].join('\n\n');
}
