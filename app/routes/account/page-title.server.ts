import type { Locale } from '#app/i18n/locales';
import { translator } from '#app/i18n/translator.server';

type Key = Parameters<ReturnType<typeof translator>>[0];

/** What the browser's tab says: the page, then the product. */
export function pageTitle(locale: Locale, key: Key): string {
  const t = translator(locale);
  return `${t(key)} · ${t('app.name')}`;
}
