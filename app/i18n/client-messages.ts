import type { Locale } from '#app/i18n/locales';
import type he from '#app/i18n/messages/he.json';

type Messages = typeof he;

const loaded = new Map<Locale, Messages>();

/** Called by both entries before anything renders: the server's with both languages, the browser's with the page's. */
export function setClientMessages(locale: Locale, messages: Messages): void {
  loaded.set(locale, messages);
}

/**
 * The catalogue for rendering. A browser has only the language its document came in; language is therefore switched by
 * a plain form that loads a new document.
 */
export function getClientMessages(locale: Locale): Messages {
  const messages = loaded.get(locale) ?? [...loaded.values()][0];
  if (!messages) {
    throw new Error(`No messages were loaded for ${locale}.`);
  }
  return messages;
}
