import type { Label } from '#app/domain/labels';
import { isMember, type Viewer } from '#app/domain/viewer';
import {
  authorityLabels,
  labelBranches,
  NO_RECIPIENTS,
  type Recipients,
  recipientBranches,
  type Subject,
} from '#app/domain/visibility';
import type { Prisma } from '#prisma/generated/sqlite/client';

/** THE where-clause of threads: what the viewer may see in lists, counts and look-ups. */
export function visibleThreads(viewer: Viewer): Prisma.ThreadWhereInput {
  return { deletedAt: null, ...threadsByLabel(viewer) };
}

/** THE where-clause of posts: the post itself and its thread must both be visible. */
export function visiblePosts(viewer: Viewer): Prisma.PostWhereInput {
  return {
    AND: [{ deletedAt: null, ...repliesByLabel(viewer) }, { thread: visibleThreads(viewer) }],
  };
}

/**
 * The same, deleted ones too, for reading one that is then put to `canSee`: what its label hides is not even read, so
 * that a look-up of it takes as many statements as one of nothing.
 */
export function threadsByLabel(viewer: Viewer): Prisma.ThreadWhereInput {
  return { OR: [...labelBranches(viewer), ...recipientBranches(viewer)] };
}

/** See `threadsByLabel`. */
export function postsByLabel(viewer: Viewer): Prisma.PostWhereInput {
  return { AND: [repliesByLabel(viewer), { thread: threadsByLabel(viewer) }] };
}

function repliesByLabel(viewer: Viewer): Prisma.PostWhereInput {
  return { OR: [...labelBranches(viewer), ...addresseeBranches(viewer)] };
}

/** The rule of `toPostSubject` as a filter. */
function addresseeBranches(viewer: Viewer): Prisma.PostWhereInput[] {
  if (!isMember(viewer)) {
    return [];
  }
  const { memberId, authorityIds } = viewer;
  return [
    { thread: { authorId: memberId } },
    { parent: { authorId: memberId } },
    { label: { in: authorityLabels(viewer) }, thread: { authorityId: { in: authorityIds } } },
    { label: { in: authorityLabels(viewer) }, parent: { authorityId: { in: authorityIds } } },
    ...recipientBranches(viewer).map(({ recipients, ...rest }) => ({ ...rest, thread: { recipients } })),
  ];
}

/** The columns every policy decision needs. */
export const SUBJECT_SELECT = { label: true, authorId: true, authorityId: true, deletedAt: true } as const;

/** The same of a post, with what says to whom it replies. */
export const POST_SUBJECT_SELECT = {
  ...SUBJECT_SELECT,
  threadId: true,
  parent: { select: { authorId: true, authorityId: true } },
} as const satisfies Prisma.PostSelect;

interface SubjectRow {
  label: Label;
  authorId: string;
  authorityId: number | null;
  deletedAt: Date | null;
}

/** What the policy needs to know of a thread. `recipients` as `recipientsOf` gives them. */
export function toThreadSubject(row: SubjectRow, recipients: Recipients = NO_RECIPIENTS): ThreadSubject {
  const { label, authorId, authorityId, deletedAt } = row;
  return { label, authorId, authorityId, deleted: deletedAt !== null, recipients };
}

export type ThreadSubject = Subject & { recipients: Recipients };

/**
 * What the policy needs to know of a post. A post is for those its thread is for, for whoever asked there, and for
 * whoever it stands under: a stricter answer reaches the asker, and nobody else.
 */
export function toPostSubject(
  row: SubjectRow,
  thread: ThreadSubject,
  parent: { authorId: string; authorityId: number | null } | null,
): Subject {
  const { label, authorId, authorityId, deletedAt } = row;
  const above = [thread, ...(parent ? [parent] : [])];
  return {
    label,
    authorId,
    authorityId,
    deleted: deletedAt !== null,
    recipients: {
      memberIds: [...thread.recipients.memberIds, ...above.map((one) => one.authorId)],
      authorityIds: [...thread.recipients.authorityIds, ...above.flatMap((one) => one.authorityId ?? [])],
    },
  };
}
