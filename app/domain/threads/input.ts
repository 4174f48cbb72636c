import { z } from 'zod';
import { FILE_FIELDS } from '#app/domain/attachments/input';
import { BodyText, EditInput, LabelField } from '#app/domain/posts/input';
import { RecipientsInput } from '#app/domain/threads/label-input';
import {
  MAX_TAGS,
  normaliseTags,
  TAG_MAX_CHARS,
  THREAD_KINDS,
  TITLE_MAX_CHARS,
  TITLE_MIN_CHARS,
} from '#app/domain/threads/model';
import { stripBidiControls } from '#app/markdown/bidi';

export const Title = z
  .string('required')
  .transform((text) => stripBidiControls(text).replace(/\s+/g, ' ').trim())
  .pipe(z.string().min(1, 'required').min(TITLE_MIN_CHARS, 'titleTooShort').max(TITLE_MAX_CHARS, 'tooLong'));

const Tags = z
  .string()
  .optional()
  .default('')
  .transform((text) => normaliseTags(stripBidiControls(text)))
  .pipe(z.array(z.string().max(TAG_MAX_CHARS, 'tagTooLong')).max(MAX_TAGS, 'tooManyTags'));

export const ThreadInput = RecipientsInput.extend({
  ...FILE_FIELDS,
  label: LabelField,
  kind: z.enum(THREAD_KINDS, 'invalid').default('question'),
  topic: z.string('topicMissing').min(1, 'topicMissing'),
  title: Title,
  body: BodyText,
  tags: Tags,
  /** For members who serve several authorities: in whose name. */
  authority: z.coerce.number().int().optional().catch(undefined),
});
export type ThreadInput = z.infer<typeof ThreadInput>;

export const ThreadEditInput = EditInput.extend({ title: Title, tags: Tags });
export type ThreadEditInput = z.infer<typeof ThreadEditInput>;
