import type { Label } from '#app/domain/labels';
import type { PersonRef } from '#app/domain/members/person';
import type { PostKind } from '#app/domain/posts/model';
import type { TopicRef } from '#app/domain/topics/model';

export const FLAG_REASONS = [
  'personal_data',
  'defamation',
  'label_loose',
  'coarse',
  'off_topic',
  'advertising',
  'other',
] as const;
export type FlagReason = (typeof FLAG_REASONS)[number];

export const FLAG_OUTCOMES = ['dismissed', 'hidden'] as const;
export type FlagOutcome = (typeof FLAG_OUTCOMES)[number];

export const FLAG_TEXT_MAX_CHARS = 1_000;
/** Answers that can be moved at once. */
export const SPLIT_MAX = 200;
/** Posts on one page of the queue. */
export const QUEUE_PAGE_SIZE = 10;

/** What was decided about a post's flags, and why. */
export interface DecisionView {
  id: number;
  outcome: FlagOutcome;
  note: string;
  /** ISO 8601. */
  at: string;
}

/** The page on which a post is flagged, as far as the viewer may know. */
export interface FlagView {
  postId: number;
  threadId: number;
  kind: PostKind;
  label: Label;
  /** Null where what was flagged is no longer there for the viewer. */
  post: { title: string; text: string } | null;
  canFlag: boolean;
  isAuthor: boolean;
  /** Who will read a flag: moderators, or the post's author where none of them may see the post. */
  readBy: 'moderators' | 'author';
  /** The viewer's own flag and what became of it. */
  mine: { reason: FlagReason; text: string; at: string; toAuthor: boolean; decision: DecisionView | null } | null;
  /** For the post's author: what they were asked to look at, and why a text of theirs was hidden. Never by whom. */
  asked: { id: number; reason: FlagReason; text: string; at: string }[];
  hiddenBy: DecisionView[];
}

/** One post that waits for a decision, with what is needed for it. */
export interface QueueItem {
  postId: number;
  threadId: number;
  kind: PostKind;
  label: Label;
  title: string;
  topic: TopicRef;
  html: string;
  author: PersonRef;
  /** ISO 8601. */
  at: string;
  /** What it stands under: the post it comments on, or the thread's opening. Null for an opening, and where not visible. */
  above: { author: PersonRef; text: string } | null;
  flags: { id: number; by: PersonRef; reason: FlagReason; text: string; at: string }[];
  /** The newest flag shown: a decision is about those up to here. */
  upTo: number;
  /** Earlier decisions about this post. */
  decisions: (DecisionView & { by: PersonRef })[];
  /** Earlier decisions about other texts of the same author that the viewer may see. */
  authorBefore: { hidden: number; dismissed: number };
  /** False where the viewer flagged it: another decides. */
  mayDecide: boolean;
}
