import { z } from 'zod';
import { whyGuessable } from '#app/domain/login/guessable';
import { LOGIN_MAX_DAYS, PASSWORD_MAX_CHARS, PASSWORD_MIN_CHARS } from '#app/domain/login/model';

/** Longest address by RFC 5321 (4.5.3.1.3), in characters. */
const EMAIL_MAX_CHARS = 254;

/** An e-mail address as it is stored and looked up: NFKC, without spaces around it, lower case. */
export const EmailAddress = z
  .string('required')
  .transform((text) => text.normalize('NFKC').trim().toLowerCase())
  .pipe(
    z
      .string()
      .min(1, 'required')
      .max(EMAIL_MAX_CHARS, 'tooLong')
      .refine((text) => text === '' || z.email().safeParse(text).success, 'email_invalid'),
  );

/**
 * A new password. One text has one form (NFKC), whatever keyboard it was typed on; the hash is made of that form.
 */
export const NewPassword = z
  .string('required')
  .transform((text) => text.normalize('NFKC'))
  .pipe(
    z
      .string()
      .min(PASSWORD_MIN_CHARS, 'password_short')
      .max(PASSWORD_MAX_CHARS, 'password_long')
      // What is known of its owner is looked at by the commands: they know who that is.
      .refine((text) => text.length > PASSWORD_MAX_CHARS || whyGuessable(text) === null, 'password_common'),
  );

/** A password that is being checked: only its size is looked at, so that nothing is learnt from the answer. */
const GivenPassword = z
  .string('required')
  .transform((text) => text.normalize('NFKC'))
  .pipe(z.string().min(1, 'required').max(PASSWORD_MAX_CHARS, 'password_long'));

export const PasswordSignIn = z.object({ email: EmailAddress, password: GivenPassword });
export type PasswordSignIn = z.output<typeof PasswordSignIn>;

/** Asking for a link by mail: to sign in, or to choose a new password. */
export const LinkRequest = z.object({ email: EmailAddress });
export type LinkRequest = z.output<typeof LinkRequest>;

/** The one-time value of a link. */
export const LinkToken = z.string('link_invalid').min(1, 'link_invalid').max(200, 'link_invalid');

export const MagicLinkSignIn = z.object({ token: LinkToken });

export const PasswordChange = z.object({ currentPassword: GivenPassword, newPassword: NewPassword });
export type PasswordChange = z.output<typeof PasswordChange>;

export const PasswordReset = z.object({ token: LinkToken, newPassword: NewPassword });
export type PasswordReset = z.output<typeof PasswordReset>;

/** A code of the authenticator, or a recovery code. */
const Code = z.string('required').trim().min(1, 'required').max(20, 'code_wrong');

export const CodeSignIn = z.object({ code: Code });
export const FactorBegin = z.object({ password: z.string().max(PASSWORD_MAX_CHARS, 'password_long').default('') });
export const FactorConfirm = z.object({ code: Code });
export const FactorRemove = FactorBegin.extend({ code: Code });

export const DemoSignIn = z.object({ handle: z.string('required').min(1, 'required').max(30, 'tooLong') });

export const EndLogin = z.object({ loginId: z.string('required').min(1, 'required').max(100, 'tooLong') });

/** The form of /setup: the first administrator and the association. */
export const SetupClaim = z.object({
  token: LinkToken,
  associationHe: z.string('required').trim().min(1, 'required').max(120, 'tooLong'),
  associationEn: z.string('required').trim().min(1, 'required').max(120, 'tooLong'),
  name: z.string('required').trim().min(2, 'name_short').max(80, 'tooLong'),
  email: EmailAddress,
  password: NewPassword,
});
export type SetupClaim = z.output<typeof SetupClaim>;

const Days = z.coerce.number('days_wrong').int('days_wrong').min(1, 'days_wrong').max(LOGIN_MAX_DAYS, 'days_wrong');

/** How long logins last. */
export const LimitsInput = z.object({ idleDays: Days, idleDaysStrong: Days, maxDaysStrong: Days });
