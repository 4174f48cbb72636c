import { clockTime } from '#app/i18n/format';
import { useLocale, useTranslations } from '#app/i18n/translations';

export interface AgendaItemData {
  title: string;
  dir: 'rtl' | 'ltr';
  minutes: number | null;
  presenter: string;
  /** Null where it depends on an item of which nobody said how long it takes. */
  startsAt: string | null;
}

/** What is spoken of, in order, with the time each begins. */
export function Agenda({ items }: { items: readonly AgendaItemData[] }) {
  const t = useTranslations('sessions');
  const locale = useLocale();
  if (items.length === 0) {
    return null;
  }
  return (
    <section aria-labelledby="agenda" className="session-part">
      <h2 id="agenda">{t('agenda')}</h2>
      <ol className="agenda">
        {items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an agenda is read in its order and may name a thing twice.
          <li key={index}>
            <span className="agenda-time">
              {item.startsAt && (
                <time dateTime={item.startsAt} dir="ltr">
                  {clockTime(locale, item.startsAt)}
                </time>
              )}
            </span>
            <span>
              <bdi dir={item.dir}>{item.title}</bdi>
              {item.presenter && (
                <span className="agenda-by">
                  <bdi>{item.presenter}</bdi>
                </span>
              )}
            </span>
            {item.minutes !== null && <span className="facts">{t('minutes', { count: item.minutes })}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}
