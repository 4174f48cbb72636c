import { z } from 'zod';
import { FLAG_OUTCOMES, FLAG_REASONS, FLAG_TEXT_MAX_CHARS, SPLIT_MAX } from '#app/domain/moderation/model';
import { Title } from '#app/domain/threads/input';
import { ThreadReference } from '#app/domain/threads/label-input';

const Id = z.coerce.number('invalid').int('invalid').positive('invalid').max(2_147_483_647, 'invalid');

/** Why something is done: to be read by others. */
export const ActReason = z
  .string('required')
  .transform((text) => text.trim())
  .pipe(z.string().min(1, 'reasonMissing').max(500, 'tooLong'));

/** A member flags a post. Messages are keys of namespace `errors`. */
export const FlagInput = z
  .object({
    reason: z.enum(FLAG_REASONS, 'choose_one'),
    text: z.string().trim().max(FLAG_TEXT_MAX_CHARS, 'tooLong').optional().default(''),
  })
  .refine(({ reason, text }) => reason !== 'other' || text !== '', { path: ['text'], message: 'flagTextMissing' });
export type FlagInput = z.infer<typeof FlagInput>;

/** A moderator decides about the flags of a post, up to the newest one they were shown. */
export const FlagDecisionInput = z.object({
  postId: Id,
  upTo: Id,
  outcome: z.enum(FLAG_OUTCOMES, 'invalid'),
  note: ActReason,
});
export type FlagDecisionInput = z.infer<typeof FlagDecisionInput>;

const OptionalReason = z.string().trim().max(500, 'tooLong').optional().default('');

/** What a moderator does with a thread. Whoever reads the thread reads the reason. */
export const LockInput = z.object({ reason: ActReason });
export const UndoInput = z.object({ reason: OptionalReason });
export const MoveInput = z.object({ topic: z.string('topicMissing').min(1, 'topicMissing'), reason: ActReason });
export type MoveInput = z.infer<typeof MoveInput>;

/** A former text of a post, by its number, and why it is to go. */
export const RevisionInput = z.object({ number: Id, reason: ActReason });
export type RevisionInput = z.infer<typeof RevisionInput>;

/** Answers that go into a thread of their own, and its title. */
export const SplitInput = z.object({
  posts: z
    .union([Id, z.array(Id)], 'splitNothing')
    .transform((ids) => (Array.isArray(ids) ? ids : [ids]))
    .pipe(z.array(z.number()).max(SPLIT_MAX, 'too_many_chosen')),
  title: Title,
  reason: ActReason,
});
export type SplitInput = z.infer<typeof SplitInput>;

/** The thread that another goes into, by its number or address. */
export const MergeInput = z.object({ target: ThreadReference, reason: ActReason });
export type MergeInput = z.infer<typeof MergeInput>;
