import { requireMember, speaksFor } from '#app/domain/acting';
import { recordAudit } from '#app/domain/audit/commands.server';
import { now } from '#app/domain/clock';
import { DomainError, forbidden, notFound } from '#app/domain/errors';
import { type Label, labelText, strictness } from '#app/domain/labels';
import { closeUnder } from '#app/domain/posts/former-texts';
import { bumpRevision } from '#app/domain/revision';
import { queueSearch } from '#app/domain/search/queue.server';
import { columnsOf } from '#app/domain/sessions/columns.server';
import type { SessionInput } from '#app/domain/sessions/input';
import { loadManaged, lockSession } from '#app/domain/sessions/load.server';
import { beforeOf } from '#app/domain/sessions/mail-changes';
import { tellReplied } from '#app/domain/sessions/notices.server';
import { setPeople } from '#app/domain/sessions/people.server';
import { canPlan } from '#app/domain/sessions/policy';
import { dropReplies, moveUp } from '#app/domain/sessions/replies.server';
import { readTimes } from '#app/domain/sessions/times';
import { visibleThreads } from '#app/domain/threads/visible.server';
import type { Tx } from '#app/domain/tx';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

/** Plans a session. Returns its id. Throws `forbidden` for all but hosts, `invalid` beside the field at fault. */
export async function planSession(viewer: Viewer, input: SessionInput): Promise<number> {
  if (!canPlan(viewer)) {
    throw forbidden();
  }
  const member = requireMember(viewer);
  const times = readTimes(input);
  const at = now();
  const id = await getDb().$transaction(async (tx) => {
    const session = await tx.session.create({
      data: {
        ...(await columnsOf(tx, member, input, null)),
        ...times,
        authorId: member.memberId,
        authorityId: speaksFor(member),
        createdAt: at,
        updatedAt: at,
        agenda: { create: input.agenda.map((item, position) => ({ ...item, position })) },
      },
      select: { id: true },
    });
    const invited = await setPeople(tx, session.id, member, input);
    await tellReplied(tx, { sessionId: session.id, actorId: member.memberId, at }, 'session_invited', invited);
    await queueSearch(tx, [{ entity: 'session', id: session.id }], at);
    return session.id;
  });
  bumpRevision();
  return id;
}

/**
 * Changes a session. Whoever replied or was invited is told when time or place changed. A label becomes looser only by
 * its author's hand; the Chatham House Rule stays for those who came under it. Throws `not_found`, `forbidden`,
 * `invalid`, or `conflict` over a newer version.
 */
export async function changeSession(viewer: Viewer, id: number, input: SessionInput): Promise<void> {
  const member = requireMember(viewer);
  const times = readTimes(input);
  const at = now();
  await getDb().$transaction(async (tx) => {
    await lockSession(tx, id);
    const session = await loadManaged(tx, viewer, id);
    if (input.revision !== undefined && input.revision !== session.sequence) {
      throw new DomainError('conflict', 'editConflict');
    }
    if (strictness(input.label) < strictness(session.label) && session.authorId !== member.memberId) {
      throw new DomainError('invalid', 'only_source_lowers', { field: 'label' });
    }
    if (session.chatham && !input.chatham) {
      await requireNoPromise(tx, id);
    }
    const moved =
      session.startsAt.getTime() !== times.startsAt.getTime() ||
      session.endsAt.getTime() !== times.endsAt.getTime() ||
      session.place !== input.place ||
      session.videoUrl !== input.videoUrl;
    await tx.agendaItem.deleteMany({ where: { sessionId: id } });
    await tx.session.update({
      where: { id },
      data: {
        ...(await columnsOf(tx, member, input, session.programmeId)),
        ...times,
        updatedAt: at,
        revision: { increment: 1 },
        sequence: { increment: 1 },
        agenda: { create: input.agenda.map((item, position) => ({ ...item, position })) },
      },
    });
    await auditChange(tx, member.memberId, session, input);
    if (strictness(input.label) < strictness(session.label)) {
      const former = closeUnder(session.label);
      await tx.summaryRevision.updateMany({ ...former, where: { ...former.where, summary: { sessionId: id } } });
    }
    const invited = await setPeople(tx, id, member, input);
    const event = { sessionId: id, actorId: member.memberId, at };
    await tellReplied(tx, event, 'session_invited', invited);
    if (moved) {
      await tellReplied(tx, { ...event, before: beforeOf(session, input) }, 'session_changed');
    }
    await dropReplies(tx, id, at);
    await moveUp(tx, id, at);
    await queueSearch(tx, [{ entity: 'session', id, hides: true }], at);
  });
  bumpRevision();
}

