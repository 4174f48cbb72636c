import { intlTag, type Locale, TIME_ZONE } from '#app/i18n/locales';

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Intl formatters are slow to make, so each is made once. */
function formatter(locale: Locale, name: keyof typeof STYLES): Intl.DateTimeFormat {
  const key = `${locale}:${name}`;
  const known = formatters.get(key);
  if (known) {
    return known;
  }
  const made = new Intl.DateTimeFormat(intlTag(locale), { ...STYLES[name], timeZone: TIME_ZONE });
  formatters.set(key, made);
  return made;
}

const STYLES = {
  exact: { dateStyle: 'full', timeStyle: 'short' },
  day: { day: 'numeric', month: 'long', year: 'numeric' },
  dayOfYear: { day: 'numeric', month: 'long' },
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  isoDay: { year: 'numeric', month: '2-digit', day: '2-digit' },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

/** The full date and time, for hover and focus. */
export function exactTime(locale: Locale, iso: string): string {
  return formatter(locale, 'exact').format(new Date(iso));
}

/** "12 November 2026". */
export function longDay(locale: Locale, iso: string): string {
  return formatter(locale, 'day').format(new Date(iso));
}

/** "10:42", on the 24-hour clock. */
export function clockTime(locale: Locale, iso: string): string {
  return formatter(locale, 'time').format(new Date(iso));
}

export function formatNumber(locale: Locale, value: number): string {
  return new Intl.NumberFormat(intlTag(locale)).format(value);
}

/** A moment as people say it: the message key in namespace `time` with its values, or a date. */
export type RelativeTime =
  | { key: 'justNow' }
  | { key: 'minutes' | 'hours'; count: number }
  | { key: 'yesterday'; time: string }
  | { key: 'days'; count: number }
  | { key: 'date'; date: string };

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/**
 * How a person would say when it was, seen from `nowMs`. Own words rather than Intl.RelativeTimeFormat, whose Hebrew
 * says "לפני שעתיים (2)".
 */
export function relativeTime(locale: Locale, iso: string, nowMs: number): RelativeTime {
  const then = new Date(iso).getTime();
  const ago = nowMs - then;
  if (ago < MINUTE_MS && ago > -MINUTE_MS) {
    return { key: 'justNow' };
  }
  if (ago < 0) {
    return { key: 'date', date: longDay(locale, iso) };
  }
  if (ago < HOUR_MS) {
    return { key: 'minutes', count: Math.floor(ago / MINUTE_MS) };
  }
  const days = calendarDaysBetween(then, nowMs);
  if (days === 0) {
    return { key: 'hours', count: Math.floor(ago / HOUR_MS) };
  }
  if (days === 1) {
    return { key: 'yesterday', time: clockTime(locale, iso) };
  }
  if (days < 7) {
    return { key: 'days', count: days };
  }
  const sameYear = isoDay(then).slice(0, 4) === isoDay(nowMs).slice(0, 4);
  return { key: 'date', date: sameYear ? formatter(locale, 'dayOfYear').format(then) : longDay(locale, iso) };
}

/** Midnights in Jerusalem between two instants. */
function calendarDaysBetween(fromMs: number, toMs: number): number {
  return Math.round((Date.parse(isoDay(toMs)) - Date.parse(isoDay(fromMs))) / DAY_MS);
}

const isoDayFormat = new Intl.DateTimeFormat('en-CA', { ...STYLES.isoDay, timeZone: TIME_ZONE });

/** The calendar day in Jerusalem, `2026-11-24`. */
export function isoDay(instant: number | Date): string {
  return isoDayFormat.format(instant);
}

/** The instant at which a calendar day (`2026-11-24`) ends in Jerusalem: the next midnight there. */
export function instantAtEndOfDay(day: string): Date {
  const nextDay = new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
  const midnightUtc = Date.parse(`${nextDay}T00:00:00Z`);
  // Israel is two or three hours ahead of UTC: midnight there is one of the two, told by which day it is just then.
  const candidate = midnightUtc - 3 * HOUR_MS;
  return new Date(isoDay(candidate) === nextDay ? candidate : midnightUtc - 2 * HOUR_MS);
}
