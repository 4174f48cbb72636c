const ZONE = 'Asia/Jerusalem';
const DAY_MS = 86_400_000;

const parts = new Intl.DateTimeFormat('en-US', {
  timeZone: ZONE,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** What the wall clock in Jerusalem shows at an instant, as if it were UTC, in milliseconds. */
function wallClock(instant: number): number {
  const shown = new Map(parts.formatToParts(instant).map((part) => [part.type, Number(part.value)]));
  const of = (type: Intl.DateTimeFormatPartTypes): number => shown.get(type) ?? 0;
  return Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
}

/**
 * The instant at which clocks in Jerusalem show `time` ("08:12"), `days` days from the day of `now` (negative: before).
 * Right across clock changes; a time that a change skips is taken an hour later, one that comes twice the first time.
 */
export function jerusalemTime(now: Date, days: number, time: string): Date {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const today = Math.floor(wallClock(now.getTime()) / DAY_MS) * DAY_MS;
  const wanted = today + days * DAY_MS + (hours * 60 + minutes) * 60_000;
  const offsetAt = (instant: number): number => wallClock(instant) - Math.floor(instant / 1000) * 1000;
  // Summer time is the larger offset: tried first, it gives the first of two equal times.
  const offsets = [offsetAt(wanted - DAY_MS), offsetAt(wanted + DAY_MS)].sort((a, b) => b - a);
  const exact = offsets.find((offset) => wallClock(wanted - offset) === wanted);
  return new Date(wanted - (exact ?? Math.min(...offsets)));
}
