import { z } from 'zod';
import { LabelField } from '#app/domain/posts/input';
import { handlesIn, RECIPIENTS_MAX } from '#app/domain/threads/recipients';

const Reason = z
  .string('required')
  .transform((text) => text.trim())
  .pipe(z.string().min(1, 'reasonMissing').max(500, 'tooLong'));

/** Another label for a post, by its author; a stricter one, by a moderator too. */
export const LabelChangeInput = z.object({ label: LabelField, reason: Reason });
export type LabelChangeInput = z.infer<typeof LabelChangeInput>;

/** Whom a thread is for by name: handles, however they are set apart. */
export const RecipientsInput = z.object({
  recipients: z
    .string()
    .optional()
    .default('')
    .transform(handlesIn)
    .pipe(z.array(z.string()).max(RECIPIENTS_MAX, 'tooManyRecipients')),
});
export type RecipientsInput = z.infer<typeof RecipientsInput>;

/** A reader asks the source for a looser label. */
export const LabelRequestInput = z.object({ label: LabelField, reason: Reason });
export type LabelRequestInput = z.infer<typeof LabelRequestInput>;

/** The source says yes or no. */
export const LabelAnswerInput = z.object({
  request: z.coerce.number('invalid').int('invalid').positive('invalid'),
  granted: z.enum(['yes', 'no'], 'invalid').transform((value) => value === 'yes'),
  answer: z.string().trim().max(500, 'tooLong').optional().default(''),
});
export type LabelAnswerInput = z.infer<typeof LabelAnswerInput>;

/** Which thread: its number, or an address of it or of a post in it, as people copy them. */
export const ThreadReference = z
  .string('required')
  .transform((text) => /(?:^|\/threads\/|#)\s*(\d{1,9})(?:$|[^\d])/.exec(text.trim())?.[1] ?? '')
  .pipe(z.string().min(1, 'threadNumber'))
  .transform(Number);

/** A thread that is not for the viewer, by its number or address, and why it must be read. */
export const BreakGlassInput = z.object({
  thread: ThreadReference,
  reason: Reason.pipe(z.string().min(20, 'reasonTooShort')),
});
export type BreakGlassInput = z.infer<typeof BreakGlassInput>;
