import { DomainError } from '#app/domain/errors';
import { LONGEST_HOURS } from '#app/domain/sessions/model';
import { fromLocalTime } from '#app/domain/sessions/time';

interface WrittenTimes {
  date: string;
  startTime: string;
  endDate?: string | undefined;
  endTime: string;
  startFold?: 'earlier' | 'later' | undefined;
  endFold?: 'earlier' | 'later' | undefined;
}

/**
 * The instants that written times stand for. Throws `invalid` beside the field at fault: a time that the clock skips
 * (`time_gap`, with what it jumps from and to), one that comes twice and nobody said which (`time_twice`), an end that
 * is not after the start, a session longer than `LONGEST_HOURS`.
 */
export function readTimes(written: WrittenTimes): { startsAt: Date; endsAt: Date } {
  const startsAt = instantOf('startTime', written.date, written.startTime, written.startFold);
  const endsAt = instantOf('endTime', written.endDate ?? written.date, written.endTime, written.endFold);
  if (endsAt <= startsAt) {
    throw new DomainError('invalid', 'ends_before', { field: 'endTime' });
  }
  if (endsAt.getTime() - startsAt.getTime() > LONGEST_HOURS * 3_600_000) {
    throw new DomainError('invalid', 'too_long_session', { field: 'endTime', values: { hours: LONGEST_HOURS } });
  }
  return { startsAt, endsAt };
}

function instantOf(field: 'startTime' | 'endTime', date: string, time: string, fold?: 'earlier' | 'later'): Date {
  const meaning = fromLocalTime({ date, time: time.padStart(5, '0') });
  switch (meaning.kind) {
    case 'ok':
      return meaning.instant;
    case 'invalid':
      throw new DomainError('invalid', 'date_invalid', { field: field === 'startTime' ? 'date' : 'endDate' });
    case 'gap':
      throw new DomainError('invalid', 'time_gap', { field, values: { from: meaning.from, to: meaning.to } });
    case 'ambiguous':
      if (fold === undefined) {
        throw new DomainError('invalid', 'time_twice', { field, values: { time } });
      }
      return meaning[fold];
  }
}
