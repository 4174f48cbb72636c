import { type Label, strictest } from '#app/domain/labels';
import { canSeeSession, type SessionSubjectRow, visibleSessions } from '#app/domain/sessions/visible.server';
import { isMember, type Viewer } from '#app/domain/viewer';
import { authorityLabels } from '#app/domain/visibility';
import type { Prisma } from '#prisma/generated/sqlite/client';

/**
 * THE where-clause of summaries: published ones whose session the viewer may see, and who may see them under their own
 * label too. A summary's label never opens what its session's label closes.
 */
export function visibleSummaries(viewer: Viewer): Prisma.SummaryWhereInput {
  return { state: 'published', session: visibleSessions(viewer), OR: ownLabelBranches(viewer) };
}

function ownLabelBranches(viewer: Viewer): Prisma.SummaryWhereInput[] {
  if (!isMember(viewer)) {
    return [{ label: 'CLEAR' }];
  }
  const { memberId, authorityIds } = viewer;
  const ofOwnAuthority = { member: { authorities: { some: { authorityId: { in: authorityIds } } } } };
  return [
    { label: { in: ['CLEAR', 'GREEN'] } },
    { session: { OR: [{ authorId: memberId }, { recipients: { some: { memberId } } }] } },
    {
      label: { in: authorityLabels(viewer) },
      session: { OR: [{ authorityId: { in: authorityIds } }, { recipients: { some: ofOwnAuthority } }] },
    },
  ];
}

/** The same rule for one summary: whoever sees its session, under the stricter of both labels. */
export function canSeePublished(viewer: Viewer, session: SessionSubjectRow, label: Label): boolean {
  return (
    canSeeSession(viewer, session) && canSeeSession(viewer, { ...session, label: strictest(session.label, label) })
  );
}
