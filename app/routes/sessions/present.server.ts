import type { AuthorityRef } from '#app/domain/authorities/ref';
import type { PersonRef } from '#app/domain/members/person';
import { localName } from '#app/domain/named';
import type { Attendee, SessionRow, SessionView } from '#app/domain/sessions/model';
import type { Locale } from '#app/i18n/locales';
import { translator } from '#app/i18n/translator.server';
import { titleDirection } from '#app/markdown/direction';
import { paths } from '#app/paths';
import { presentPerson } from '#app/routes/threads/present.server';
import type { Person } from '#app/ui/forum/person-line';
import type { SessionRowData } from '#app/ui/sessions/session-row';

/** From what the domain knows to what a page shows, in the reader's language. */
export function presentSession(row: SessionRow, locale: Locale): SessionRowData {
  const { id, title, kind, label, chatham, state, startsAt, endsAt, place, hasVideo, mine, summarised } = row;
  return {
    ...{ id, title, kind, label, chatham, state, startsAt, endsAt, place, hasVideo, mine, summarised },
    href: paths.session(id),
    titleDir: titleDirection(title),
    topic: { name: localName(row.topic.name, locale), hue: row.topic.hue },
    seats: {
      hosts: row.hostCount,
      going: row.going,
      maybe: row.maybe,
      waiting: row.waiting,
      capacity: row.capacity,
      attended: row.attendedCount,
    },
  };
}

/** Those who come, in the order they are to be shown: with a place, perhaps, waiting. */
export function presentAttendees(attendees: Attendee[], hosts: PersonRef[], locale: Locale) {
  const hosting = new Set(hosts.map(({ handle }) => handle));
  const order = ['going', 'maybe', 'waiting', 'no'];
  return attendees
    .map(({ person, authority, authorityName, state }, index) => ({
      key: person.handle || `n${index}`,
      person: presentAttendee(person, authority, authorityName, locale),
      state,
      host: person.handle !== '' && hosting.has(person.handle),
    }))
    .sort((one, other) => order.indexOf(one.state) - order.indexOf(other.state));
}

function presentAttendee(person: PersonRef, authority: AuthorityRef | null, name: string, locale: Locale): Person {
  const shown = presentPerson(person, authority, locale);
  return person.handle === '' && !person.removed ? { ...shown, href: null, authority: name || null } : shown;
}

/** Counts of those who come, in words: "3 CIOs". */
export function presentRoles(byRole: SessionView['byRole'], locale: Locale) {
  const t = translator(locale);
  return byRole.map(({ role, count }) => ({
    role: role === null ? t('sessions.otherRole') : t(`roles.${role}`),
    count,
  }));
}
