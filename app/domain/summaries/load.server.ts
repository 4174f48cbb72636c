import { now } from '#app/domain/clock';
import { DomainError, forbidden, notFound, orNotFound } from '#app/domain/errors';
import { strictest } from '#app/domain/labels';
import { SESSION_SELECT } from '#app/domain/sessions/load.server';
import { canManage } from '#app/domain/sessions/policy';
import { toLocalTime } from '#app/domain/sessions/time';
import { canSeeSession } from '#app/domain/sessions/visible.server';
import { canReadSummary, type Standing } from '#app/domain/summaries/policy';
import { canSeePublished } from '#app/domain/summaries/visible.server';
import type { Tx } from '#app/domain/tx';
import { isMember, type Viewer } from '#app/domain/viewer';
import type { Prisma } from '#prisma/generated/sqlite/client';

const SUMMARY_SELECT = {
  id: true,
  sessionId: true,
  state: true,
  label: true,
  body: true,
  html: true,
  rendererVersion: true,
  revision: true,
  authorId: true,
  commentsUntil: true,
  publishedAt: true,
  amendedAt: true,
  ownersAsText: true,
} as const satisfies Prisma.SummarySelect;
type SummaryRow = Prisma.SummaryGetPayload<{ select: typeof SUMMARY_SELECT }>;

const LOADED_SELECT = {
  ...SESSION_SELECT,
  summary: { select: SUMMARY_SELECT },
  attendance: { where: { attended: true }, select: { memberId: true } },
} as const satisfies Prisma.SessionSelect;
type LoadedSession = Prisma.SessionGetPayload<{ select: typeof LOADED_SELECT }>;

/** A summary with its session, as commands and pages need them. `label` is the stricter of both labels. */
export interface LoadedSummary extends Omit<SummaryRow, 'label'> {
  label: SummaryRow['label'];
  session: Omit<LoadedSession, 'summary'>;
  standing: Standing;
  /** ISO day of the session in Israel. */
  day: string;
}

/** The summary of a session, for whoever may read it now. Not found where it is absent or invisible, whichever it is. */
export async function loadSummary(tx: Tx, viewer: Viewer, sessionId: number): Promise<LoadedSummary> {
  const found = orNotFound(await tx.session.findUnique({ where: { id: sessionId }, select: LOADED_SELECT }));
  const { summary, ...session } = found;
  if (!summary || !canSeeSession(viewer, session)) {
    throw notFound();
  }
  const standing = standingOf(viewer, session, summary);
  if (!canReadSummary(standing)) {
    throw notFound();
  }
  return {
    ...summary,
    label: strictest(session.label, summary.label),
    session,
    standing,
    day: toLocalTime(session.startsAt).date,
  };
}

/** The same, for those who write it; `forbidden` for others who read it. */
export async function loadOwnSummary(tx: Tx, viewer: Viewer, sessionId: number): Promise<LoadedSummary> {
  const summary = await loadSummary(tx, viewer, sessionId);
  if (!summary.standing.manages) {
    throw forbidden();
  }
  return summary;
}

function standingOf(viewer: Viewer, session: Omit<LoadedSession, 'summary'>, summary: SummaryRow): Standing {
  const isMine = ({ memberId }: { memberId: string | null }) => isMember(viewer) && memberId === viewer.memberId;
  return {
    state: summary.state,
    manages: canManage(viewer, { authorId: session.authorId, hostIds: session.hosts.map((host) => host.memberId) }),
    participates: session.recipients.some(isMine) || session.attendance.some(isMine),
    seesPublished: canSeePublished(viewer, session, summary.label),
    takesComments: summary.commentsUntil !== null && summary.commentsUntil > now(),
  };
}

/** Refuses what was based on an older text. */
export function requireRevision(summary: { revision: number }, base: number): void {
  if (summary.revision !== base) {
    throw new DomainError('conflict', 'editConflict');
  }
}
