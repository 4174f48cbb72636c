/** The jobs that let go of what has passed its time, in the order of the page. */
export const RETENTION_JOBS = [
  'audit',
  'readers',
  'deletedPosts',
  'notifications',
  'drafts',
  'files',
  'logins',
  'verifications',
  'invitations',
  'mails',
  'outsiders',
  'erasures',
] as const;
export type RetentionJob = (typeof RETENTION_JOBS)[number];

/** Those whose time the association sets. In months. */
export const SET_JOBS = ['deletedPosts', 'notifications', 'drafts'] as const;
export type SetJob = (typeof SET_JOBS)[number];

export const DEFAULT_MONTHS = 12;
export const MONTHS_MIN = 1;
export const MONTHS_MAX = 120;

/** Entries of the audit log, and who read what is restricted (Data Security Regulations, 2017; DOMAIN 6). In months. */
export const ACCESS_LOG_MONTHS = 24;
/** Invitations that are used or over, and mails that were given up. In days. */
export const LEFTOVER_DAYS = 30;

export function isSetJob(job: string): job is SetJob {
  return SET_JOBS.some((one) => one === job);
}

/** One line of the page. */
export interface RetentionLine {
  job: RetentionJob;
  /** Months where the association sets them; null where the time is fixed. */
  months: number | null;
  /** ISO 8601; null: has not run yet. */
  ranAt: string | null;
  removed: number;
}
