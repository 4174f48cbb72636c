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
  weekday: { weekday: 'long', day: 'numeric', month: 'long' },
  weekdayYear: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  month: { month: 'long', year: 'numeric' },
  monthShort: { month: 'short' },
  weekdayName: { weekday: 'long' },
  weekdayShort: { weekday: 'short' },
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  isoDay: { year: 'numeric', month: '2-digit', day: '2-digit' },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

const MAX_KEPT = 5_000;
const kept = new Map<string, string>();

/** The words for a moment, which the pages of a forum say again and again, kept: Intl takes its time over them. */
function keptWords(locale: Locale, name: 'exact' | 'day', iso: string): string {
  const key = `${locale}:${name}:${iso}`;
  const known = kept.get(key);
  if (known !== undefined) {
    return known;
  }
  const words = formatter(locale, name).format(new Date(iso));
  if (kept.size >= MAX_KEPT) {
    kept.clear();
  }
  kept.set(key, words);
  return words;
}

/** The full date and time, for hover and focus. */
export function exactTime(locale: Locale, iso: string): string {
  return keptWords(locale, 'exact', iso);
}

/** "12 November 2026". */
export function longDay(locale: Locale, iso: string): string {
  return keptWords(locale, 'day', iso);
}

/** "Thursday, 12 November 2026". */
export function wholeDay(locale: Locale, iso: string): string {
  return formatter(locale, 'weekdayYear').format(new Date(iso));
}

/** "10:42", on the 24-hour clock. */
export function clockTime(locale: Locale, iso: string): string {
  return formatter(locale, 'time').format(new Date(iso));
}

/** "November 2026", of a month as addresses write it: `2026-11`. */
export function monthName(locale: Locale, month: string): string {
  return formatter(locale, 'month').format(new Date(`${month}-15T12:00:00Z`));
}

/** The parts of a leaf of a wall calendar: weekday, number, month. */
export function calendarLeaf(locale: Locale, iso: string): { weekday: string; day: string; month: string } {
  const date = new Date(iso);
  return {
    weekday: formatter(locale, 'weekdayShort').format(date),
    day: String(Number(isoDay(date).slice(8))),
    month: formatter(locale, 'monthShort').format(date),
  };
}

/** The days of the week from Sunday on, whole and short. */
export function weekdayNames(locale: Locale): { name: string; short: string }[] {
  return Array.from({ length: 7 }, (_, index) => {
    // 1 March 2026 is a Sunday.
    const day = new Date(Date.UTC(2026, 2, 1 + index, 12));
    return {
      name: formatter(locale, 'weekdayName').format(day),
      short: formatter(locale, 'weekdayShort').format(day),
    };
  });
}

/** A day to come or gone by, as it is said in an invitation: today, tomorrow, or with its weekday. */
export type SpokenDay = { key: 'today' } | { key: 'tomorrow' } | { key: 'day'; day: string };

export function spokenDay(locale: Locale, iso: string, nowMs: number): SpokenDay {
  const then = new Date(iso).getTime();
  const days = calendarDaysBetween(nowMs, then);
  if (days === 0 || days === 1) {
    return { key: days === 0 ? 'today' : 'tomorrow' };
  }
  // A weekday alone says which year is meant while it is near.
  const near = Math.abs(days) < 200;
  return { key: 'day', day: formatter(locale, near ? 'weekday' : 'weekdayYear').format(then) };
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
const YEAR_MS = 366 * DAY_MS;

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
  if (ago > YEAR_MS) {
    return { key: 'date', date: longDay(locale, iso) };
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
