import type { AuthorityRef } from '#app/domain/authorities/ref';
import type { Label } from '#app/domain/labels';
import type { PersonRef } from '#app/domain/members/person';
import type { Seat, ThreadKind, ThreadState } from '#app/domain/threads/model';
import type { TopicRef } from '#app/domain/topics/model';

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
  comment: boolean;
}

/** A text on the thread page. Times are ISO 8601. */
export interface PostView {
  id: number;
  kind: PostKind;
  label: Label;
  html: string;
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
  deleted: { reason: string } | null;
  lastPostId: number;
  /** The first post the viewer has not read, for "jump to unread". */
  firstUnreadPostId: number | null;
  /** The label a reply starts with, and those it may carry. */
  replyLabels: Label[];
  /** Every label on the page, for the caching rule. */
  labels: Label[];
  can: { answer: boolean; same: boolean; bookmark: boolean; follow: boolean };
}
