import { type Label, strictness } from '#app/domain/labels';

/** Time in which a member can take back that their data is to be erased. */
export const ERASURE_WAIT_DAYS = 14;

/** What the forum keeps of a member, in the order in which it is shown, under its headings. */
export const DATA_GROUPS = {
  account: [
    'profile',
    'authorities',
    'credentials',
    'secondFactor',
    'passkeys',
    'emailChange',
    'authorityRequests',
    'measures',
    'logins',
    'calendarFeed',
    'invitations',
    'savedSearches',
    'notifications',
    'audit',
  ],
  content: [
    'threads',
    'posts',
    'revisions',
    'sessions',
    'summaries',
    'summaryComments',
    'drafts',
    'attachments',
    'pageTexts',
    'labelRequests',
    'flags',
    'quoteConsents',
    'brokenGlass',
  ],
  marks: [
    'votes',
    'sameQuestions',
    'bookmarks',
    'threadFollows',
    'topicFollows',
    'readMarkers',
    'sharedThreads',
    'openedThreads',
    'sessionLists',
    'sessionReplies',
    'attendance',
    'actionItems',
  ],
} as const;
export type DataHeading = keyof typeof DATA_GROUPS;
export type DataGroup = (typeof DATA_GROUPS)[DataHeading][number];

/** A member as the subject of what is kept. */
export interface DataSubject {
  memberId: string;
  authorityIds: number[];
}

/**
 * Whether a text may leave in an export (DOMAIN 3): TLP:RED never does, AMBER and AMBER+STRICT only to whoever serves the
 * authority it was written for.
 */
export function mayLeave(subject: DataSubject, text: { label: Label; authorityId: number | null }): boolean {
  if (text.label === 'RED') {
    return false;
  }
  const open = strictness(text.label) <= strictness('GREEN');
  return open || text.authorityId === null || subject.authorityIds.includes(text.authorityId);
}

/** What the page of one's own data shows. */
export interface OwnData {
  groups: { group: DataGroup; count: number }[];
  /** A password is asked for before anything happens; otherwise a sign-in of the last minutes. */
  asksPassword: boolean;
  /** ISO 8601: when the data will be erased, where that was asked for. */
  erasureDueAt: string | null;
}
