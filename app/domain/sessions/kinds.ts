/** What a meeting in person can be (DOMAIN 2). A course has several meetings; panels and lectures make up a conference. */
export const SESSION_KINDS = ['round_table', 'course', 'exercise', 'panel', 'lecture'] as const;
export type SessionKind = (typeof SESSION_KINDS)[number];
