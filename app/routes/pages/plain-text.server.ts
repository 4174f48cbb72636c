import type { LoaderFunctionArgs } from '@remix-run/node';
import type { PublicPage } from '#app/domain/pages/model';
import { getPage } from '#app/domain/pages/texts.server';
import { cacheByLabels } from '#app/http/headers.server';
import { getLocale } from '#app/http/locale.server';
import { getViewer } from '#app/http/viewer.server';
import { longDay } from '#app/i18n/format';
import { messagesOf, translator } from '#app/i18n/translator.server';
import type { PlainText } from '#app/routes/pages/plain-page';

/** A page of text in the reader's language: the association's own, else the one that comes with the software. */
export async function plainText(args: LoaderFunctionArgs, page: PublicPage): Promise<PlainText> {
  const viewer = await getViewer(args);
  cacheByLabels(args.context, viewer, []);
  const locale = getLocale(args.request, viewer);
  const { html, changedAt } = await getPage({ page, locale });
  const changed = changedAt && translator(locale)('pageTexts.lastChanged', { date: longDay(locale, changedAt) });
  return { title: messagesOf(locale).pages[page].title, html, changed };
}
