import { type Label, labelText } from '#app/domain/labels';
import { escapeCalendarText, foldLines, quoteParameter } from '#app/domain/sessions/calendar-lines';
import { fromLocalTime, toLocalTime } from '#app/domain/sessions/time';
import { localStamp, timeZoneComponent, utcStamp } from '#app/domain/sessions/time-zone-component';
import { type Locale, TIME_ZONE } from '#app/i18n/locales';

/** A session as a calendar shows it. There is no room for attendees: nobody's calendar file says who comes. */
export interface CalendarSession {
  /** Never changes, never used again: `session-12@forum.example`. */
  uid: string;
  /** Counts the changes of time, place, title and state; grows with each. */
  sequence: number;
  title: string;
  startsAt: Date;
  endsAt: Date;
  place: string | null;
  videoLink: string | null;
  /** The session's page. */
  url: string;
  /** Plain text. */
  description: string;
  label: Label;
  chathamHouse: boolean;
  state: 'planned' | 'held' | 'cancelled';
  createdAt: Date;
  updatedAt: Date;
  /** The topic's name, as a category. */
  topic: string | null;
}

export interface CalendarOptions {
  locale: Locale;
  /** Says by CLASS how far a client may show the session, for calendars that are shared. */
  withClass?: boolean;
  /** For a file that comes by mail: who publishes it (RFC 5546, 3.2.1). */
  publisher?: { name: string; address: string };
}

export interface FeedOptions extends CalendarOptions {
  /** What the calendar is called. */
  name: string;
  /** How often clients should ask again. */
  refreshHours: number;
}

const PRODUCT = '-//Roundtable//Sessions//HE';

/** Words of the file itself, which has no page round it. */
const WORDS = {
  he: { chatham: "כלל צ'טהם האוס", video: 'שיחת וידאו' },
  en: { chatham: 'Chatham House Rule', video: 'Video call' },
} satisfies Record<Locale, { chatham: string; video: string }>;

/** The iCalendar file of one session (RFC 5545). */
export function sessionCalendar(session: CalendarSession, options: CalendarOptions): string {
  return calendar([session], [], options);
}

/**
 * The iCalendar file of many, to be fetched again and again (RFC 7986). The caller gives only sessions whose labels may
 * leave by a feed; cancelled ones stay in for as long as clients may still hold them.
 */
export function feedCalendar(sessions: readonly CalendarSession[], options: FeedOptions): string {
  const name = escapeCalendarText(options.name);
  const duration = `PT${Math.max(1, Math.round(options.refreshHours))}H`;
  const head = [
    `NAME:${name}`,
    `X-WR-CALNAME:${name}`,
    `X-WR-TIMEZONE:${TIME_ZONE}`,
    `REFRESH-INTERVAL;VALUE=DURATION:${duration}`,
    `X-PUBLISHED-TTL:${duration}`,
  ];
  return calendar(sessions, head, options);
}

/**
 * METHOD only in a mail: elsewhere these are files. Then DTSTAMP is when the session last changed, and the same session
 * gives the same bytes every time (RFC 5545 3.8.7.2).
 */
function calendar(sessions: readonly CalendarSession[], head: string[], options: CalendarOptions): string {
  const years = sessions.map(({ startsAt }) => Number(toLocalTime(startsAt).date.slice(0, 4)));
  return foldLines([
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:${PRODUCT}`,
    'CALSCALE:GREGORIAN',
    ...(options.publisher ? ['METHOD:PUBLISH'] : []),
    ...head,
    ...timeZoneComponent(Math.min(9999, ...years)),
    ...sessions.flatMap((session) => event(session, options)),
    'END:VCALENDAR',
  ]);
}

function event(session: CalendarSession, { locale, withClass, publisher }: CalendarOptions): string[] {
  const { title, label, place, videoLink, url, topic, state, chathamHouse } = session;
  const marks = chathamHouse ? `${labelText(label)} · ${WORDS[locale].chatham}` : labelText(label);
  const video = videoLink === null ? null : webAddress(videoLink);
  const description = [marks, session.description.trim(), video ?? '', url].filter((part) => part !== '').join('\n\n');
  return [
    'BEGIN:VEVENT',
    `UID:${escapeCalendarText(session.uid)}`,
    `SEQUENCE:${session.sequence}`,
    `DTSTAMP:${utcStamp(session.updatedAt)}`,
    `CREATED:${utcStamp(session.createdAt)}`,
    `LAST-MODIFIED:${utcStamp(session.updatedAt)}`,
    `DTSTART${moment(session.startsAt)}`,
    `DTEND${moment(session.endsAt)}`,
    ...(publisher ? [`ORGANIZER;CN=${quoteParameter(publisher.name)}:mailto:${publisher.address}`] : []),
    `SUMMARY:${escapeCalendarText(`[${labelText(label)}] ${title}`)}`,
    `DESCRIPTION:${escapeCalendarText(description)}`,
    ...(place === null ? [] : [`LOCATION:${escapeCalendarText(place)}`]),
    ...(video === null
      ? []
      : [`CONFERENCE;VALUE=URI;FEATURE=VIDEO;LABEL=${quoteParameter(WORDS[locale].video)}:${video}`]),
    ...(topic === null ? [] : [`CATEGORIES:${escapeCalendarText(topic)}`]),
    ...(webAddress(url) === null ? [] : [`URL:${webAddress(url)}`]),
    ...(withClass ? [`CLASS:${classOf(label)}`] : []),
    `STATUS:${state === 'cancelled' ? 'CANCELLED' : 'CONFIRMED'}`,
    `TRANSP:${state === 'cancelled' ? 'TRANSPARENT' : 'OPAQUE'}`,
    'END:VEVENT',
  ];
}

/** Local time with its zone, but for an hour that comes twice: clients disagree on which is meant, so that is in UTC. */
function moment(instant: Date): string {
  const isOnlyOne = fromLocalTime(toLocalTime(instant)).kind === 'ok';
  return isOnlyOne ? `;TZID=${TIME_ZONE}:${localStamp(instant)}` : `:${utcStamp(instant)}`;
}

function classOf(label: Label): string {
  return label === 'CLEAR' ? 'PUBLIC' : label === 'GREEN' ? 'PRIVATE' : 'CONFIDENTIAL';
}

function webAddress(text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  return url !== null && /^https?:$/.test(url.protocol) ? url.href : null;
}
