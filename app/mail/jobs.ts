import { z } from 'zod';

const Locale = z.enum(['he', 'en']);
const Person = { email: z.string(), name: z.string(), locale: Locale };

/**
 * The mails of the product, as they wait in the outbox. No job holds a secret: the one-time value of a link is made
 * when the mail is written, so neither the database nor a backup of it can be used to sign in.
 */
export const MailJob = z.discriminatedUnion('template', [
  z.object({ template: z.literal('magicLink'), email: z.string(), locale: Locale }),
  z.object({ template: z.literal('passwordReset'), email: z.string(), locale: Locale }),
  z.object({ template: z.literal('passwordChanged'), memberId: z.string() }),
  z.object({ template: z.literal('invitation'), invitationId: z.number() }),
  z.object({ template: z.literal('applicationReceived'), memberId: z.string() }),
  z.object({ template: z.literal('applicationKnown'), email: z.string() }),
  z.object({ template: z.literal('applicationWaiting'), memberId: z.string(), contactId: z.string() }),
  z.object({ template: z.literal('approved'), memberId: z.string() }),
  z.object({ template: z.literal('refused'), ...Person }),
]);
export type MailJob = z.output<typeof MailJob>;
export type MailTemplate = MailJob['template'];
