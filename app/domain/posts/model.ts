import type { FileView } from '#app/domain/attachments/model';
import type { AuthorityRef } from '#app/domain/authorities/ref';
import type { Label } from '#app/domain/labels';
import type { PersonRef } from '#app/domain/members/person';
import type { Seat, ThreadActKind, ThreadKind, ThreadState } from '#app/domain/threads/model';
import type { TopicRef } from '#app/domain/topics/model';
import type { Role } from '#app/domain/viewer';

export type PostKind = 'opening' | 'answer' | 'comment';

/** Answers on one page of a thread. */
export const ANSWERS_PAGE_SIZE = 30;
export const COMMENT_MAX_CHARS = 5_000;

/** What the viewer may do with a post: decided in policy.ts, shown as buttons. */
export interface PostActions {
  vote: boolean;
  accept: boolean;
  edit: boolean;
  remove: boolean;
  restore: boolean;
  flag: boolean;
  comment: boolean;
}

/** A text on the thread page. Times are ISO 8601. */
export interface PostView {
  id: number;
  kind: PostKind;
  label: Label;
  html: string;
  files: FileView[];
  author: PersonRef;
  authority: AuthorityRef | null;
  score: number;
  voted: boolean;
  accepted: boolean;
  createdAt: string;
  editedAt: string | null;
  revision: number;
  deleted: { reason: string } | null;
  unread: boolean;
  can: PostActions;
  comments: PostView[];
}

export type AnswerOrder = 'votes' | 'oldest';

/** Everything the thread page shows. */
export interface ThreadView {
  id: number;
  title: string;
  kind: ThreadKind;
  state: ThreadState;
  label: Label;
  revision: number;
  topic: TopicRef;
  tags: string[];
  opening: PostView;
  answers: PostView[];
  answerTotal: number;
  order: AnswerOrder;
  page: number;
  pageCount: number;
  seats: Seat[];
  same: { mine: boolean; memberCount: number; authorityCount: number };
  bookmarked: boolean;
  following: boolean;
  locked: boolean;
  pinned: boolean;
  /** Whether comments of outsiders are closed here, and what the viewer may do about them. */
  outsiders: { closed: boolean; canClose: boolean; canRemove: boolean };
  /** What moderators did with it, oldest first: by role, not by name. Times are ISO 8601. */
  acts: { id: number; kind: ThreadActKind; role: Role; reason: string; at: string; otherThreadId: number | null }[];
  deleted: { reason: string } | null;
  lastPostId: number;
  /** The first post the viewer has not read, for "jump to unread". */
  firstUnreadPostId: number | null;
  /** The label a reply starts with, and those it may carry. */
  replyLabels: Label[];
  /** ISO 8601: until when the viewer reads it through broken glass; null for whom it is meant. */
  glassUntil: string | null;
  /** Every label on the page, for the caching rule. */
  labels: Label[];
  can: { answer: boolean; same: boolean; bookmark: boolean; follow: boolean; moderate: boolean };
}
