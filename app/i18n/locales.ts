/** The languages of the product. Hebrew is the default and is written right to left. */
export const LOCALES = ['he', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

export function isLocale(value: unknown): value is Locale {
  return value === 'he' || value === 'en';
}

export function localeDirection(locale: Locale): 'rtl' | 'ltr' {
  return locale === 'he' ? 'rtl' : 'ltr';
}

/** The tag given to every Intl call. */
export function intlTag(locale: Locale): string {
  return locale === 'he' ? 'he-IL' : 'en-GB';
}

/** All times are shown as they are on the wall in Israel, wherever the reader is. */
export const TIME_ZONE = 'Asia/Jerusalem';
