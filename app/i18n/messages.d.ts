import type { Locale } from '#app/i18n/locales';
import type he from '#app/i18n/messages/he.json';

declare module 'use-intl' {
  interface AppConfig {
    Messages: typeof he;
    Locale: Locale;
  }
}
