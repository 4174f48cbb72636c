import { instantAtEndOfDay } from '#app/i18n/format';

const DAY_MS = 86_400_000;
const MONTH = /^(19[7-9]\d|20\d\d)-(0[1-9]|1[0-2])$/;

/** A month as an address gives it, `2026-03`; null for anything else. */
export function readMonth(text: string | null): string | null {
  return text !== null && MONTH.test(text) ? text : null;
}

/** The month so many months later, or earlier for a negative number. */
export function shiftMonth(month: string, by: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}

/** The days of a month's calendar, `2026-03-01`, in weeks from Sunday: days of its neighbours fill the first and last. */
export function monthWeeks(month: string): string[][] {
  const first = Date.parse(`${month}-01T00:00:00Z`);
  const next = Date.parse(`${shiftMonth(month, 1)}-01T00:00:00Z`);
  const sunday = first - new Date(first).getUTCDay() * DAY_MS;
  const count = Math.ceil((next - sunday) / (7 * DAY_MS));
  return Array.from({ length: count }, (_week, week) =>
    Array.from({ length: 7 }, (_day, day) => new Date(sunday + (week * 7 + day) * DAY_MS).toISOString().slice(0, 10)),
  );
}

/** The instants between which those days lie in Israel: from the first midnight up to the last. */
export function weeksRange(weeks: readonly (readonly string[])[]): { from: Date; to: Date } {
  const first = weeks[0]?.[0] ?? '1970-01-01';
  const last = weeks.at(-1)?.at(-1) ?? first;
  const before = new Date(Date.parse(`${first}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);
  return { from: instantAtEndOfDay(before), to: instantAtEndOfDay(last) };
}
