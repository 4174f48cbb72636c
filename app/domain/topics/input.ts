import { z } from 'zod';
import { Slug } from '#app/domain/authorities/input';
import { LABELS } from '#app/domain/labels';
import { oneLine } from '#app/domain/members/input';
import { HUES } from '#app/domain/topics/model';
import { cleanBody } from '#app/markdown/bidi';

const Line = (maxChars: number) =>
  z.string('required').transform(oneLine).pipe(z.string().min(1, 'required').max(maxChars, 'tooLong'));

const Guide = z
  .string()
  .default('')
  .transform((text) => cleanBody(text).trim())
  .pipe(z.string().max(2000, 'tooLong'));

export const TopicInput = z.object({
  slug: Slug,
  nameHe: Line(60),
  nameEn: Line(60),
  descriptionHe: Line(300),
  descriptionEn: Line(300),
  guideHe: Guide,
  guideEn: Guide,
  defaultLabel: z.enum(LABELS, 'choose_one'),
  hue: z.enum(HUES, 'choose_one').default('neutral'),
  position: z.coerce
    .number('number_invalid')
    .int('number_invalid')
    .min(0, 'number_invalid')
    .max(1000, 'number_invalid')
    .default(0),
});
export type TopicInput = z.output<typeof TopicInput>;
