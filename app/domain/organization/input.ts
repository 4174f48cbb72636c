import { z } from 'zod';
import { READINGS, STATEMENT_MAX_CHARS } from '#app/domain/organization/model';
import { cleanBody } from '#app/markdown/bidi';

const Statement = z
  .string()
  .default('')
  .transform((text) => cleanBody(text.replace(/\r\n?/g, '\n')).trim())
  .pipe(z.string().max(STATEMENT_MAX_CHARS, 'tooLong'));

/** What "organization" means, and how it is said; an empty statement is the one that comes with the software. */
export const OrganizationInput = z.object({
  reading: z.enum(READINGS, 'choose_one'),
  statementHe: Statement,
  statementEn: Statement,
});
export type OrganizationInput = z.output<typeof OrganizationInput>;
