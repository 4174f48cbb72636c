import type { AuthorityRef } from '#app/domain/authorities/ref';
import type { Label } from '#app/domain/labels';
import type { ItRole } from '#app/domain/members/model';
import type { PersonRef } from '#app/domain/members/person';
import type { Named } from '#app/domain/named';
import type { SessionKind } from '#app/domain/sessions/kinds';
import type { ReplyState } from '#app/domain/sessions/waiting-list';

export const SESSION_STATES = ['planned', 'held', 'cancelled'] as const;
export type SessionState = (typeof SESSION_STATES)[number];

export const AUDIENCES = ['members', 'roles', 'invited'] as const;
export type SessionAudience = (typeof AUDIENCES)[number];

export const PROGRAMME_KINDS = ['course', 'conference'] as const;
export type ProgrammeKind = (typeof PROGRAMME_KINDS)[number];

export const TITLE_MAX_CHARS = 200;
export const PURPOSE_MAX_CHARS = 10_000;
export const PLACE_MAX_CHARS = 300;
export const AGENDA_MAX_ITEMS = 60;
export const AGENDA_TITLE_MAX_CHARS = 200;
export const CAPACITY_MAX = 5_000;
export const INVITED_MAX = 500;
/** Longer than a conference day is a mistake. In hours. */
export const LONGEST_HOURS = 72;

export interface AgendaLine {
  title: string;
  /** How long; null where nobody said. */
  minutes: number | null;
  presenter: string;
}

/** A session in a list. Times are ISO 8601 in UTC. */
export interface SessionRow {
  id: number;
  title: string;
  kind: SessionKind;
  label: Label;
  chatham: boolean;
  state: SessionState;
  topic: { slug: string; name: Named; hue: string };
  startsAt: string;
  endsAt: string;
  place: string;
  hasVideo: boolean;
  capacity: number | null;
  going: number;
  maybe: number;
  waiting: number;
  hostCount: number;
  /** How many were there; null before it is over, or while nobody noted it. */
  attendedCount: number | null;
  /** The viewer's own reply. */
  mine: ReplyState | null;
  /** A published summary is there, and the viewer may read it. */
  summarised: boolean;
}

/** Somebody who comes, as whoever may know them is told. */
export interface Attendee {
  person: PersonRef;
  authority: AuthorityRef | null;
  /** As it was written down, for somebody who is no member. */
  authorityName: string;
  state: ReplyState;
}

/** The session's page for one viewer. */
export interface SessionView extends SessionRow {
  purpose: string;
  audience: SessionAudience;
  audienceRoles: ItRole[];
  /** Only for whoever may come: it is the way in. */
  videoUrl: string | null;
  cancelledReason: string | null;
  hosts: PersonRef[];
  agenda: (AgendaLine & { startsAt: string | null })[];
  programme: {
    kind: ProgrammeKind;
    title: string;
    sessions: { id: number; title: string; label: Label; startsAt: string }[];
  } | null;
  /** Names; null for guests, and under the Chatham House Rule for all but hosts and, once it is over, those who were there. */
  attendees: Attendee[] | null;
  /** How many come, by role, where names may not be told. */
  byRole: { role: ItRole | null; count: number }[];
  threads: { id: number; title: string; label: Label; answered: boolean }[];
  /** Of what its hosts set: grows with every change of theirs, not with replies. */
  revision: number;
  /** By the clock: it has started; it has ended. */
  begun: boolean;
  over: boolean;
  /** The turn on the waiting list, from 1. */
  turn: number | null;
  can: { reply: boolean; manage: boolean };
}
