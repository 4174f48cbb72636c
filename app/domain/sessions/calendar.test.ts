import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { type CalendarSession, feedCalendar, sessionCalendar } from '#app/domain/sessions/calendar';
import { listClockChanges } from '#app/domain/sessions/time';

const SESSION: CalendarSession = {
  uid: 'session-12@forum.example',
  sequence: 3,
  title: 'שולחן עגול: נימבוס; מי חותם, ומתי?',
  startsAt: new Date('2026-03-01T08:00:00Z'),
  endsAt: new Date('2026-03-01T10:30:00Z'),
  place: 'אולם המועצה, נחלת אורן',
  videoLink: 'https://meet.example.org/abc?x=1,2;3',
  url: 'https://forum.example/sessions/12',
  description: 'סדר יום:\n- פתיחה\\סגירה',
  label: 'AMBER_STRICT',
  chathamHouse: true,
  state: 'planned',
  createdAt: new Date('2026-01-01T00:00:00Z'),
  updatedAt: new Date('2026-02-02T03:04:05Z'),
  topic: 'ענן',
};

interface ReadEvent {
  root: ICAL.Component;
  component: ICAL.Component;
  event: ICAL.Event;
}

/** Reads a file with ical.js, by its own VTIMEZONE alone. */
function read(file: string): ReadEvent {
  const root = new ICAL.Component(ICAL.parse(file));
  const component = root.getFirstSubcomponent('vevent');
  if (!component) {
    throw new Error('no event');
  }
  return { root, component, event: new ICAL.Event(component) };
}

function instantOf(root: ICAL.Component, time: ICAL.Time): Date {
  const zone = root.getFirstSubcomponent('vtimezone');
  if (time.zone?.tzid !== 'UTC' && zone) {
    time.zone = new ICAL.Timezone(zone);
  }
  return new Date(time.toUnixTime() * 1000);
}

const octetsPerLine = (file: string): number[] => file.split('\r\n').map((line) => Buffer.byteLength(line));

describe('one session, read by an independent parser', () => {
  const file = sessionCalendar(SESSION, { locale: 'he', withClass: true });
  const { root, component, event } = read(file);
  const value = (name: string) => component.getFirstPropertyValue(name)?.toString();

  test('what it says', () => {
    expect(root.getFirstPropertyValue('version')).toBe('2.0');
    expect(root.getFirstProperty('method')).toBeNull();
    expect(event.uid).toBe('session-12@forum.example');
    expect(event.sequence).toBe(3);
    expect(event.summary).toBe('[TLP:AMBER+STRICT] שולחן עגול: נימבוס; מי חותם, ומתי?');
    expect(event.location).toBe('אולם המועצה, נחלת אורן');
    expect(event.description.split('\n')).toEqual([
      "TLP:AMBER+STRICT · כלל צ'טהם האוס",
      '',
      'סדר יום:',
      '- פתיחה\\סגירה',
      '',
      'https://meet.example.org/abc?x=1,2;3',
      '',
      'https://forum.example/sessions/12',
    ]);
    expect(value('conference')).toBe('https://meet.example.org/abc?x=1,2;3');
    expect(value('url')).toBe('https://forum.example/sessions/12');
    expect(value('status')).toBe('CONFIRMED');
    expect(value('class')).toBe('CONFIDENTIAL');
    expect(value('dtstamp')).toBe('2026-02-02T03:04:05Z');
    expect(value('last-modified')).toBe('2026-02-02T03:04:05Z');
  });

  test('when it is', () => {
    expect(event.startDate.toString()).toBe('2026-03-01T10:00:00');
    expect(instantOf(root, event.startDate)).toEqual(SESSION.startsAt);
    expect(instantOf(root, event.endDate)).toEqual(SESSION.endsAt);
  });

  test('nobody who comes', () => {
    expect(component.getAllProperties('attendee')).toEqual([]);
    expect(component.getAllProperties('organizer')).toEqual([]);
    expect(file).not.toMatch(/mailto:/i);
  });

  test('no class unless asked for, no rule where there is none', () => {
    const plain = read(sessionCalendar({ ...SESSION, chathamHouse: false, label: 'CLEAR' }, { locale: 'en' }));
    expect(plain.component.getFirstPropertyValue('class')).toBeNull();
    expect(plain.event.description.split('\n')[0]).toBe('TLP:CLEAR');
  });

  test('cancelled', () => {
    const cancelled = read(sessionCalendar({ ...SESSION, state: 'cancelled', sequence: 4 }, { locale: 'he' }));
    expect(cancelled.component.getFirstPropertyValue('status')).toBe('CANCELLED');
    expect([cancelled.event.uid, cancelled.event.sequence]).toEqual(['session-12@forum.example', 4]);
  });

  test('the same session gives the same bytes', () => {
    expect(sessionCalendar({ ...SESSION }, { locale: 'he', withClass: true })).toBe(file);
  });
});

