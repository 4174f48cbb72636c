import { z } from 'zod';
import { oneLine } from '#app/domain/members/input';
import { IT_ROLES } from '#app/domain/members/model';
import { LabelField } from '#app/domain/posts/input';
import { readAgenda } from '#app/domain/sessions/agenda';
import { SESSION_KINDS } from '#app/domain/sessions/kinds';
import {
  AUDIENCES,
  CAPACITY_MAX,
  INVITED_MAX,
  PLACE_MAX_CHARS,
  PROGRAMME_KINDS,
  PURPOSE_MAX_CHARS,
  TITLE_MAX_CHARS,
} from '#app/domain/sessions/model';
import { ThreadReference } from '#app/domain/threads/label-input';
import { cleanBody } from '#app/markdown/bidi';

const Line = (maxChars: number) => z.string().default('').transform(oneLine).pipe(z.string().max(maxChars, 'tooLong'));
const Ticked = z.preprocess((value) => value === 'on' || value === 'true', z.boolean());
const Clock = z
  .string('required')
  .trim()
  .min(1, 'required')
  .regex(/^([01]?\d|2[0-3]):[0-5]\d$/, 'time_invalid');
const Day = z
  .string('required')
  .trim()
  .min(1, 'required')
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'date_invalid');
const List = z.preprocess(
  (value) => (value === undefined || value === '' ? [] : Array.isArray(value) ? value : [value]),
  z.array(z.string()),
);

/** Handles as people write them: one a line or between commas, with or without the @. */
const Handles = z
  .string()
  .default('')
  .transform((text) => [
    ...new Set(
      text
        .split(/[\s,;]+/)
        .map((handle) => handle.replace(/^@/, '').toLowerCase())
        .filter(Boolean),
    ),
  ])
  .pipe(z.array(z.string().max(60, 'handle_unknown')).max(INVITED_MAX, 'too_many_chosen'));

/** What a host says of a session. Times are wall-clock times in Israel; what they mean is settled by the command. */
export const SessionInput = z.object({
  kind: z.enum(SESSION_KINDS, 'choose_one'),
  topic: z.string('topicMissing').min(1, 'topicMissing'),
  title: z.string('required').transform(oneLine).pipe(z.string().min(1, 'required').max(TITLE_MAX_CHARS, 'tooLong')),
  purpose: z
    .string()
    .default('')
    .transform((text) => cleanBody(text).trim())
    .pipe(z.string().max(PURPOSE_MAX_CHARS, 'tooLong')),
  label: LabelField,
  chatham: Ticked,
  date: Day,
  startTime: Clock,
  endDate: z.preprocess((value) => value || undefined, Day.optional()),
  endTime: Clock,
  /** For a time that comes twice, on the night in October: which of the two. */
  startFold: z.enum(['earlier', 'later']).optional().catch(undefined),
  endFold: z.enum(['earlier', 'later']).optional().catch(undefined),
  place: Line(PLACE_MAX_CHARS),
  videoUrl: z
    .string()
    .trim()
    .max(2_000, 'tooLong')
    .default('')
    .refine((text) => text === '' || /^https:\/\/[^\s<>"']+$/.test(text), 'video_invalid'),
  audience: z.enum(AUDIENCES, 'choose_one').default('members'),
  roles: List.pipe(z.array(z.enum(IT_ROLES, 'choose_one')).max(IT_ROLES.length, 'too_many_chosen')),
  invited: Handles,
  hosts: Handles,
  capacity: z.preprocess(
    (value) => (value === '' || value === undefined ? null : value),
    z.coerce
      .number('number_invalid')
      .int('number_invalid')
      .min(1, 'number_invalid')
      .max(CAPACITY_MAX, 'number_invalid')
      .nullable(),
  ),
  agenda: z.string().default('').transform(readAgenda),
  programmeKind: z.preprocess((value) => value || null, z.enum(PROGRAMME_KINDS, 'choose_one').nullable()),
  programme: Line(TITLE_MAX_CHARS),
  /** The revision the form began with; a change over a newer one is a conflict. */
  revision: z
    .string('invalid')
    .regex(/^\d{1,9}$/, 'invalid')
    .transform(Number)
    .optional(),
});
export type SessionInput = z.output<typeof SessionInput>;

export const ReplyInput = z.object({ wish: z.enum(['going', 'maybe', 'no'], 'choose_one') });

export const CancelInput = z.object({
  reason: z.string('required').transform(oneLine).pipe(z.string().min(1, 'required').max(500, 'tooLong')),
});

/** Somebody who came without having replied: a name, or a member's `@handle`. */
export const AttendeeInput = z.object({
  name: z.string('required').transform(oneLine).pipe(z.string().min(1, 'required').max(120, 'tooLong')),
  authority: Line(120),
  email: z
    .string()
    .trim()
    .toLowerCase()
    .max(200, 'tooLong')
    .default('')
    .refine((text) => text === '' || /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/.test(text), 'email_invalid'),
});
export type AttendeeInput = z.output<typeof AttendeeInput>;

const Keys = z
  .string()
  .default('')
  .transform((keys) => keys.split(' ').filter(Boolean));

/** Who of the list was there: the keys of those shown and of those ticked when the page was drawn, each in one field, and
 * of those ticked now. `go`: the page of the list to which one goes on. */
export const AttendanceInput = z.object({
  shown: Keys,
  was: Keys,
  there: List,
  go: z.coerce.number('invalid').int('invalid').positive('invalid').max(10_000, 'invalid').optional(),
});

export const LinkThreadInput = z.object({ thread: ThreadReference });
