import { z } from 'zod';
import { oneLine } from '#app/domain/members/input';
import { LabelField } from '#app/domain/posts/input';
import { RECORD_TEXT_MAX_CHARS, SUMMARY_MAX_CHARS } from '#app/domain/summaries/model';
import { COMMENT_MAX_CHARS, QUOTE_MAX_CHARS, REASON_MAX_CHARS } from '#app/domain/summaries/view';
import { cleanBody } from '#app/markdown/bidi';

/** Markdown of a summary as people submit it. */
export const SummaryText = z
  .string('required')
  .transform((text) => cleanBody(text.replace(/\r\n?/g, '\n')))
  .pipe(
    z
      .string()
      .refine((text) => text.trim() !== '', 'required')
      .max(SUMMARY_MAX_CHARS, 'tooLong'),
  );

/** The number of the text that a form began with. */
const Revision = z.coerce.number('invalid').int('invalid').positive('invalid');
const Id = z.coerce.number('invalid').int('invalid').positive('invalid').max(2_147_483_647, 'invalid');
const Ticked = z.preprocess((value) => value === 'on' || value === 'true', z.boolean());
const Words = (maxChars: number) =>
  z
    .string('required')
    .transform((text) => cleanBody(text.replace(/\r\n?/g, '\n')).trim())
    .pipe(z.string().min(1, 'required').max(maxChars, 'tooLong'));
/** A word or two that stand everywhere in a text are no quote. */
const QUOTE_MIN_CHARS = 3;
const IsoDay = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'date_invalid');

export const SaveInput = z.object({ body: SummaryText, revision: Revision });
export type SaveInput = z.output<typeof SaveInput>;

export const AmendInput = SaveInput.extend({
  reason: z.string('required').transform(oneLine).pipe(z.string().min(1, 'required').max(REASON_MAX_CHARS, 'tooLong')),
  label: LabelField,
  /** Under the Chatham House Rule: the findings of the check were looked at. */
  confirmed: Ticked,
  /** The mark of the text whose findings they were. */
  checked: z.string().optional(),
});
export type AmendInput = z.output<typeof AmendInput>;

export const PublishInput = z.object({ revision: Revision, label: LabelField, confirmed: Ticked });
export type PublishInput = z.output<typeof PublishInput>;

/** Up to and with which day comments are taken. */
export const WindowInput = z.object({ until: z.string('required').trim().min(1, 'required').pipe(IsoDay) });

export const CommentInput = z.object({ body: Words(COMMENT_MAX_CHARS), anonymous: Ticked });
export type CommentInput = z.output<typeof CommentInput>;

/** What was changed on a record's side; a field that is absent stays. `owner`: a handle behind an @, or a name. */
export const RecordInput = z.object({
  id: Id,
  text: Words(RECORD_TEXT_MAX_CHARS).optional(),
  done: z.enum(['yes', 'no'], 'invalid').optional(),
  owner: z.string().transform(oneLine).pipe(z.string().max(60, 'tooLong')).optional(),
  due: z.preprocess((value) => (value === '' ? null : value), IsoDay.nullable()).optional(),
});
export type RecordInput = z.output<typeof RecordInput>;

export const RecordTarget = z.object({ id: Id });
export const SupersedeInput = z.object({
  id: Id,
  by: z.preprocess((value) => (value === '' ? null : value), Id.nullable()),
});

export const ConsentInput = z.object({
  handle: z
    .string('required')
    .trim()
    .min(1, 'required')
    .transform((text) => text.replace(/^@/, '').toLowerCase()),
  quote: Words(QUOTE_MAX_CHARS).pipe(z.string().min(QUOTE_MIN_CHARS, 'quote_short')),
});
export type ConsentInput = z.output<typeof ConsentInput>;
export const ConsentAnswer = z.object({ id: Id, answer: z.enum(['granted', 'refused'], 'choose_one') });

/** The language of the template that a summary begins with. */
export const StartInput = z.object({ locale: z.enum(['he', 'en'], 'choose_one') });
