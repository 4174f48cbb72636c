import { now } from '#app/domain/clock';
import { DomainError } from '#app/domain/errors';
import { type Label, strictest } from '#app/domain/labels';
import { changedSince } from '#app/domain/sessions/mail-changes';
import { SESSION_SUBJECT_SELECT, toSessionSubject } from '#app/domain/sessions/visible.server';
import { lastDayReminded } from '#app/domain/summaries/due.server';
import { type LoadedSummary, loadSummary } from '#app/domain/summaries/load.server';
import { canComment } from '#app/domain/summaries/policy';
import type { MemberViewer } from '#app/domain/viewer';
import { canSee } from '#app/domain/visibility';
import { getDb } from '#app/instances.server';
import type { SessionBefore, SessionMailKind } from '#app/mail/jobs';
import type { Prisma } from '#prisma/generated/sqlite/client';

const MAILED_SELECT = {
  ...SESSION_SUBJECT_SELECT,
  id: true,
  title: true,
  purpose: true,
  chatham: true,
  state: true,
  startsAt: true,
  endsAt: true,
  place: true,
  videoUrl: true,
  cancelledReason: true,
  summary: { select: { id: true, label: true } },
} as const satisfies Prisma.SessionSelect;
export type MailedSession = Prisma.SessionGetPayload<{ select: typeof MAILED_SELECT }>;

/** What a mail about a session can tell, and under which label. */
export interface SessionNews {
  kinds: SessionMailKind[];
  label: Label;
  session: MailedSession;
  summary: LoadedSummary | null;
  /** The reader's own open actions; of a reminder alone, those that are due. */
  actions: { text: string; due: string | null }[];
}

interface Asked {
  sessionId: number;
  kinds: SessionMailKind[];
  before: SessionBefore | null;
}

/**
 * What of it the member has not read, may see now, and still holds; null for nothing. The label is the strictest of
 * whatever is told of.
 */
export async function findSessionNews(viewer: MemberViewer, asked: Asked): Promise<SessionNews | null> {
  const session = await getDb().session.findUnique({ where: { id: asked.sessionId }, select: MAILED_SELECT });
  if (!session || !canSee(viewer, toSessionSubject(session), 'notice')) {
    return null;
  }
  const unread = await getDb().notification.findMany({
    where: { memberId: viewer.memberId, sessionId: session.id, readAt: null, kind: { in: asked.kinds } },
    select: { kind: true },
  });
  const wanted = asked.kinds.filter((kind) => unread.some((row) => row.kind === kind));
  const summary = await summaryFor(viewer, session.id);
  const actions = await ownActions(viewer, summary, !wanted.includes('action_assigned'));
  const standing = {
    ...(await arrangements(viewer, session, asked.before)),
    ...summaryStands(summary, actions.length),
    quote_refused: summary?.standing.manages === true && (await isRefused(summary.id)),
  };
  const kinds = wanted.filter((kind) => standing[kind] && !(kind === 'session_changed' && isInvited(wanted)));
  if (kinds.length === 0) {
    return null;
  }
  const ofSummary = kinds.some((kind) => !kind.startsWith('session_')) && session.summary !== null;
  const label = strictest(session.label, ...(ofSummary && session.summary ? [session.summary.label] : []));
  return { kinds, label, session, summary, actions };
}

/** An invitation says how it is now; what it was before the reader never knew. */
function isInvited(kinds: SessionMailKind[]): boolean {
  return kinds.includes('session_invited');
}

/** Which notices about the meeting itself, and about a quote from it, still hold. */
async function arrangements(viewer: MemberViewer, session: MailedSession, before: SessionBefore | null) {
  const toCome = session.state === 'planned' && session.endsAt > now();
  const { memberId } = viewer;
  const [places, consents] = await Promise.all([
    getDb().sessionReply.count({ where: { sessionId: session.id, memberId, state: 'going' } }),
    getDb().quoteConsent.count({ where: { summaryId: session.summary?.id ?? -1, memberId, state: 'asked' } }),
  ]);
  return {
    session_invited: toCome,
    session_changed: toCome && before !== null && Object.values(changedSince(before, session)).includes(true),
    session_cancelled: session.state === 'cancelled',
    session_place: toCome && places > 0,
    quote_consent: consents > 0,
  };
}

async function isRefused(summaryId: number): Promise<boolean> {
  return (await getDb().quoteConsent.count({ where: { summaryId, state: 'refused' } })) > 0;
}

function summaryStands(summary: LoadedSummary | null, openActions: number) {
  const published = summary?.state === 'published';
  return {
    summary_comments: summary !== null && canComment(summary.standing),
    summary_published: published,
    action_assigned: published && openActions > 0,
    action_due: published && openActions > 0,
  };
}

/** The summary as the member may read it now; null where they may not. */
async function summaryFor(viewer: MemberViewer, sessionId: number): Promise<LoadedSummary | null> {
  try {
    return await loadSummary(getDb(), viewer, sessionId);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not_found') {
      return null;
    }
    throw error;
  }
}

function ownActions({ memberId }: MemberViewer, summary: LoadedSummary | null, onlyDue: boolean) {
  if (summary?.state !== 'published') {
    return [];
  }
  const due = { due: { lte: lastDayReminded(now()) } };
  return getDb().summaryRecord.findMany({
    where: { summaryId: summary.id, kind: 'action', done: false, ownerId: memberId, ...(onlyDue ? due : {}) },
    orderBy: { position: 'asc' },
    select: { text: true, due: true },
  });
}
