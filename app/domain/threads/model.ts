import type { AuthorityRef } from '#app/domain/authorities/ref';
import type { Label } from '#app/domain/labels';
import type { PersonRef } from '#app/domain/members/person';
import type { TopicRef } from '#app/domain/topics/model';

export const THREAD_KINDS = ['question', 'discussion'] as const;
export type ThreadKind = (typeof THREAD_KINDS)[number];

export const TITLE_MIN_CHARS = 8;
export const TITLE_MAX_CHARS = 200;
export const BODY_MAX_CHARS = 50_000;
export const MAX_TAGS = 6;
export const TAG_MAX_CHARS = 40;
/** Rows on one page of a list. */
export const LIST_PAGE_SIZE = 20;
/** Seats drawn in a ring on a list row; the words beside it give the whole number. */
export const MAX_SEATS_IN_ROW = 12;

/** A seat of the ring: an authority at the table, and the strongest part it played. */
export interface Seat {
  size: 'small' | 'medium' | 'large';
  part: 'asked' | 'answered' | 'same';
  name: AuthorityRef['name'];
}

export type ThreadState = 'open' | 'answered' | 'discussion';

/** What moderators do with a whole thread. */
export const THREAD_ACTS = ['lock', 'unlock', 'pin', 'unpin', 'move', 'split_out', 'split_in', 'merge_in'] as const;
export type ThreadActKind = (typeof THREAD_ACTS)[number];

/** A row of a list. Times are ISO 8601. */
export interface ThreadRow {
  id: number;
  title: string;
  label: Label;
  kind: ThreadKind;
  state: ThreadState;
  topic: TopicRef;
  author: PersonRef;
  authority: AuthorityRef | null;
  answerCount: number;
  sameCount: number;
  score: number;
  tags: string[];
  seats: Seat[];
  createdAt: string;
  lastActivityAt: string;
  lastPoster: PersonRef | null;
  /** The authority that the last poster speaks for. */
  lastAuthority: AuthorityRef | null;
  /** Something happened since the viewer's last visit. */
  isNew: boolean;
  /** The viewer has read it, and something was written after that. */
  unread: boolean;
  /** Stands above the list it is in. */
  pinned?: boolean;
}

export const THREAD_SORTS = ['active', 'votes'] as const;
export const THREAD_VIEWS = ['all', 'unanswered', 'mine'] as const;
export const THREAD_STATES = ['open', 'answered'] as const;

/** What a list can be narrowed to. */
export interface ThreadFilter {
  topicId?: number;
  view: (typeof THREAD_VIEWS)[number];
  sort: (typeof THREAD_SORTS)[number];
  tag?: string;
  kind?: ThreadKind;
  state?: (typeof THREAD_STATES)[number];
  size?: AuthorityRef['size'];
}

export function threadState(thread: { kind: ThreadKind; answered: boolean }): ThreadState {
  if (thread.kind === 'discussion') {
    return 'discussion';
  }
  return thread.answered ? 'answered' : 'open';
}

/**
 * Tags as they are kept: lower case, words joined by hyphens, Hebrew or Latin letters and digits, duplicates dropped.
 * `text` is what was typed, separated by commas or new lines.
 */
export function normaliseTags(text: string): string[] {
  const tags = text
    .split(/[,\n;]/)
    .map((tag) => normaliseTag(tag))
    .filter((tag) => tag !== '');
  return [...new Set(tags)];
}

export function normaliseTag(tag: string): string {
  return tag
    .normalize('NFC')
    .toLowerCase()
    .replace(/^#/, '')
    .replace(/[\s_]+/g, '-')
    .replace(/[^\p{L}\p{N}+.#-]/gu, '')
    .replace(/-+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '');
}
