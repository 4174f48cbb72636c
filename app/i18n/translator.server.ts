import { createTranslator } from 'use-intl/core';
import { type Locale, TIME_ZONE } from '#app/i18n/locales';
import en from '#app/i18n/messages/en.json';
import he from '#app/i18n/messages/he.json';

export type Messages = typeof he;

/** The whole catalogue of a language. Both files have the same keys (a test checks it). */
export function messagesOf(locale: Locale): Messages {
  return locale === 'he' ? he : en;
}

function makeTranslator(locale: Locale) {
  return createTranslator({ locale, messages: messagesOf(locale), timeZone: TIME_ZONE });
}

export type Translator = ReturnType<typeof makeTranslator>;

// Each keeps the messages it has parsed, so there is one a language for the whole process.
const translators = { he: makeTranslator('he'), en: makeTranslator('en') };

/** A translate function over all namespaces, for mail, the command line and pages made without React. */
export function translator(locale: Locale): Translator {
  return translators[locale];
}
