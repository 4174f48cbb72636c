import type { PersonRef } from '#app/domain/members/person';
import type { Locale } from '#app/i18n/locales';

/** The pages whose text the association may write itself, in the order of the administration. */
export const PAGE_NAMES = ['notice', 'privacy', 'accessibility', 'about'] as const;
export type PageName = (typeof PAGE_NAMES)[number];

/** Those that have an address of their own; the notice stands in the forms of those who join. */
export type PublicPage = Exclude<PageName, 'notice'>;

/** The longest text of a page, in characters; of the notice, which is to be read before a form is sent, less. */
const PAGE_MAX_CHARS = 20_000;
const NOTICE_MAX_CHARS = 2_000;

export function maxChars(page: PageName): number {
  return page === 'notice' ? NOTICE_MAX_CHARS : PAGE_MAX_CHARS;
}

/** What a text may say for something that is known elsewhere. */
export const PLACEHOLDERS = ['{association}', '{contact}'] as const;

/** A text in one language: of which page. */
export interface PageKey {
  page: PageName;
  locale: Locale;
}

export function isPageName(value: string): value is PageName {
  return PAGE_NAMES.some((name) => name === value);
}

export function otherLocale(locale: Locale): Locale {
  return locale === 'he' ? 'en' : 'he';
}

/** Whom to turn to about accessibility; each part may be empty. */
export interface PageContact {
  nameHe: string;
  nameEn: string;
  email: string;
  phone: string;
}

/** A text as it stands, whoever wrote it. */
export interface CurrentText {
  /** 0: the text that comes with the software, never changed. */
  number: number;
  /** Markdown with its placeholders. */
  body: string;
  builtIn: boolean;
  /** ISO 8601: when the association last wrote it; null for the text of the software. */
  changedAt: string | null;
}

/** A line of the administration's list. */
export interface PageLine extends PageKey {
  builtIn: boolean;
  /** Null while nobody ever changed it. */
  changed: { at: string; by: PersonRef } | null;
  /** The other language was changed since, and nobody said that this one still fits. */
  older: boolean;
  /** The statement of accessibility says no address and no number to turn to. */
  lacksContact: boolean;
}

/** One saved text, against the one before. */
export interface PageRevisionView {
  number: number;
  editor: PersonRef;
  createdAt: string;
  builtIn: boolean;
  diff: { kind: 'same' | 'added' | 'removed'; text: string }[];
}

const EMAIL = /[^\s@<>()[\]]+@[^\s@<>()[\]]+\.[^\s@<>()[\]]+/;
/** Seven digits at least, or a short number that begins with a star. */
const PHONE = /(?:\+?\d[\s().\u200e\u2010-\u2012-]*){7,}|\*\d{3,5}/u;

/** Whether a text says an address or a number to turn to. */
export function namesWayToReach(text: string): boolean {
  return EMAIL.test(text) || PHONE.test(text);
}
