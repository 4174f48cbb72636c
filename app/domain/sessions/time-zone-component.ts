import { type ClockChange, listClockChanges, toLocalTime } from '#app/domain/sessions/time';
import { TIME_ZONE } from '#app/i18n/locales';

/**
 * The first year of today's rule (Law on Setting the Time, amendment of 2013; IANA tz "Zion"): summer time from the
 * Friday before the last Sunday of March, 02:00, to the last Sunday of October, 02:00.
 */
const RULE_FROM_YEAR = 2013;

const SUMMER_RULE = 'FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=23,24,25,26,27,28,29;BYDAY=FR';
const WINTER_RULE = 'FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU';

/**
 * The VTIMEZONE of Israel (RFC 5545 3.6.5), as unfolded lines: today's rule, and the single changes of the years before
 * it from `fromYear` on.
 */
export function timeZoneComponent(fromYear: number): readonly string[] {
  const year = Math.min(fromYear, RULE_FROM_YEAR);
  const component = made.get(year) ?? makeComponent(year);
  made.set(year, component);
  return component;
}

/** Looking for the changes of a year asks for its every day, so each component is made once. */
const made = new Map<number, readonly string[]>();

function makeComponent(fromYear: number): string[] {
  // One year more: the first days of the first year stand on its last change.
  const earlier = listClockChanges(fromYear - 1, RULE_FROM_YEAR - 1);
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${TIME_ZONE}`,
    ...earlier.flatMap((change) => observance(change)),
    ...observance(firstChange('summer'), SUMMER_RULE),
    ...observance(firstChange('winter'), WINTER_RULE),
    'END:VTIMEZONE',
  ];
}

function firstChange(season: 'summer' | 'winter'): ClockChange {
  const change = listClockChanges(RULE_FROM_YEAR, RULE_FROM_YEAR).find(
    ({ before, after }) => after > before === (season === 'summer'),
  );
  if (!change) {
    throw new Error(
      `No change to ${season} time in ${RULE_FROM_YEAR}: the time zone data of this machine are not whole.`,
    );
  }
  return change;
}

function observance({ at, before, after }: ClockChange, rule?: string): string[] {
  const [name, short] = after > before ? ['DAYLIGHT', 'IDT'] : ['STANDARD', 'IST'];
  return [
    `BEGIN:${name}`,
    `DTSTART:${localBefore(at, before)}`,
    `TZOFFSETFROM:${offsetText(before)}`,
    `TZOFFSETTO:${offsetText(after)}`,
    `TZNAME:${short}`,
    ...(rule ? [`RRULE:${rule}`] : []),
    `END:${name}`,
  ];
}

/** An onset is written in the local time that held until then. */
function localBefore(at: Date, offset: number): string {
  return new Date(at.getTime() + offset * 60_000).toISOString().slice(0, 19).replace(/[-:]/g, '');
}

function offsetText(minutes: number): string {
  return `+${String(Math.floor(minutes / 60)).padStart(2, '0')}${String(minutes % 60).padStart(2, '0')}`;
}

/** `20260301T100000`: an instant on the wall clock of Israel. */
export function localStamp(instant: Date): string {
  const { date, time } = toLocalTime(instant);
  return `${date.replaceAll('-', '')}T${time.replace(':', '')}00`;
}

/** `20260301T080000Z`. */
export function utcStamp(instant: Date): string {
  return instant.toISOString().slice(0, 19).replace(/[-:]/g, '').concat('Z');
}
