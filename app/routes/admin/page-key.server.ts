import { notFound } from '#app/domain/errors';
import { isPageName, type PageKey, type PageName } from '#app/domain/pages/model';
import { LOCALES, type Locale } from '#app/i18n/locales';
import { messagesOf, translator } from '#app/i18n/translator.server';

/** Which text an address is about; anything else is not there (404). */
export function pageKey({ page = '', locale }: { page?: string; locale?: string }): PageKey {
  const known = LOCALES.find((one) => one === locale);
  if (!isPageName(page) || known === undefined) {
    throw notFound();
  }
  return { page, locale: known };
}

/** The page and the language, in the reader's. */
export function pageHeading(reader: Locale, { page, locale }: { page: PageName; locale: Locale }): string {
  const { names, languages } = messagesOf(reader).pageTexts.page;
  return translator(reader)('pageTexts.heading', { page: names[page], language: languages[locale] });
}
