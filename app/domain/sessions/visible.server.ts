import type { Label } from '#app/domain/labels';
import type { Viewer } from '#app/domain/viewer';
import { canSee, labelBranches, type Recipients, recipientBranches, type Subject } from '#app/domain/visibility';
import type { Prisma } from '#prisma/generated/sqlite/client';

/** THE where-clause of sessions: what the viewer may see in lists, counts and look-ups. */
export function visibleSessions(viewer: Viewer): Prisma.SessionWhereInput {
  return { deletedAt: null, OR: [...labelBranches(viewer), ...recipientBranches(viewer)] };
}

/** The columns every policy decision about a session needs. */
export const SESSION_SUBJECT_SELECT = {
  label: true,
  authorId: true,
  authorityId: true,
  deletedAt: true,
  recipients: { select: { memberId: true, member: { select: { authorities: { select: { authorityId: true } } } } } },
} as const satisfies Prisma.SessionSelect;

export interface SessionSubjectRow {
  label: Label;
  authorId: string;
  authorityId: number | null;
  deletedAt: Date | null;
  recipients: { memberId: string; member: { authorities: { authorityId: number }[] } }[];
}

/** What the policy needs to know of a session. */
export function toSessionSubject(row: SessionSubjectRow): Subject & { recipients: Recipients } {
  return {
    label: row.label,
    authorId: row.authorId,
    authorityId: row.authorityId,
    deleted: row.deletedAt !== null,
    recipients: {
      memberIds: row.recipients.map(({ memberId }) => memberId),
      authorityIds: [
        ...new Set(row.recipients.flatMap(({ member }) => member.authorities.map((link) => link.authorityId))),
      ],
    },
  };
}

/** Whether the viewer may see this session: the rule of `visibleSessions` for one. A deleted one is there for nobody. */
export function canSeeSession(viewer: Viewer, row: SessionSubjectRow): boolean {
  return row.deletedAt === null && canSee(viewer, toSessionSubject(row));
}