/** Cancels a session that was planned and has not begun, and tells everybody who replied or was invited. */
export async function cancelSession(viewer: Viewer, id: number, reason: string): Promise<void> {
  const member = requireMember(viewer);
  const at = now();
  await getDb().$transaction(async (tx) => {
    await lockSession(tx, id);
    const session = await loadManaged(tx, viewer, id);
    if (session.state !== 'planned') {
      throw new DomainError('conflict', 'already_decided');
    }
    requireNotBegun(session, at);
    await tx.session.update({
      where: { id },
      data: {
        state: 'cancelled',
        cancelledReason: reason,
        sequence: { increment: 1 },
        revision: { increment: 1 },
        updatedAt: at,
      },
    });
    await tellReplied(tx, { sessionId: id, actorId: member.memberId, at }, 'session_cancelled');
    await queueSearch(tx, [{ entity: 'session', id }], at);
  });
  bumpRevision();
}

/** Says that the session took place: it can then be summed up. */
export async function markHeld(viewer: Viewer, id: number): Promise<void> {
  const at = now();
  await getDb().$transaction(async (tx) => {
    await lockSession(tx, id);
    const session = await loadManaged(tx, viewer, id);
    if (session.state === 'cancelled') {
      throw new DomainError('conflict', 'already_decided');
    }
    if (session.startsAt > at) {
      throw new DomainError('invalid', 'not_yet');
    }
    await tx.session.update({
      where: { id },
      data: { state: 'held', sequence: { increment: 1 }, revision: { increment: 1 }, updatedAt: at },
    });
    await queueSearch(tx, [{ entity: 'session', id }], at);
  });
  bumpRevision();
}

/**
 * Deletes a session, as if it had never been planned: only one that has not begun, to which nobody replied, of which
 * nobody was noted and nothing was written.
 */
export async function deleteSession(viewer: Viewer, id: number): Promise<void> {
  const { memberId } = requireMember(viewer);
  const at = now();
  await getDb().$transaction(async (tx) => {
    await lockSession(tx, id);
    requireNotBegun(await loadManaged(tx, viewer, id), at);
    const of = { where: { sessionId: id } };
    const kept = [await tx.sessionReply.count(of), await tx.attendance.count(of), await tx.summary.count(of)];
    if (kept.some((count) => count > 0)) {
      throw new DomainError('conflict', 'cancel_instead');
    }
    await tx.session.update({ where: { id }, data: { deletedAt: at, revision: { increment: 1 } } });
    await recordAudit(tx, { memberId, action: 'session.delete', subject: { type: 'session', id } });
    await queueSearch(tx, [{ entity: 'session', id, hides: true }], at);
  });
  bumpRevision();
}

/** Every change of a label is written down (DOMAIN 3), and of the rule under which people came. */
async function auditChange(
  tx: Tx,
  memberId: string,
  session: { id: number; label: Label; chatham: boolean },
  input: { label: Label; chatham: boolean },
): Promise<void> {
  const subject = { type: 'session', id: session.id };
  if (session.label !== input.label) {
    const detail = { from: labelText(session.label), to: labelText(input.label) };
    await recordAudit(tx, { memberId, action: 'session.label', subject, detail });
  }
  if (session.chatham !== input.chatham) {
    await recordAudit(tx, { memberId, action: 'session.chatham', subject, detail: { on: input.chatham } });
  }
}

/** Whoever said that they come, or was noted, was promised that nobody outside learns of it. */
async function requireNoPromise(tx: Tx, sessionId: number): Promise<void> {
  const replies = await tx.sessionReply.count({ where: { sessionId, state: { not: 'no' } } });
  if (replies + (await tx.attendance.count({ where: { sessionId } })) > 0) {
    throw new DomainError('invalid', 'chatham_stays', { field: 'chatham' });
  }
}

function requireNotBegun({ startsAt }: { startsAt: Date }, at: Date): void {
  if (startsAt <= at) {
    throw new DomainError('conflict', 'already_begun');
  }
}

/** Links a thread and a session that the viewer manages; both must be visible to them. */
export async function linkThread(viewer: Viewer, sessionId: number, threadId: number): Promise<void> {
  await getDb().$transaction(async (tx) => {
    await loadManaged(tx, viewer, sessionId);
    const thread = await tx.thread.findFirst({
      where: { AND: [visibleThreads(viewer), { id: threadId }] },
      select: { id: true },
    });
    if (!thread) {
      throw notFound();
    }
    const key = { sessionId, threadId };
    await tx.sessionThread.upsert({ where: { sessionId_threadId: key }, create: key, update: {} });
  });
  bumpRevision();
}

/** Takes such a link back. Not found where there is none, or where the thread is not the viewer's to see. */
export async function unlinkThread(viewer: Viewer, sessionId: number, threadId: number): Promise<void> {
  await getDb().$transaction(async (tx) => {
    await loadManaged(tx, viewer, sessionId);
    const where = { sessionId, threadId, thread: visibleThreads(viewer) };
    const { count } = await tx.sessionThread.deleteMany({ where });
    if (count === 0) {
      throw notFound();
    }
  });
  bumpRevision();
}
