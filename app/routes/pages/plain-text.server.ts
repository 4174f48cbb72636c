import type { LoaderFunctionArgs } from '@remix-run/node';
import { associationName } from '#app/domain/members/association.server';
import { localName } from '#app/domain/named';
import { cacheByLabels } from '#app/http/headers.server';
import { getLocale } from '#app/http/locale.server';
import { getViewer } from '#app/http/viewer.server';
import { messagesOf } from '#app/i18n/translator.server';
import type { PlainText } from '#app/routes/pages/plain-page';

/**
 * The text of a page in the reader's language. Read here rather than in the page, so that these long texts are not in
 * the catalogue that every browser loads.
 */
export async function plainText(
  args: LoaderFunctionArgs,
  name: 'about' | 'accessibility' | 'privacy',
): Promise<PlainText> {
  const viewer = await getViewer(args);
  cacheByLabels(args.context, viewer, []);
  const locale = getLocale(args.request, viewer);
  const messages = messagesOf(locale);
  const { title, lead, sections } = messages.pages[name];
  const stored = await associationName();
  const association = stored ? localName(stored, locale) : messages.app.name;
  return {
    title,
    lead,
    sections: Object.entries(sections).map(([id, section]) => ({
      id,
      title: section.title,
      paragraphs: section.text.replaceAll('{association}', association).split('\n\n'),
    })),
  };
}
