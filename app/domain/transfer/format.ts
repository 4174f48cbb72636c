import { z } from 'zod';
import { type Label, labelText, strictest, strictness } from '#app/domain/labels';
import { HANDLE_PATTERN } from '#app/domain/members/handle';
import { THREAD_KINDS } from '#app/domain/threads/model';
import { RECIPIENTS_MAX } from '#app/domain/threads/recipients';
import { Body, Email, ExternalId, Instant, LabelText, Name, Reason, Tags, Title } from '#app/domain/transfer/fields';
import { LINE_MAX_CHARS, NOT_UTF8 } from '#app/domain/transfer/lines';

/**
 * Who wrote. Known by `externalId`, else by `email`; one of the two must be there. `authority` is a slug or a name in
 * either language and says in whose name it was written: null for nobody's, absent for the member's own.
 */
const PERSON = {
  externalId: ExternalId.optional(),
  name: Name,
  email: Email.nullish(),
  authority: Name.nullish(),
  handle: z.string().regex(HANDLE_PATTERN).optional().catch(undefined),
  nameEn: Name.nullish(),
};

function isNamed(person: { externalId?: string | undefined; email?: string | null | undefined }): boolean {
  return person.externalId !== undefined || Boolean(person.email);
}

const UNNAMED = 'has neither externalId nor email';
const Person = z.object(PERSON).refine(isNamed, UNNAMED);
export type PersonRecord = z.output<typeof Person>;

/**
 * Whom a thread is for by name. With a `name` as anybody whom the file brings along; without one, somebody the forum
 * knows already, or the line is bad.
 */
const Recipient = z
  .object({ ...PERSON, name: Name.optional(), at: Instant.nullish() })
  .refine(isNamed, UNNAMED)
  .transform(({ at, name, ...person }) => ({
    person: { ...person, name: name ?? person.externalId ?? person.email ?? '' },
    mustExist: name === undefined,
    at: at ?? null,
  }));
export type RecipientRecord = z.output<typeof Recipient>;

/** A vote or "same question here". */
const Mark = z.object({ by: Person, at: Instant });
export type MarkRecord = z.output<typeof Mark>;

/** A text as it stood before; given only where there was more than one. */
const Revision = z.object({ title: Title.nullish(), body: Body, by: Person, reason: Reason.default(''), at: Instant });
export type RevisionRecord = z.output<typeof Revision>;

const Removal = z.object({ at: Instant, by: Person.nullish(), reason: Reason.nullish() });
export type RemovalRecord = z.output<typeof Removal>;

const TEXT = {
  body: Body,
  createdAt: Instant,
  author: Person,
  editedAt: Instant.nullish(),
  deleted: Removal.nullish(),
  votes: z.array(Mark).optional(),
  revisions: z.array(Revision).optional(),
};

const Post = z.object({
  ...TEXT,
  externalId: ExternalId,
  kind: z.enum(['answer', 'comment']),
  label: LabelText.optional(),
  accepted: z.boolean().default(false),
  /** For a comment: the post it stands under; null for the opening. Absent: the last answer before it, else the opening. */
  parent: ExternalId.nullish(),
});

const Topic = z.object({
  slug: z.string().min(1),
  nameHe: z.string(),
  nameEn: z.string(),
  descriptionHe: z.string(),
  descriptionEn: z.string(),
  guideHe: z.string(),
  guideEn: z.string(),
  defaultLabel: LabelText,
  hue: z.string(),
  position: z.int(),
});
export type TopicRecord = z.output<typeof Topic>;

const Authority = z.object({
  slug: z.string().min(1),
  nameHe: Name,
  nameEn: Name,
  kind: z.enum(['municipality', 'local_council', 'regional_council']),
  size: z.enum(['small', 'medium', 'large']),
  district: z.enum(['north', 'haifa', 'center', 'tel_aviv', 'jerusalem', 'south']),
  population: z.int().nullable(),
});
export type AuthorityRecord = z.output<typeof Authority>;

/** Topics and authorities that this line is the first to name: an export stands by itself in an empty forum. */
const Introduced = z.object({ topics: z.array(Topic).default([]), authorities: z.array(Authority).default([]) });

