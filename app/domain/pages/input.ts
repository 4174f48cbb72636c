import { z } from 'zod';
import { EmailAddress } from '#app/domain/login/input';
import { oneLine } from '#app/domain/members/input';
import { NAME_MAX_CHARS } from '#app/domain/members/model';
import { maxChars, type PageName } from '#app/domain/pages/model';
import { cleanBody } from '#app/markdown/bidi';

/** The text the editor started from: a save over a later one is a conflict. */
const Base = z.coerce.number('invalid').int('invalid').min(0, 'invalid').max(2_147_483_647, 'invalid');

/** What an administrator may send for a page. Messages are keys of namespace `errors`. */
export function pageInput(page: PageName) {
  return z.object({
    body: z
      .string('required')
      .transform((text) => cleanBody(text.replace(/\r\n?/g, '\n')).trim())
      .pipe(z.string().min(1, 'required').max(maxChars(page), 'tooLong')),
    base: Base,
    /** The other language says the same as this one. */
    inStep: z.preprocess((value) => value === 'on', z.boolean()),
  });
}
export type PageInput = z.output<ReturnType<typeof pageInput>>;

export const RestoreInput = z.object({ base: Base });

const Line = z.string().default('').transform(oneLine).pipe(z.string().max(NAME_MAX_CHARS, 'tooLong'));

/** Whom to turn to about accessibility. All empty: nobody named. A name alone reaches nobody. */
export const ContactInput = z
  .object({
    nameHe: Line,
    nameEn: Line,
    email: z.union([z.literal(''), EmailAddress]).default(''),
    phone: z
      .string()
      .default('')
      .transform(oneLine)
      .pipe(z.string().regex(/^$|^[+*\d][\d ().*#-]{2,29}$/, 'phone_invalid')),
  })
  .refine(({ nameHe, nameEn, email, phone }) => nameHe + nameEn === '' || email + phone !== '', {
    path: ['email'],
    message: 'contact_way',
  });
export type ContactInput = z.output<typeof ContactInput>;
