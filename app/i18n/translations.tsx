import { createContext, type ReactNode, useContext } from 'react';
import {
  type _Translator,
  type AbstractIntlMessages,
  createTranslator,
  type Messages,
  type NamespaceKeys,
  type NestedKeyOf,
  type TranslationValues,
} from 'use-intl/core';
import { getClientMessages } from '#app/i18n/client-messages';
import { type Locale, TIME_ZONE } from '#app/i18n/locales';

interface Language {
  locale: Locale;
  /** When the page was made, on the server's clock: the browser tells times from there too, so that both say the same. */
  nowMs: number;
}

const LanguageContext = createContext<Language | null>(null);

/** Says in which language everything inside it is. */
export function LanguageProvider({ locale, nowMs, children }: Language & { children: ReactNode }) {
  return <LanguageContext.Provider value={{ locale, nowMs }}>{children}</LanguageContext.Provider>;
}

/** The language of the page, and the moment it is seen from. */
export function useLanguage(): Language {
  const language = useContext(LanguageContext);
  if (!language) {
    throw new Error('There is no LanguageProvider around this component.');
  }
  return language;
}

export function useLocale(): Locale {
  return useLanguage().locale;
}

const MAX_SAID = 1_000;

/** For each catalogue, its translators by namespace. */
const translators = new WeakMap<object, Map<string, unknown>>();

/**
 * What use-intl's own hook gives. That one makes a translator for every component of every page, a fifth of what the
 * server spent on a page; here there is one a namespace, which remembers what it has said.
 */
export function useTranslations<Namespace extends NamespaceKeys<Messages, NestedKeyOf<Messages>>>(
  namespace: Namespace,
): _Translator<Messages, Namespace>;
export function useTranslations(namespace: string): unknown {
  const { locale } = useLanguage();
  const messages = getClientMessages(locale);
  const known = translators.get(messages) ?? new Map<string, unknown>();
  translators.set(messages, known);
  const translator = known.get(namespace) ?? makeTranslator(locale, messages, namespace);
  known.set(namespace, translator);
  return translator;
}

function makeTranslator(locale: Locale, messages: AbstractIntlMessages, namespace: string): unknown {
  const translate: _Translator = createTranslator({ locale, messages, namespace, timeZone: TIME_ZONE });
  const said = new Map<string, string>();
  function t(key: string, values?: TranslationValues): string {
    const call = values ? `${key} ${JSON.stringify(values)}` : key;
    const known = said.get(call);
    if (known !== undefined) {
      return known;
    }
    const text = translate(key, values);
    if (said.size >= MAX_SAID) {
      said.clear();
    }
    said.set(call, text);
    return text;
  }
  return Object.assign(t, translate);
}
