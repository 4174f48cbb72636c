import { z } from 'zod';
import { EmailAddress } from '#app/domain/login/input';
import { oneLine } from '#app/domain/members/input';
import { NAME_MIN_CHARS } from '#app/domain/members/model';
import { ActReason } from '#app/domain/moderation/input';
import {
  OUTSIDER_BODY_MAX_CHARS,
  OUTSIDER_NAME_MAX_CHARS,
  OUTSIDER_OUTCOMES,
} from '#app/domain/outsider-comments/model';
import { BodyText } from '#app/domain/posts/input';

const Id = z.coerce.number('invalid').int('invalid').positive('invalid').max(2_147_483_647, 'invalid');

/** An address of the web or of mail, however it is dressed. */
const LINK = /:\/\/|\bwww\.|@|[\p{L}\p{N}]\.(?:com|net|org|info|biz|io|co|il|ru|xyz|top|site|online|shop)\b/iu;

/** A name to stand over a comment: one line without invisible signs, and no advertisement. */
const OutsiderName = z
  .string('required')
  .transform(oneLine)
  .pipe(
    z
      .string()
      .min(1, 'required')
      .min(NAME_MIN_CHARS, 'name_short')
      .max(OUTSIDER_NAME_MAX_CHARS, 'tooLong')
      .refine((name) => !LINK.test(name) && (name === '' || /\p{L}/u.test(name)), 'outsiderName'),
  );

/** The field that no person sees. Programs that fill in forms fill it in, too. */
const TRAP = 'website';

/** A comment by somebody who is not signed in. Messages are keys of namespace `errors`. */
export const OutsiderCommentInput = z
  .object({
    name: OutsiderName,
    email: EmailAddress,
    body: BodyText.pipe(z.string().max(OUTSIDER_BODY_MAX_CHARS, 'tooLong')),
    rules: z.preprocess((value) => value === 'on', z.literal(true, 'outsiderRules')),
    [TRAP]: z.unknown().optional(),
  })
  .refine((form) => (form[TRAP] ?? '') === '', { message: 'outsiderTrap', when: () => true });
export type OutsiderCommentInput = z.output<typeof OutsiderCommentInput>;

/** A moderator decides about a comment that waits. Declining has a reason. */
export const OutsiderDecisionInput = z
  .object({
    id: Id,
    outcome: z.enum(OUTSIDER_OUTCOMES, 'invalid'),
    reason: z.string().trim().max(500, 'tooLong').optional().default(''),
  })
  .refine(({ outcome, reason }) => outcome === 'approved' || reason !== '', {
    path: ['reason'],
    message: 'reasonMissing',
  });
export type OutsiderDecisionInput = z.output<typeof OutsiderDecisionInput>;

/** A moderator takes an approved comment away. */
export const OutsiderRemovalInput = z.object({ id: Id, reason: ActReason });
export type OutsiderRemovalInput = z.output<typeof OutsiderRemovalInput>;
