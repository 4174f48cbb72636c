import { requireReader } from '#app/domain/acting';
import { recordAudit } from '#app/domain/audit/commands.server';
import { now } from '#app/domain/clock';
import { DomainError, forbidden, notFound, orNotFound } from '#app/domain/errors';
import type { AppealAnswerInput } from '#app/domain/measures/input';
import { type MeasureKind, TAKEN_BY } from '#app/domain/measures/model';
import { canAnswer, canSeeMeasures, canTake } from '#app/domain/measures/policy';
import { endMeasures, endOfMeasure, recordMeasure } from '#app/domain/measures/record.server';
import { inForce } from '#app/domain/members/columns.server';
import { bumpPeopleRevision } from '#app/domain/revision';
import { ROLES, type Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';
import { queueMails } from '#app/mail/outbox.server';
import type { DatabaseTransaction } from '#prisma/client.server';

/**
 * Warns a member, or (with a last day, in Israel) silences them until its end. Throws `forbidden` for who may not,
 * `not_found` for an unknown handle, `invalid` for a day that is over.
 */
export async function warnOrSilence(
  viewer: Viewer,
  handle: string,
  { reason, until }: { reason: string; until?: string },
): Promise<void> {
  if (!canSeeMeasures(viewer)) {
    throw forbidden();
  }
  const kind: MeasureKind = until === undefined ? 'warning' : 'silence';
  const end = until === undefined ? null : endOfMeasure(until);
  await getDb().$transaction(async (tx) => {
    const member = await tx.member.findUnique({
      where: { handle },
      select: { id: true, role: true, status: true, erasedAt: true },
    });
    const subject = orNotFound(member?.erasedAt === null && member.status !== 'pending' ? member : null);
    if (!canTake(viewer, kind, { memberId: subject.id, role: subject.role })) {
      throw forbidden('measure_conflict');
    }
    if (end !== null) {
      // The longer one holds.
      await tx.member.updateMany({
        where: { id: subject.id, OR: [{ silencedUntil: null }, { silencedUntil: { lt: end } }] },
        data: { silencedUntil: end },
      });
    }
    await recordMeasure(tx, { memberId: subject.id, kind, reason, until: end, takenById: viewer.memberId });
    await audit(tx, viewer.memberId, kind === 'warning' ? 'measure.warn' : 'measure.silence', subject.id);
  });
  bumpPeopleRevision();
}

async function audit(
  tx: DatabaseTransaction,
  memberId: string,
  action: 'measure.warn' | 'measure.silence' | 'measure.appeal' | 'measure.answer' | 'measure.read',
  subjectId: string,
  detail: Record<string, string | number> = {},
): Promise<void> {
  await recordAudit(tx, { memberId, action, subject: { type: 'member', id: subjectId }, detail });
}

/** Who may be asked about a measure against oneself: a member, or one who is suspended. */
export function measuredMember(viewer: Viewer): string | null {
  if (viewer.kind === 'member') {
    return requireReader(viewer).memberId;
  }
  return viewer.limited?.reason === 'suspended' ? viewer.limited.memberId : null;
}

/** Confirms having read a measure. Not found for one that is not one's own. */
export async function confirmMeasureRead(viewer: Viewer, measureId: number): Promise<void> {
  const memberId = measuredMember(viewer) ?? '';
  await getDb().$transaction(async (tx) => {
    const own = { id: measureId, memberId };
    orNotFound(await tx.measure.findFirst({ where: own, select: { id: true } }));
    const read = await tx.measure.updateMany({ where: { ...own, readAt: null }, data: { readAt: now() } });
    if (read.count === 1) {
      await audit(tx, memberId, 'measure.read', memberId, { measure: measureId });
    }
  });
}

/**
 * Appeals against a measure, once; those who may answer are told. Also while suspended. Not found for one that is not
 * one's own, `conflict` for a second appeal.
 */
export async function appealMeasure(viewer: Viewer, measureId: number, appeal: string): Promise<void> {
  const memberId = measuredMember(viewer) ?? '';
  await getDb().$transaction(async (tx) => {
    const measure = orNotFound(await tx.measure.findFirst({ where: { id: measureId, memberId } }));
    const at = now();
    const sent = await tx.measure.updateMany({
      where: { id: measureId, memberId, appealedAt: null },
      data: { appeal, appealedAt: at, readAt: measure.readAt ?? at },
    });
    if (sent.count !== 1) {
      throw new DomainError('conflict', 'appealed_already');
    }
    const roles = ROLES.slice(ROLES.indexOf(TAKEN_BY[measure.kind]));
    const answerers = await tx.member.findMany({
      where: { role: { in: roles }, id: { notIn: [memberId, measure.takenById ?? ''] }, ...inForce() },
      select: { id: true },
    });
    await tx.notification.createMany({
      data: answerers.map(({ id }) => ({ memberId: id, kind: 'appeal' as const, actorId: memberId, createdAt: at })),
    });
    await queueMails(
      tx,
      answerers.map(({ id }) => ({ template: 'appeal', measureId, memberId: id })),
    );
    await audit(tx, memberId, 'measure.appeal', memberId, { measure: measureId });
  });
}

/**
 * Answers an appeal: the measure stands, or is lifted at once. Not found for who may not answer it (who took it, or is
 * its subject, among them), `conflict` for one that is answered.
 */
export async function answerAppeal(
  viewer: Viewer,
  { measure: measureId, answer, reason }: AppealAnswerInput,
): Promise<void> {
  await getDb().$transaction(async (tx) => {
    const measure = await tx.measure.findUnique({ where: { id: measureId } });
    if (!measure?.appealedAt || !canAnswer(viewer, measure)) {
      throw notFound();
    }
    const at = now();
    const answered = await tx.measure.updateMany({
      where: { id: measureId, answeredAt: null },
      data: { answer, answerReason: reason, answeredById: viewer.memberId, answeredAt: at },
    });
    if (answered.count !== 1) {
      throw new DomainError('conflict', 'already_decided');
    }
    if (answer === 'lifted') {
      await lift(tx, measure);
    }
    await tx.notification.create({ data: { memberId: measure.memberId, kind: 'appeal_answer', createdAt: at } });
    await queueMails(tx, [{ template: 'appealAnswer', measureId }]);
    await audit(tx, viewer.memberId, 'measure.answer', measure.memberId, { measure: measureId, answer });
  });
  bumpPeopleRevision();
}

/** Lifts one measure; another of its kind that the member is under stands. */
async function lift(tx: DatabaseTransaction, measure: { id: number; memberId: string; kind: MeasureKind }) {
  const { id, memberId, kind } = measure;
  await tx.measure.update({ where: { id }, data: { endedAt: now() } });
  const others = await tx.measure.findMany({
    where: { memberId, kind, endedAt: null, OR: [{ until: null }, { until: { gt: now() } }] },
    orderBy: { until: 'desc' },
    select: { until: true },
  });
  if (others.length === 0) {
    return endMeasures(tx, memberId, kind);
  }
  if (kind === 'silence') {
    await tx.member.update({ where: { id: memberId }, data: { silencedUntil: others[0]?.until ?? null } });
  }
}

const BATCH = 50;

/** Ends the suspensions whose time has come. Returns how many were looked at. */
export async function endDueSuspensions(): Promise<number> {
  const at = now();
  const due = await getDb().member.findMany({
    where: { status: 'suspended', suspendedUntil: { lte: at } },
    orderBy: { id: 'asc' },
    take: BATCH,
    select: { id: true, suspendedUntil: true },
  });
  for (const { id, suspendedUntil } of due) {
    await getDb().$transaction(async (tx) => {
      // Another process may have been quicker, or an administrator.
      const taken = await tx.member.updateMany({
        where: { id, status: 'suspended', suspendedUntil },
        data: { suspendedUntil: null },
      });
      if (taken.count === 1) {
        await endMeasures(tx, id, 'suspension');
        const subject = { type: 'member', id };
        await recordAudit(tx, { memberId: null, action: 'member.reinstate', subject, detail: { by: 'its day' } });
      }
    });
  }
  if (due.length > 0) {
    bumpPeopleRevision();
  }
  return due.length;
}