test('a feed has a name, an interval and every session once', () => {
  const many = Array.from({ length: 40 }, (_, index) => ({ ...SESSION, uid: `session-${index}@forum.example` }));
  const { root } = read(feedCalendar(many, { locale: 'he', name: 'מפגשים, השולחן העגול', refreshHours: 6 }));
  // The parser does not know these two properties and leaves their text escaped.
  expect(root.getFirstPropertyValue('name')).toBe('מפגשים\\, השולחן העגול');
  expect(root.getFirstPropertyValue('x-wr-calname')).toBe('מפגשים\\, השולחן העגול');
  expect(root.getFirstPropertyValue('refresh-interval')?.toString()).toBe('PT6H');
  expect(root.getAllSubcomponents('vtimezone')).toHaveLength(1);
  expect(root.getAllSubcomponents('vevent')).toHaveLength(40);
});

test('an empty feed is a calendar too', () => {
  const file = feedCalendar([], { locale: 'en', name: 'Sessions', refreshHours: 1 });
  expect(new ICAL.Component(ICAL.parse(file)).getAllSubcomponents('vevent')).toEqual([]);
});

describe('the time zone', () => {
  test.each([
    ['in winter', '2026-01-15T08:00:00Z'],
    ['in summer', '2026-07-15T07:00:00Z'],
    ['in the second hour of two', '2026-10-24T23:30:00Z'],
    ['in the first hour of two', '2026-10-24T22:30:00Z'],
    ['in 2008, under an older law', '2008-10-02T21:00:00Z'],
    ['in 2011, under an older law', '2011-10-02T08:00:00Z'],
    ['in 2040', '2040-10-28T08:00:00Z'],
  ])('%s', (_name, iso) => {
    const startsAt = new Date(iso);
    const { root, event } = read(sessionCalendar({ ...SESSION, startsAt, endsAt: startsAt }, { locale: 'he' }));
    expect(instantOf(root, event.startDate)).toEqual(startsAt);
  });

  test('an hour before and after every change of the clock from 2005 to 2037', () => {
    const starts = listClockChanges(2005, 2037).flatMap(({ at }) =>
      [-3_600_000, 0, 7_200_000].map((by) => at.getTime() + by),
    );
    for (const start of starts) {
      const startsAt = new Date(start);
      const { root, event } = read(sessionCalendar({ ...SESSION, startsAt, endsAt: startsAt }, { locale: 'he' }));
      expect(instantOf(root, event.startDate)).toEqual(startsAt);
    }
  });
});

describe('any words', () => {
  const words = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({
      unit: fc.constantFrom('א', '😀', 'a', '\\', ';', ',', '\n', '\r', '"', ':', '\t', '\u0007'),
      maxLength: 200,
    }),
  );
  test('come back, in lines of at most 75 octets', () => {
    fc.assert(
      fc.property(words, words, (title, description) => {
        const file = sessionCalendar({ ...SESSION, title, description, place: title }, { locale: 'he' });
        expect(Math.max(...octetsPerLine(file))).toBeLessThanOrEqual(75);
        expect(Buffer.from(file).toString()).toBe(file);
        const clean = (text: string) =>
          text
            .replace(/\r\n?/g, '\n')
            .replaceAll('\t', ' ')
            .replace(/(?!\n)[\p{Cc}\p{Cs}]/gu, '');
        const { event } = read(file);
        expect(event.summary).toBe(`[TLP:AMBER+STRICT] ${clean(title)}`);
        expect(event.location).toBe(clean(title));
        expect(event.description).toContain(clean(description.trim()));
      }),
      { numRuns: 400 },
    );
  });
});
