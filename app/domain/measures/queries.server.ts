import { now } from '#app/domain/clock';
import { forbidden, orNotFound } from '#app/domain/errors';
import { measuredMember } from '#app/domain/measures/commands.server';
import { MEASURE_KINDS, type MeasureKind, type MeasureView } from '#app/domain/measures/model';
import { canAnswer, canSeeMeasures, canTake } from '#app/domain/measures/policy';
import { personName } from '#app/domain/members/columns.server';
import type { Named } from '#app/domain/named';
import type { Viewer } from '#app/domain/viewer';
import { getDb } from '#app/instances.server';

const LONGEST_LIST = 200;

/** A measure as those see it who take them. */
export interface MeasureRecord extends MeasureView {
  takenBy: Named | null;
  answeredBy: Named | null;
  mayAnswer: boolean;
}

export interface MemberMeasures {
  handle: string;
  name: Named;
  /** What the viewer may do about this member. */
  may: MeasureKind[];
  measures: MeasureRecord[];
}

const NAME = { select: { name: true, nameEn: true } } as const;

function find(memberId: string) {
  return getDb().measure.findMany({
    where: { memberId },
    orderBy: { id: 'desc' },
    take: LONGEST_LIST,
    include: { takenBy: NAME, answeredBy: NAME },
  });
}

function toView(row: Awaited<ReturnType<typeof find>>[number]): MeasureView {
  const { id, kind, reason, appeal, answer, answerReason } = row;
  return {
    ...{ id, kind, reason, appeal, answer, answerReason },
    takenAt: row.takenAt.toISOString(),
    until: row.until?.toISOString() ?? null,
    readAt: row.readAt?.toISOString() ?? null,
    appealedAt: row.appealedAt?.toISOString() ?? null,
    ended: row.endedAt !== null || (row.until !== null && row.until <= now()),
  };
}

/** What measures a member had, latest first, for moderators and administrators; forbidden for others. */
export async function listMeasures(viewer: Viewer, handle: string): Promise<MemberMeasures> {
  if (!canSeeMeasures(viewer)) {
    throw forbidden();
  }
  const select = { id: true, handle: true, name: true, nameEn: true, role: true, erasedAt: true };
  const member = await getDb().member.findUnique({ where: { handle }, select });
  const { id, role, ...person } = orNotFound(member?.erasedAt === null ? member : null);
  const rows = await find(id);
  return {
    handle,
    name: personName(person),
    may: MEASURE_KINDS.filter((kind) => canTake(viewer, kind, { memberId: id, role })),
    measures: rows.map((row) => ({
      ...toView(row),
      takenBy: row.takenBy && personName(row.takenBy),
      answeredBy: row.answeredBy && personName(row.answeredBy),
      mayAnswer: row.appealedAt !== null && row.answeredAt === null && canAnswer(viewer, row),
    })),
  };
}

/** The measures against oneself; null for who has no standing to speak of (guests, applicants). */
export async function listOwnMeasures(viewer: Viewer): Promise<MeasureView[] | null> {
  const memberId = measuredMember(viewer);
  return memberId === null ? null : (await find(memberId)).map(toView);
}
