import { z } from 'zod';
import { APPEAL_ANSWERS, APPEAL_MAX_CHARS } from '#app/domain/measures/model';
import { oneLine } from '#app/domain/members/input';
import { REASON_MAX_CHARS } from '#app/domain/members/model';
import { cleanBody } from '#app/markdown/bidi';

const Reason = z
  .string('required')
  .transform(oneLine)
  .pipe(z.string().min(1, 'required').max(REASON_MAX_CHARS, 'tooLong'));
const DAY = /^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
/** The last day of a measure, in Israel. */
const LastDay = z.string('required').trim().min(1, 'required').regex(DAY, 'date_invalid');

export const WarningInput = z.object({ reason: Reason });
export const SilenceInput = z.object({ reason: Reason, until: LastDay });
export const SuspensionInput = z.object({
  reason: Reason,
  /** Empty: until an administrator ends it. */
  until: z.preprocess((value) => value || null, LastDay.nullable()),
});

const MeasureId = z.coerce.number('invalid').int('invalid').positive('invalid').max(2_147_483_647, 'invalid');
export const MeasureChoice = z.object({ measure: MeasureId });
export const AppealInput = z.object({
  measure: MeasureId,
  appeal: z
    .string('required')
    .transform((text) => cleanBody(text).trim())
    .pipe(z.string().min(1, 'required').max(APPEAL_MAX_CHARS, 'tooLong')),
});
export const AppealAnswerInput = z.object({
  measure: MeasureId,
  answer: z.enum(APPEAL_ANSWERS, 'choose_one'),
  reason: Reason,
});
export type AppealAnswerInput = z.output<typeof AppealAnswerInput>;
