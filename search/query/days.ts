/** Days are days in Israel, wherever the server stands. */
const ZONE = 'Asia/Jerusalem';
const YEAR_FIRST = /^(\d{4})(?:[-/.](\d{1,2}))?(?:[-/.](\d{1,2}))?$/;
const DAY_FIRST = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/;

const zoned = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  hourCycle: 'h23',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
});
const zonedYear = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, year: 'numeric' });

/**
 * The first moment of a day as written: `2024`, `2024-05`, `2024-05-31`, `31.5.2024`. In milliseconds since 1970; null
 * when it is no date.
 */
export function readDay(written: string): number | null {
  const yearFirst = YEAR_FIRST.exec(written.trim());
  const dayFirst = DAY_FIRST.exec(written.trim());
  const parts = yearFirst
    ? [yearFirst[1], yearFirst[2] ?? '1', yearFirst[3] ?? '1']
    : dayFirst
      ? [dayFirst[3], dayFirst[2], dayFirst[1]]
      : null;
  if (parts === null) {
    return null;
  }
  const [year = 0, month = 0, day = 0] = parts.map(Number);
  const midnight = Date.UTC(year, month - 1, day);
  const isReal =
    year >= 1900 && new Date(midnight).getUTCMonth() === month - 1 && new Date(midnight).getUTCDate() === day;
  return isReal ? midnight - offsetAt(midnight) : null;
}

/** By how much the clock in the zone is ahead of UTC at a moment, in milliseconds. */
function offsetAt(moment: number): number {
  const parts = new Map(zoned.formatToParts(moment).map(({ type, value }) => [type, Number(value)]));
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) - moment;
}

/** The year of a moment, for the facet by year. An impossible moment gives the year 1970. */
export function yearOf(moment: number): number {
  return Math.abs(moment) <= 8.64e15 ? Number(zonedYear.format(moment)) : 1970;
}
