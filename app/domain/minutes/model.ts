import type { SessionKind } from '#app/domain/sessions/kinds';
import type { SectionKind, Span } from '#app/domain/summaries/model';

/** Largest file of minutes: a year of them has a fifth of it. */
export const MINUTES_MAX_BYTES = 1_048_576;
/** Past these the rest of a file is kept but not read for agenda and sections. */
export const READ_MAX_CHARS = 150_000;
export const READ_MAX_LINES = 4_000;
export const MAX_PEOPLE = 1_000;
export const MAX_AGENDA_ITEMS = 500;
export const MAX_LINKS = 500;

/** Sections that minutes have beside those of a summary. */
export type MinutesSectionKind = SectionKind | 'agenda' | 'absent';

export interface MinutesSection {
  /** Null: a heading of the file's own. */
  kind: MinutesSectionKind | null;
  title: string;
  level: number;
  /** From 1. */
  line: number;
  heading: Span;
  /** Up to the next heading, whatever its level. */
  body: Span;
}

/** Somebody who was there, as the list says it. */
export interface Person {
  name: string;
  /** As written behind an @; somebody's name on another site as often as one of ours. */
  handle: string | null;
  /** Role, authority, "guest". */
  note: string | null;
}

export interface AgendaItem {
  title: string;
  /** The heading it stands under, inside the agenda. */
  group: string | null;
}

export interface Link {
  url: string;
  /** The linked words; null for a bare address. */
  text: string | null;
  line: number;
}

export type DateSource = 'front_matter' | 'file_name' | 'heading' | 'date_line';

/** What was not found, or found in an unusual place. */
export type MinutesWarning =
  | 'no_title'
  | 'no_participants'
  | 'no_agenda'
  | 'agenda_from_headings'
  | 'front_matter_unreadable'
  | 'read_in_part';

/** Minutes of a past session. `markdown` is the file's text, every character as it was. */
export interface Minutes {
  fileName: string;
  markdown: string;
  /** ISO day in Israel. */
  date: string;
  dateSources: DateSource[];
  title: string;
  /** Guessed from the title; null when it says nothing. */
  kind: SessionKind | null;
  /** `count` is null when nothing says who or how many came. */
  participants: { count: number | null; people: Person[] };
  agenda: AgendaItem[];
  sections: MinutesSection[];
  links: Link[];
  warnings: MinutesWarning[];
}

export type RefusalCode = 'empty' | 'too_large' | 'encoding' | 'binary' | 'html' | 'no_date' | 'two_dates';

/** Why a file is not taken, at which line (null: the file as a whole), and what was seen there. */
export interface Refusal {
  code: RefusalCode;
  line: number | null;
  seen: string[];
}

export type MinutesResult = { ok: true; minutes: Minutes } | { ok: false; fileName: string; refusal: Refusal };
