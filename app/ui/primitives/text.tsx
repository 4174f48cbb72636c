import type { ReactNode } from 'react';
import { exactTime, relativeTime } from '#app/i18n/format';
import { useLanguage, useLocale, useTranslations } from '#app/i18n/translations';

/** A name, tag, file name or version inside a sentence of either direction. */
export function Bdi({ children, dir }: { children: ReactNode; dir?: 'ltr' | 'rtl' }) {
  return <bdi dir={dir}>{children}</bdi>;
}

export function VisuallyHidden({ children }: { children: ReactNode }) {
  return <span className="visually-hidden">{children}</span>;
}

/** When it was, as people say it; the exact time on hover. `LanguageProvider`'s `nowMs` is the same on server and client. */
export function Time({ iso }: { iso: string }) {
  const locale = useLocale();
  return (
    <time dateTime={iso} title={exactTime(locale, iso)}>
      {useRelativeWords()(iso)}
    </time>
  );
}

/** The words of `Time` alone, for sentences and labels. */
export function useRelativeWords(): (iso: string) => string {
  const { locale, nowMs } = useLanguage();
  const t = useTranslations('time');
  return (iso) => {
    const { key, ...values } = relativeTime(locale, iso, nowMs);
    return t(key, values);
  };
}

export type BadgeTone = 'neutral' | 'accent' | 'positive' | 'warning' | 'danger';

export function Badge({ tone = 'neutral', children }: { tone?: BadgeTone; children: ReactNode }) {
  return <span className={tone === 'neutral' ? 'badge' : `badge badge-${tone}`}>{children}</span>;
}

/** A word to the reader inside a page: what holds here, what to mind. */
export function Callout({ tone = 'neutral', children }: { tone?: Exclude<BadgeTone, 'accent'>; children: ReactNode }) {
  return <div className={tone === 'neutral' ? 'callout' : `callout callout-${tone}`}>{children}</div>;
}
