import { ROLES, type Role } from '#app/domain/viewer';

/** What is done about a member's conduct, mildest first. */
export const MEASURE_KINDS = ['warning', 'silence', 'suspension'] as const;
export type MeasureKind = (typeof MEASURE_KINDS)[number];

export const APPEAL_ANSWERS = ['upheld', 'lifted'] as const;
export type AppealAnswer = (typeof APPEAL_ANSWERS)[number];

export const APPEAL_MAX_CHARS = 4_000;

/** The weakest role that takes a measure, and answers an appeal against one. */
export const TAKEN_BY: Record<MeasureKind, Role> = {
  warning: 'moderator',
  silence: 'moderator',
  suspension: 'administrator',
};

/** A measure as its member sees it. Who took it is not told, but for the roles above. */
export interface MeasureView {
  id: number;
  kind: MeasureKind;
  reason: string;
  /** ISO 8601, all of them. */
  takenAt: string;
  until: string | null;
  readAt: string | null;
  /** Lifted, or its time came. */
  ended: boolean;
  appeal: string | null;
  appealedAt: string | null;
  answer: AppealAnswer | null;
  answerReason: string | null;
}

/** True when a role reaches another: nobody acts against somebody of a higher one. */
export function reaches(role: Role, subject: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(subject);
}
