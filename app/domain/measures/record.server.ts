import { now } from '#app/domain/clock';
import { DomainError } from '#app/domain/errors';
import type { MeasureKind } from '#app/domain/measures/model';
import { limitUnattached } from '#app/domain/members/leaving.server';
import { memberChanged } from '#app/domain/search/people.server';
import { instantAtEndOfDay } from '#app/i18n/format';
import { queueMail } from '#app/mail/outbox.server';
import type { DatabaseTransaction } from '#prisma/client.server';

/** The instant at which a measure ends whose last day this is. Throws `invalid` for a day that is over. */
export function endOfMeasure(day: string): Date {
  const end = instantAtEndOfDay(day);
  if (end <= now()) {
    throw new DomainError('invalid', 'date_past', { field: 'until' });
  }
  return end;
}

interface Taken {
  memberId: string;
  kind: MeasureKind;
  reason: string;
  until: Date | null;
  takenById: string | null;
}

/** Writes a measure down and tells the member, by notice and by mail. */
export async function recordMeasure(tx: DatabaseTransaction, taken: Taken): Promise<void> {
  const at = now();
  const { id } = await tx.measure.create({ data: { ...taken, takenAt: at }, select: { id: true } });
  await tx.notification.create({ data: { memberId: taken.memberId, kind: 'measure', createdAt: at } });
  await queueMail(tx, { template: 'measure', measureId: id });
}

/** Ends the measures of a kind that a member is under, and what they did. */
export async function endMeasures(tx: DatabaseTransaction, memberId: string, kind: MeasureKind): Promise<void> {
  await tx.measure.updateMany({ where: { memberId, kind, endedAt: null }, data: { endedAt: now() } });
  if (kind === 'silence') {
    await tx.member.update({ where: { id: memberId }, data: { silencedUntil: null } });
  }
  if (kind === 'suspension') {
    await tx.member.update({ where: { id: memberId }, data: { suspendedUntil: null } });
    await tx.member.updateMany({ where: { id: memberId, status: 'suspended' }, data: { status: 'active' } });
    await limitUnattached(tx, memberId);
    await memberChanged(tx, memberId);
  }
}
