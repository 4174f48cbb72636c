import type { Label } from '#app/domain/labels';
import type { Viewer } from '#app/domain/viewer';
import { visibleWhere } from '#app/domain/visibility';
import type { Prisma } from '#prisma/generated/sqlite/client';

/** THE where-clause of threads: what the viewer may see in lists, counts and look-ups. */
export function visibleThreads(viewer: Viewer): Prisma.ThreadWhereInput {
  return visibleWhere(viewer);
}

/** THE where-clause of posts: the post itself and its thread must both be visible. */
export function visiblePosts(viewer: Viewer): Prisma.PostWhereInput {
  return { AND: [visibleWhere(viewer), { thread: visibleWhere(viewer) }] };
}

/** The columns every policy decision needs. */
export const SUBJECT_SELECT = { label: true, authorId: true, authorityId: true, deletedAt: true } as const;

interface SubjectRow {
  label: Label;
  authorId: string;
  authorityId: number | null;
  deletedAt: Date | null;
}

export function toSubject(row: SubjectRow) {
  return { label: row.label, authorId: row.authorId, authorityId: row.authorityId, deleted: row.deletedAt !== null };
}
