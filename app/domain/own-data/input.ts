import { z } from 'zod';
import { PASSWORD_MAX_CHARS } from '#app/domain/login/model';

/** The password, given anew; empty for those who have none. */
export const ProofInput = z.object({ password: z.string().max(PASSWORD_MAX_CHARS, 'password_wrong').default('') });

/** An administrator erases at once, on a written request. */
export const EraseInput = z.object({
  /** Where the request is kept: number or day of the letter. Goes into the audit log, so no name belongs there. */
  reference: z.string('required').trim().min(1, 'required').max(100, 'tooLong'),
  /** The user name typed again. */
  handle: z.string('required').trim().max(40, 'tooLong'),
});
