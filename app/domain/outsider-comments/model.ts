import type { Label } from '#app/domain/labels';
import type { TopicRef } from '#app/domain/topics/model';

export const OUTSIDER_NAME_MAX_CHARS = 60;
export const OUTSIDER_BODY_MAX_CHARS = 3_000;
export const OUTSIDER_LINKS_MAX = 2;
/** Comments of one thread that are shown or wait; then it takes no more. */
export const OUTSIDER_THREAD_MAX = 100;
/** Comments that wait in the whole forum; then none are taken until some are decided. */
export const OUTSIDER_WAITING_MAX = 200;
/** How long addresses are kept after the decision, and texts that nobody reads. In days. */
export const OUTSIDER_KEPT_DAYS = 90;
/** Comments on one page of the moderators' queue. */
export const OUTSIDER_QUEUE_SIZE = 10;

export const OUTSIDER_OUTCOMES = ['approved', 'declined'] as const;

/** An approved comment, as everybody who sees the thread reads it. */
export interface OutsiderComment {
  id: number;
  name: string;
  html: string;
  /** ISO 8601. */
  at: string;
}

/** What the end of a TLP:CLEAR thread shows of outsiders, and what the viewer may do there. */
export interface OutsiderSection {
  /** Oldest first. */
  comments: OutsiderComment[];
  /** Its author or a moderator takes no more. */
  closed: boolean;
  can: { comment: boolean; close: boolean; remove: boolean };
}

/** A comment that waits, for moderators: the one place where its e-mail address is shown. */
export interface WaitingComment extends OutsiderComment {
  /** Null where it was forgotten. */
  email: string | null;
  ipAddress: string | null;
  thread: { id: number; title: string; label: Label; topic: TopicRef; text: string };
  /** False where the viewer opened the thread: another decides. */
  mayDecide: boolean;
}
