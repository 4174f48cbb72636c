import type { Locale } from '#app/i18n/locales';

/**
 * Where browsers fetch the messages of a language. While developing, from the sources as they are; the build
 * (vite.config.ts) puts the addresses of its own compiled files in the place of this module.
 */
export const MESSAGE_FILES: Record<Locale, string> = {
  he: '/app/i18n/messages/he.json',
  en: '/app/i18n/messages/en.json',
};
