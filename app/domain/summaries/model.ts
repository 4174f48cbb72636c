/** The sections of a summary, in the order of the template (DOMAIN 2). */
export const SECTION_KINDS = [
  'purpose',
  'participants',
  'background',
  'insights',
  'decisions',
  'questions',
  'actions',
  'asks',
  'parking',
  'links',
  'next',
] as const;
export type SectionKind = (typeof SECTION_KINDS)[number];

/** What a list item of a section becomes: something that can be searched, listed across sessions, closed. */
export const RECORD_KINDS = ['insight', 'decision', 'question', 'action', 'ask', 'parking'] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** Which records a section holds; the other sections hold none. */
export const RECORD_OF_SECTION: Partial<Record<SectionKind, RecordKind>> = {
  insights: 'insight',
  decisions: 'decision',
  questions: 'question',
  actions: 'action',
  asks: 'ask',
  parking: 'parking',
};

/** A question is done when it is answered, an ask when it is granted, a parked subject when it was taken up. */
export const RECORDS_WITH_DONE: ReadonlySet<RecordKind> = new Set<RecordKind>(['action', 'question', 'ask', 'parking']);

/** Who is to do it: a member by handle, or a name as it was written. */
export type Owner = { handle: string } | { name: string };

/** A record as its list item says it. */
export interface SummaryRecord {
  kind: RecordKind;
  /** Markdown of the item without its tick box, owner and due date; sub-items are part of it. */
  text: string;
  /** The tick box. False where the kind has none. */
  done: boolean;
  /** Actions only. */
  owner: Owner | null;
  /** Actions only: ISO day in Israel. */
  due: string | null;
}

/** Places in the Markdown: UTF-16 offsets, end after. */
export interface Span {
  start: number;
  end: number;
}

/** A record with its places. `item` is the whole list item from its line's start, without the last line's end. */
export interface FoundRecord extends SummaryRecord {
  /** Index among the sections; null for a task that stands outside of them. */
  section: number | null;
  places: {
    item: Span;
    /** What follows marker and tick box. */
    body: Span;
    /** The character between the brackets. */
    box: Span | null;
    owner: Span | null;
    due: Span | null;
  };
}

export interface FoundSection {
  kind: SectionKind;
  /** As written, without its marks. */
  title: string;
  /** 1 to 6; 7 for a line in bold or with a colon that serves as a heading. */
  level: number;
  heading: Span;
  body: Span;
}

/** A summary as its Markdown says it. */
export interface Recognised {
  /** The first heading of level 1. */
  title: string | null;
  sections: FoundSection[];
  records: FoundRecord[];
  /** Headings that name no section, for the host to see. */
  otherHeadings: { title: string; level: number; heading: Span }[];
}

/** Longest summary, in UTF-16 units: what the renderer still reads as Markdown. */
export const SUMMARY_MAX_CHARS = 200_000;
export const RECORD_TEXT_MAX_CHARS = 4_000;
export const OWNER_NAME_MAX_CHARS = 60;
export const MAX_RECORDS = 500;
