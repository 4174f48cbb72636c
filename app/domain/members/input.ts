import { z } from 'zod';
import { EmailAddress, LinkToken, NewPassword } from '#app/domain/login/input';
import { HANDLE_PATTERN } from '#app/domain/members/handle';
import {
  ABOUT_MAX_CHARS,
  EMPLOYMENTS,
  IT_ROLES,
  MEMBER_STATUSES,
  NAME_MAX_CHARS,
  NAME_MIN_CHARS,
} from '#app/domain/members/model';
import { ROLES } from '#app/domain/viewer';
import { cleanBody, stripBidiControls } from '#app/markdown/bidi';

/** One line without invisible characters or doubled spaces. */
export function oneLine(text: string): string {
  return stripBidiControls(text.normalize('NFC'))
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

/** A person's name. */
export const PersonName = z
  .string('required')
  .transform(oneLine)
  .pipe(z.string().min(1, 'required').min(NAME_MIN_CHARS, 'name_short').max(NAME_MAX_CHARS, 'tooLong'));

/** The name in Latin letters; may be left out. */
export const LatinName = z
  .string()
  .default('')
  .transform(oneLine)
  .pipe(z.string().max(NAME_MAX_CHARS, 'tooLong'))
  .transform((text) => (text === '' ? null : text));

const ItRoleField = z.enum(IT_ROLES, 'choose_one');
const EmploymentField = z.enum(EMPLOYMENTS, 'choose_one');
const Handle = z.string('required').trim().toLowerCase().min(1, 'required').regex(HANDLE_PATTERN, 'handle_invalid');
const MemberHandle = z.string('required').regex(HANDLE_PATTERN, 'invalid');
const AuthorityId = z.coerce.number('choose_one').int('choose_one').positive('choose_one');
/** What a browser sends for a ticked box; absent when it is not. */
const Ticked = z.preprocess((value) => value === 'on' || value === 'true', z.boolean());
/** One or several values of one name, or none. */
const Ids = z.preprocess(
  (value) => (value === undefined || value === '' ? [] : Array.isArray(value) ? value : [value]),
  z.array(AuthorityId).max(50, 'too_many_chosen'),
);

export const Application = z.object({
  name: PersonName,
  nameEn: LatinName,
  email: EmailAddress,
  authority: AuthorityId,
  itRole: ItRoleField,
  employment: EmploymentField,
  /** Privacy Protection Law, section 11: notice is given when data are asked for. */
  privacy: z.preprocess((value) => value === 'on', z.literal(true, 'privacy_required')),
  /** Which text of the notice stood there. */
  notice: z.string().max(40).optional().catch(undefined),
});
export type Application = z.output<typeof Application>;

export const InvitationInput = z.object({
  email: EmailAddress,
  authority: AuthorityId,
  role: z.enum(ROLES, 'choose_one').default('member'),
});
export type InvitationInput = z.output<typeof InvitationInput>;

export const InvitationAcceptance = z.object({
  token: LinkToken,
  name: PersonName,
  nameEn: LatinName,
  handle: Handle,
  itRole: ItRoleField,
  employment: EmploymentField,
  password: NewPassword,
  privacy: Application.shape.privacy,
  notice: Application.shape.notice,
});
export type InvitationAcceptance = z.output<typeof InvitationAcceptance>;

export const ProfileInput = z.object({
  name: PersonName,
  nameEn: LatinName,
  about: z
    .string()
    .default('')
    .transform((text) => cleanBody(text).trim())
    .pipe(z.string().max(ABOUT_MAX_CHARS, 'tooLong')),
  itRole: z.preprocess((value) => value || null, ItRoleField.nullable()),
  employment: EmploymentField,
  /** The authority one speaks for by default goes first. */
  firstAuthority: z.preprocess((value) => value || null, AuthorityId.nullable()),
  locale: z.enum(['he', 'en'], 'choose_one'),
  theme: z.enum(['system', 'light', 'dark'], 'choose_one'),
  density: z.enum(['comfortable', 'compact'], 'choose_one'),
  mailNotices: Ticked,
  showsItRole: Ticked,
  showsEmployment: Ticked,
  showsAbout: Ticked,
  showsEmail: Ticked,
});
export type ProfileInput = z.output<typeof ProfileInput>;

/** Approve or refuse somebody, by their handle. */
export const ApprovalInput = z.object({ handle: MemberHandle });
/** Somebody of an authority, confirmed or let go. */
export const ServingInput = z.object({ handle: MemberHandle, authority: AuthorityId });
/** One authority: to leave, or to ask to serve. */
export const AuthorityChoice = z.object({ authority: AuthorityId });
export const RequestInput = z.object({ requestId: z.coerce.number('invalid').int('invalid').positive('invalid') });
export const RevocationInput = z.object({
  invitationId: z.coerce.number('invalid').int('invalid').positive('invalid'),
});

export const RoleInput = z.object({ role: z.enum(ROLES, 'choose_one') });

export const ValidityInput = z.object({
  /** The last day in Israel, `2027-11-24`; empty for a membership without an end. */
  validUntil: z
    .string()
    .trim()
    .regex(/^$|^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'date_invalid')
    .transform((text) => (text === '' ? null : text)),
});

export const AuthoritiesInput = z.object({ authorities: Ids, primaryContact: Ids });
export type AuthoritiesInput = z.output<typeof AuthoritiesInput>;

/** The filters of the administrators' list, from its query string; unknown values count as not given. */
export const MemberFilter = z.object({
  q: z.string().max(100).transform(oneLine).catch('').default(''),
  status: z
    .enum([...MEMBER_STATUSES, 'expired'])
    .optional()
    .catch(undefined),
  role: z.enum(ROLES).optional().catch(undefined),
  authority: z.coerce.number().int().positive().max(2_147_483_647).optional().catch(undefined),
  after: z.string().max(400).optional().catch(undefined),
});
export type MemberFilter = z.output<typeof MemberFilter>;
