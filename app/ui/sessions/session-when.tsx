import { clockTime, exactTime, isoDay, spokenDay } from '#app/i18n/format';
import { useLanguage, useLocale, useTranslations } from '#app/i18n/translations';

interface Span {
  startsAt: string;
  endsAt: string;
}

/** When a session is, as people say it: "tomorrow, 10:00–12:30". The exact time on hover. */
export function SessionWhen({ startsAt, endsAt, day = true }: Span & { day?: boolean }) {
  const locale = useLocale();
  const words = useDayWords();
  const oneDay = isoDay(new Date(startsAt)) === isoDay(new Date(endsAt));
  const [from, to] = [clockTime(locale, startsAt), clockTime(locale, endsAt)];
  return (
    <span className="session-when">
      <time dateTime={startsAt} title={exactTime(locale, startsAt)}>
        {day && <>{words(startsAt)}, </>}
        {oneDay ? (
          <bdi dir="ltr">
            {from}–{to}
          </bdi>
        ) : (
          <bdi dir="ltr">{from}</bdi>
        )}
      </time>
      {!oneDay && (
        <>
          {' – '}
          <time dateTime={endsAt} title={exactTime(locale, endsAt)}>
            {words(endsAt)}, <bdi dir="ltr">{to}</bdi>
          </time>
        </>
      )}
    </span>
  );
}

/** A day as it is said: "today", "tomorrow", or with its weekday. */
export function useDayWords(): (iso: string) => string {
  const locale = useLocale();
  const { nowMs } = useLanguage();
  const t = useTranslations('sessions');
  return (iso) => {
    const spoken = spokenDay(locale, iso, nowMs);
    return spoken.key === 'day' ? spoken.day : t(spoken.key);
  };
}
