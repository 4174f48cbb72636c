import { TIME_ZONE } from '#app/i18n/locales';

/** What a clock on a wall in Israel shows: `2026-03-27` and `02:30`. */
export interface LocalTime {
  date: string;
  time: string;
}

/** What a local time means. Israel's clocks jump on a Friday in March and go back on a Sunday in October. */
export type LocalMeaning =
  | { kind: 'ok'; instant: Date }
  /** Not a date and time at all: 31 February, 24:30. */
  | { kind: 'invalid' }
  /** Skipped: the clock goes from `from` straight to `to`, both local times. */
  | { kind: 'gap'; from: string; to: string }
  /** Comes twice: in summer time first, in winter time an hour later. Somebody must say which is meant. */
  | { kind: 'ambiguous'; earlier: Date; later: Date };

/** A change of the clock: the first instant at which the new offset holds, and the offsets in minutes. */
export interface ClockChange {
  at: Date;
  before: number;
  after: number;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const LOCAL_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;
const LOCAL_CLOCK = /^([01]\d|2[0-3]):([0-5]\d)$/;

const zoned = new Intl.DateTimeFormat('en-US', {
  timeZone: TIME_ZONE,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
});

/** The wall clock at an instant, read as if it were UTC: milliseconds, to the minute. */
function wallClock(instantMs: number): number {
  const shown = new Map(zoned.formatToParts(instantMs).map((part) => [part.type, Number(part.value)]));
  const of = (type: Intl.DateTimeFormatPartTypes): number => shown.get(type) ?? 0;
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'));
}

/** By how many minutes clocks in Israel are ahead of UTC at an instant. */
export function offsetMinutes(instant: Date): number {
  const toTheMinute = Math.floor(instant.getTime() / MINUTE_MS) * MINUTE_MS;
  return (wallClock(toTheMinute) - toTheMinute) / MINUTE_MS;
}

/** The instant a local time stands for, or why it stands for none or for two. Never throws. */
export function fromLocalTime({ date, time }: LocalTime): LocalMeaning {
  const wall = readWallClock(date, time);
  if (wall === null) {
    return { kind: 'invalid' };
  }
  // The larger offset first: of two instants with one local time it gives the earlier.
  const offsets = [wall - DAY_MS, wall + DAY_MS].map((near) => offsetMinutes(new Date(near)));
  const candidates = [Math.max(...offsets), Math.min(...offsets)].map((offset) => wall - offset * MINUTE_MS);
  const [earlier, later] = [...new Set(candidates)].filter((candidate) => wallClock(candidate) === wall);
  if (earlier === undefined) {
    return gapAround(wall);
  }
  return later === undefined
    ? { kind: 'ok', instant: new Date(earlier) }
    : { kind: 'ambiguous', earlier: new Date(earlier), later: new Date(later) };
}

/** What the wall clock in Israel shows at an instant, to the minute. */
export function toLocalTime(instant: Date): LocalTime {
  const shown = new Date(wallClock(instant.getTime())).toISOString();
  return { date: shown.slice(0, 10), time: shown.slice(11, 16) };
}

/** Every change of the clock from the start of one year to the end of another (UTC), in order. */
export function listClockChanges(fromYear: number, toYear: number): ClockChange[] {
  const changes: ClockChange[] = [];
  const end = Date.UTC(toYear + 1, 0, 1);
  for (let day = Date.UTC(fromYear, 0, 1); day < end; day += DAY_MS) {
    const before = offsetMinutes(new Date(day));
    const after = offsetMinutes(new Date(day + DAY_MS));
    if (before !== after) {
      changes.push({ at: changeWithin(day, day + DAY_MS), before, after });
    }
  }
  return changes;
}

function readWallClock(date: string, time: string): number | null {
  const [, year = '', month = '', day = ''] = LOCAL_DATE.exec(date) ?? [];
  const [, hours = '', minutes = ''] = LOCAL_CLOCK.exec(time) ?? [];
  if (year === '' || hours === '' || Number(year) < 1970) {
    return null;
  }
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const isReal = new Date(midnight).toISOString().startsWith(date);
  return isReal ? midnight + (Number(hours) * 60 + Number(minutes)) * MINUTE_MS : null;
}

function gapAround(wall: number): LocalMeaning {
  const change = changeWithin(wall - DAY_MS, wall + DAY_MS).getTime();
  return {
    kind: 'gap',
    from: new Date(wallClock(change - MINUTE_MS) + MINUTE_MS).toISOString().slice(11, 16),
    to: toLocalTime(new Date(change)).time,
  };
}

/** The first minute of the new offset, between two instants with different ones. */
function changeWithin(fromMs: number, toMs: number): Date {
  const before = offsetMinutes(new Date(fromMs));
  let [low, high] = [fromMs, toMs];
  while (high - low > MINUTE_MS) {
    const middle = Math.floor((low + high) / 2 / MINUTE_MS) * MINUTE_MS;
    [low, high] = offsetMinutes(new Date(middle)) === before ? [middle, high] : [low, middle];
  }
  return new Date(high);
}
