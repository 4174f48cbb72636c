/** A name in both languages of the product. */
export interface Named {
  he: string;
  en: string;
}

export function localName(named: Named, locale: 'he' | 'en'): string {
  return locale === 'en' ? named.en || named.he : named.he;
}
