import type { Label } from '#app/domain/labels';
import type { PersonRef } from '#app/domain/members/person';
import type { DiffPart } from '#app/domain/posts/history.server';
import type { FindingKind } from '#app/domain/sessions/chatham';
import type { RecordKind } from '#app/domain/summaries/model';

export type SummaryState = 'draft' | 'comments' | 'published';

export const COMMENT_MAX_CHARS = 5_000;
export const QUOTE_MAX_CHARS = 1_000;
export const REASON_MAX_CHARS = 200;
/** Days that a comment window may be open for. */
export const WINDOW_MAX_DAYS = 60;

/** A record as a page shows it. Times are ISO 8601, `due` an ISO day in Israel. */
export interface RecordView {
  id: number;
  kind: RecordKind;
  /** Markdown of the list item. */
  text: string;
  done: boolean;
  owner: PersonRef | null;
  /** The owner as written, where they are no member. */
  ownerName: string;
  due: string | null;
  overdue: boolean;
  /** The thread that an open question became; null where there is none or the viewer does not see it. */
  thread: { id: number; title: string; label: Label; answered: boolean } | null;
  /** What took this decision's place. */
  supersededBy: { id: number; text: string; label: Label; sessionId: number } | null;
  revision: number;
  can: { close: boolean; ask: boolean; manage: boolean };
}

export interface CommentView {
  id: number;
  /** Null: signed "participant". */
  author: PersonRef | null;
  body: string;
  createdAt: string;
}

export interface ConsentView {
  id: number;
  member: PersonRef;
  quote: string;
  state: 'asked' | 'granted' | 'refused';
  mine: boolean;
}

/** The page of a summary, for one viewer. */
export interface SummaryView {
  id: number;
  state: SummaryState;
  label: Label;
  session: {
    id: number;
    title: string;
    kind: string;
    chatham: boolean;
    startsAt: string;
    place: string;
    label: Label;
    attendedCount: number | null;
    topic: { slug: string; name: { he: string; en: string }; hue: string };
  };
  title: string;
  html: string;
  markdown: string;
  contents: { id: string; text: string }[];
  records: RecordView[];
  commentsUntil: string | null;
  publishedAt: string | null;
  amendedAt: string | null;
  revision: number;
  comments: CommentView[];
  consents: ConsentView[];
  can: { manage: boolean; comment: boolean; readComments: boolean };
}

/** A place in the text that may say who spoke or who was there, with its line. */
export interface FindingView {
  kind: FindingKind;
  /** From 1. */
  line: number;
  /** The words found. */
  words: string;
  /** The line they stand in. */
  context: string;
  weak: boolean;
}

export interface SummaryRevisionView {
  number: number;
  /** Null under the Chatham House Rule: a host. */
  editor: PersonRef | null;
  reason: string;
  published: boolean;
  createdAt: string;
  diff: DiffPart[];
}
