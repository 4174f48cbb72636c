import { z } from 'zod';
import { FILE_FIELDS } from '#app/domain/attachments/input';
import { LABELS } from '#app/domain/labels';
import { COMMENT_MAX_CHARS } from '#app/domain/posts/model';
import { BODY_MAX_CHARS } from '#app/domain/threads/model';
import { cleanBody } from '#app/markdown/bidi';

/** A text as people submit it. Messages are keys of namespace `errors`. */
export const BodyText = z
  .string('required')
  .transform((text) => cleanBody(text.replace(/\r\n?/g, '\n')))
  .pipe(
    z
      .string()
      .refine((text) => text.trim() !== '', 'required')
      .max(BODY_MAX_CHARS, 'tooLong'),
  );

const CommentText = BodyText.pipe(z.string().max(COMMENT_MAX_CHARS, 'tooLong'));
const PostId = z.coerce.number('invalid').int('invalid').positive('invalid').max(2_147_483_647, 'invalid');

export const LabelField = z.enum(LABELS, 'labelMissing');

export const AnswerInput = z.object({
  ...FILE_FIELDS,
  body: BodyText,
  label: LabelField,
  /** A post whose words are quoted: its label holds for the answer too. */
  quoted: PostId.optional().catch(undefined),
});
export type AnswerInput = z.infer<typeof AnswerInput>;

export const CommentInput = z.object({
  ...FILE_FIELDS,
  postId: PostId,
  body: CommentText,
  label: LabelField.optional(),
});
export type CommentInput = z.infer<typeof CommentInput>;

export const EditInput = z.object({
  ...FILE_FIELDS,
  body: BodyText,
  reason: z.string().max(200, 'tooLong').optional().default(''),
  /** The revision the editor started from: an edit of an older one is a conflict. */
  revision: z.coerce.number('invalid').int('invalid'),
});
export type EditInput = z.infer<typeof EditInput>;

export const PostTarget = z.object({ postId: PostId });
export const DeleteInput = z.object({ postId: PostId, reason: z.string().max(200, 'tooLong').optional().default('') });
