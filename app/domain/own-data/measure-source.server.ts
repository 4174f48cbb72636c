import { type DataSource, WHEN } from '#app/domain/own-data/source';

/** What was done about the member's conduct, and what they answered: not by whom. */
export const MEASURES: DataSource = {
  fields: {
    kind: 'warning, silence or suspension',
    reason: 'the reason given',
    until: `until when, ${WHEN}`,
    takenAt: `taken, ${WHEN}`,
    readAt: `read by the member, ${WHEN}`,
    endedAt: `ended before its time, ${WHEN}`,
    appeal: 'the member’s appeal',
    appealedAt: `appealed, ${WHEN}`,
    answer: 'upheld or lifted',
    answerReason: 'the reason of the answer',
    answeredAt: `answered, ${WHEN}`,
  },
  count: (db, memberId) => db.measure.count({ where: { memberId } }),
  rows: (db, { memberId }, window) =>
    db.measure.findMany({
      where: { memberId },
      orderBy: { id: 'asc' },
      ...window,
      select: {
        kind: true,
        reason: true,
        until: true,
        takenAt: true,
        readAt: true,
        endedAt: true,
        appeal: true,
        appealedAt: true,
        answer: true,
        answerReason: true,
        answeredAt: true,
      },
    }),
};
