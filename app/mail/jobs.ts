import { z } from 'zod';

const Locale = z.enum(['he', 'en']);
const Person = { email: z.string(), name: z.string(), locale: Locale };

/** The notices about a session and its summary that go by mail too. */
export const SESSION_MAIL_KINDS = [
  'session_invited',
  'session_changed',
  'session_cancelled',
  'session_place',
  'summary_comments',
  'summary_published',
  'action_assigned',
  'action_due',
  'quote_consent',
  'quote_refused',
] as const;
export type SessionMailKind = (typeof SESSION_MAIL_KINDS)[number];

/** How a session was before it was changed, so that the mail says what changed. Times are ISO 8601. */
const SessionBefore = z.object({
  startsAt: z.string(),
  endsAt: z.string(),
  place: z.string(),
  hasVideo: z.boolean(),
  /** The way in to the video call is another one now. */
  newLink: z.boolean(),
});
export type SessionBefore = z.output<typeof SessionBefore>;

/**
 * The mails of the product, as they wait in the outbox. No job holds a secret: the one-time value of a link is made
 * when the mail is written, so neither the database nor a backup of it can be used to sign in.
 */
export const MailJob = z.discriminatedUnion('template', [
  z.object({ template: z.literal('magicLink'), email: z.string(), locale: Locale }),
  z.object({ template: z.literal('passwordReset'), email: z.string(), locale: Locale }),
  z.object({ template: z.literal('passwordChanged'), memberId: z.string() }),
  z.object({ template: z.literal('factorChanged'), memberId: z.string() }),
  z.object({ template: z.literal('passkeyChanged'), memberId: z.string() }),
  z.object({ template: z.literal('ssoChanged'), memberId: z.string() }),
  z.object({ template: z.literal('emailConfirm'), memberId: z.string() }),
  // To the address that was the member's: theirs is another one by then.
  z.object({ template: z.literal('emailChanged'), ...Person }),
  z.object({ template: z.literal('erasureAsked'), memberId: z.string() }),
  z.object({ template: z.literal('invitation'), invitationId: z.number() }),
  z.object({ template: z.literal('applicationReceived'), memberId: z.string() }),
  z.object({ template: z.literal('applicationKnown'), email: z.string() }),
  // With an authority: somebody known asks to serve it too.
  z.object({
    template: z.literal('applicationWaiting'),
    memberId: z.string(),
    contactId: z.string(),
    authorityId: z.number().optional(),
  }),
  z.object({ template: z.literal('confirmationDue'), contactId: z.string(), memberIds: z.array(z.string()) }),
  z.object({ template: z.literal('confirmationSoon'), memberId: z.string() }),
  z.object({ template: z.literal('takenOff'), memberId: z.string(), authorityId: z.number() }),
  z.object({ template: z.literal('requestRefused'), memberId: z.string(), authorityId: z.number() }),
  z.object({ template: z.literal('measure'), measureId: z.number() }),
  z.object({ template: z.literal('appeal'), measureId: z.number(), memberId: z.string() }),
  z.object({ template: z.literal('appealAnswer'), measureId: z.number() }),
  z.object({ template: z.literal('contactLeft'), memberId: z.string(), authorityId: z.number() }),
  z.object({ template: z.literal('approved'), memberId: z.string() }),
  z.object({ template: z.literal('refused'), ...Person }),
  // What is new in a thread since `since` (ISO 8601). Which posts those are, and what may be said of them, is looked up
  // when the mail is written.
  z.object({ template: z.literal('notice'), memberId: z.string(), threadId: z.number(), since: z.string() }),
  // What is new about a session. Whether it still stands, and what may be said of it, is looked up as well.
  z.object({
    template: z.literal('sessionNotice'),
    memberId: z.string(),
    sessionId: z.number(),
    kinds: z.array(z.enum(SESSION_MAIL_KINDS)),
    before: SessionBefore.nullable(),
  }),
]);
export type MailJob = z.output<typeof MailJob>;
export type MailTemplate = MailJob['template'];

/** One mail of two that wait together; null where the waiting one will say it all anyway. */
export function mergeJobs(waiting: MailJob, next: MailJob): MailJob | null {
  if (waiting.template === 'notice' && next.template === 'notice') {
    // Of two at one moment the later may have come first: the mail begins with the earlier.
    return next.since < waiting.since ? next : null;
  }
  if (waiting.template === 'sessionNotice' && next.template === 'sessionNotice') {
    const before = waiting.before ?? next.before;
    const newLink = [waiting, next].some((job) => job.before?.newLink);
    const kinds = [...new Set([...waiting.kinds, ...next.kinds])];
    return { ...waiting, kinds, before: before && { ...before, newLink } };
  }
  return null;
}