const Thread = z.object({
  ...TEXT,
  externalId: ExternalId,
  topic: z.string().min(1, 'is empty'),
  kind: z.enum(THREAD_KINDS),
  title: Title,
  label: LabelText,
  tags: Tags.default([]),
  lockedAt: Instant.nullish(),
  same: z.array(Mark).optional(),
  posts: z.array(Post).default([]),
  /** Absent: the list stays as it is, for a new thread empty. */
  recipients: z.array(Recipient).max(RECIPIENTS_MAX, `names more than ${RECIPIENTS_MAX}`).optional(),
  introduces: Introduced.optional(),
});

type ParsedThread = z.output<typeof Thread>;
type ParsedPost = z.output<typeof Post>;

/** A post of a line: its label and its place in the thread are settled. */
export interface PostRecord extends Omit<ParsedPost, 'label' | 'parent'> {
  label: ParsedThread['label'];
  /** Index in `posts`; null under the opening. Null for answers. */
  parentIndex: number | null;
}

/** A thread of a line, checked in itself; whether topic, people and earlier imports are known is seen later. */
export interface ThreadRecord extends Omit<ParsedThread, 'posts'> {
  posts: PostRecord[];
}

/** Why a line cannot go in. */
export class BadLine extends Error {
  override name = 'BadLine';
}

/** Reads one line. Throws `BadLine` with a reason for people. */
export function parseThreadLine(text: string): ThreadRecord {
  if (text === NOT_UTF8) {
    throw new BadLine('the line is not UTF-8');
  }
  if (text.length > LINE_MAX_CHARS) {
    throw new BadLine(`the line is longer than ${LINE_MAX_CHARS} characters`);
  }
  const result = Thread.safeParse(parseJson(text));
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new BadLine(`${issue?.path.join('.') || 'the line'}: ${issue?.message ?? 'not a thread'}`);
  }
  const record = { ...result.data, posts: placePosts(result.data) };
  if (record.recipients && record.recipients.length > 0 && !hasRecipients(record)) {
    throw new BadLine('recipients: nothing of the thread is stricter than TLP:GREEN, which every member sees');
  }
  return record;
}

/** Whether it matters whom a thread is for by name: something of it is not for every member. */
export function hasRecipients(thread: { label: Label; posts: { label: Label }[] }): boolean {
  return strictness(strictest(thread.label, ...thread.posts.map(({ label }) => label))) > strictness('GREEN');
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new BadLine(`not JSON (${error instanceof Error ? error.message.slice(0, 120) : 'unreadable'})`);
  }
}

function placePosts(thread: ParsedThread): PostRecord[] {
  const indexes = new Map(thread.posts.map((post, index) => [post.externalId, index]));
  if (indexes.size < thread.posts.length) {
    throw new BadLine('posts: two of them have the same externalId');
  }
  const accepted = thread.posts.filter((post) => post.accepted);
  if (
    accepted.length > 1 ||
    accepted.some((post) => post.kind !== 'answer') ||
    (accepted[0] && thread.kind !== 'question')
  ) {
    throw new BadLine('posts: only one answer to a question can be accepted');
  }
  const placed: PostRecord[] = [];
  let lastAnswer: number | null = null;
  for (const [index, post] of thread.posts.entries()) {
    const { label, parent, ...rest } = post;
    const parentIndex = post.kind === 'comment' ? parentOf(thread, index, indexes, lastAnswer) : null;
    placed.push({ ...rest, parentIndex, label: label ?? thread.label });
    lastAnswer = post.kind === 'answer' ? index : lastAnswer;
  }
  for (const [index, post] of placed.entries()) {
    const parentLabel = post.parentIndex === null ? thread.label : (placed[post.parentIndex]?.label ?? thread.label);
    const least = strictest(thread.label, parentLabel);
    if (thread.posts[index]?.label === undefined) {
      post.label = least;
    } else if (strictness(post.label) < strictness(least)) {
      throw new BadLine(
        `posts.${index}.label: ${labelText(post.label)} is less strict than ${labelText(least)} above it`,
      );
    }
  }
  return placed;
}

function parentOf(
  thread: ParsedThread,
  index: number,
  indexes: Map<string, number>,
  lastAnswer: number | null,
): number | null {
  const named = thread.posts[index]?.parent;
  if (named === undefined) {
    return lastAnswer;
  }
  const found = named === null ? null : indexes.get(named);
  if (found === undefined || (found !== null && thread.posts[found]?.kind !== 'answer')) {
    throw new BadLine(`posts.${index}.parent: "${named}" is no answer of this thread`);
  }
  return found;
}
