import { requireReader } from '#app/domain/acting';
import { inBatches } from '#app/domain/batches';
import { now } from '#app/domain/clock';
import { forbidden } from '#app/domain/errors';
import { AS_VIEWER_SELECT, asViewer } from '#app/domain/notifications/readers.server';
import { organizationReading } from '#app/domain/organization/setting.server';
import { bumpRevision } from '#app/domain/revision';
import { loadSession, lockSession, SESSION_SELECT } from '#app/domain/sessions/load.server';
import { tellReplied } from '#app/domain/sessions/notices.server';
import { canReply, toOffered } from '#app/domain/sessions/policy';
import { canSeeSession } from '#app/domain/sessions/visible.server';
import { type ReplyState, type ReplyWish, settleReply, whoMovesUp } from '#app/domain/sessions/waiting-list';
import type { Tx } from '#app/domain/tx';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

/** Two hundred may answer at once, one after the other; the last of them waits this long. In milliseconds. */
const TRANSACTION = { maxWait: 60_000, timeout: 30_000 };

/**
 * Answers an invitation. Returns what became of it: "going" may mean a place on the waiting list. Throws `not_found`
 * where the session is not visible, `forbidden` where one may not come or it is over.
 */
export async function replyToSession(viewer: Viewer, id: number, wish: ReplyWish): Promise<ReplyState> {
  const member = requireReader(viewer);
  const at = now();
  const state = await getDb().$transaction(async (tx) => {
    await lockSession(tx, id);
    const session = await loadSession(tx, viewer, id);
    const { itRole } = await tx.member.findUniqueOrThrow({
      where: { id: member.memberId },
      select: { itRole: true },
    });
    if (!canReply(viewer, itRole, toOffered(session, at))) {
      throw forbidden('cannot_reply');
    }
    const key = { sessionId: id, memberId: member.memberId };
    const [current, going, waiting] = await Promise.all([
      tx.sessionReply.findUnique({ where: { sessionId_memberId: key } }),
      tx.sessionReply.count({ where: { sessionId: id, state: 'going' } }),
      tx.sessionReply.count({ where: { sessionId: id, state: 'waiting' } }),
    ]);
    const next = settleReply(wish, current?.state ?? null, { capacity: session.capacity, going, waiting });
    const keepsTurn = current?.state === next;
    await tx.sessionReply.upsert({
      where: { sessionId_memberId: key },
      create: { ...key, state: next, since: at, repliedAt: at },
      update: { state: next, repliedAt: at, ...(keepsTurn ? {} : { since: at }) },
    });
    await moveUp(tx, id, at);
    return next;
  }, TRANSACTION);
  bumpRevision();
  return state;
}

/**
 * Takes back the replies of those for whom a session is no longer, or who no longer see it. What was said to one that is
 * over or cancelled stays. To be called with the session's row taken.
 */
export async function dropReplies(tx: Tx, sessionId: number, at: Date): Promise<void> {
  const session = await tx.session.findUniqueOrThrow({
    where: { id: sessionId },
    select: { ...SESSION_SELECT, replies: { select: { member: REPLYING_MEMBER } } },
  });
  const offered = toOffered(session, at);
  if (offered.over || offered.state !== 'planned') {
    return;
  }
  const reading = await organizationReading(tx);
  const gone = session.replies.flatMap(({ member }) => {
    const viewer = asViewer(member, reading);
    return canSeeSession(viewer, session) && canReply(viewer, member.itRole, offered) ? [] : [member.id];
  });
  for (const batch of inBatches(gone)) {
    await tx.sessionReply.deleteMany({ where: { sessionId, memberId: { in: batch } } });
  }
}

const REPLYING_MEMBER = {
  select: { ...AS_VIEWER_SELECT, itRole: true },
} as const;

/** Gives free places to those who wait longest, and tells them. To be called with the session's row taken. */
export async function moveUp(tx: Tx, sessionId: number, at: Date): Promise<void> {
  const { capacity, state } = await tx.session.findUniqueOrThrow({
    where: { id: sessionId },
    select: { capacity: true, state: true },
  });
  if (state !== 'planned') {
    return;
  }
  const waiting = await tx.sessionReply.findMany({
    where: { sessionId, state: 'waiting' },
    orderBy: [{ since: 'asc' }, { memberId: 'asc' }],
    select: { memberId: true, since: true },
  });
  if (waiting.length === 0) {
    return;
  }
  const going = await tx.sessionReply.count({ where: { sessionId, state: 'going' } });
  // The rule counts with numbers: each one's place in the order above.
  const turns = waiting.map((row, id) => ({ id, since: row.since.getTime() }));
  const moved = whoMovesUp(turns, { capacity, going }).flatMap((index) => waiting[index]?.memberId ?? []);
  if (moved.length > 0) {
    await tx.sessionReply.updateMany({ where: { sessionId, memberId: { in: moved } }, data: { state: 'going' } });
    await tellReplied(tx, { sessionId, actorId: null, at }, 'session_place', moved);
  }
}
