import { now } from '#app/domain/clock';
import { type Label, strictest } from '#app/domain/labels';
import { PERSON_SELECT, toPersonRef } from '#app/domain/members/person';
import { canAskQuestion, canClose, type QuestionPlace } from '#app/domain/summaries/policy';
import type { RecordView } from '#app/domain/summaries/view';
import { visibleSummaries } from '#app/domain/summaries/visible.server';
import { visibleThreads } from '#app/domain/threads/visible.server';
import type { Viewer } from '#app/domain/viewer';
import { isoDay } from '#app/i18n/format';
import { getDb } from '#app/instances.server';
import type { Prisma } from '#prisma/generated/sqlite/client';

export const RECORD_SELECT = {
  id: true,
  kind: true,
  text: true,
  done: true,
  due: true,
  ownerId: true,
  ownerName: true,
  supersededById: true,
  threadId: true,
  revision: true,
  owner: { select: PERSON_SELECT },
} as const satisfies Prisma.SummaryRecordSelect;
export type FoundRecordRow = Prisma.SummaryRecordGetPayload<{ select: typeof RECORD_SELECT }>;

/**
 * Records as this viewer sees them. What hangs on a record (its thread, the decision that took its place) is shown only
 * where the viewer sees that too. `placeOf` says of each what it came from, and whether that is the viewer's session.
 */
export async function toRecordViews<Row extends FoundRecordRow>(
  viewer: Viewer,
  rows: Row[],
  placeOf: (row: Row) => QuestionPlace,
): Promise<RecordView[]> {
  const threadIds = rows.flatMap(({ threadId }) => threadId ?? []);
  const newerIds = rows.flatMap(({ supersededById }) => supersededById ?? []);
  const [threads, newer] = await Promise.all([
    threadIds.length === 0
      ? []
      : getDb().thread.findMany({
          where: { AND: [visibleThreads(viewer), { id: { in: threadIds } }] },
          select: { id: true, title: true, label: true, answered: true },
        }),
    newerIds.length === 0
      ? []
      : getDb().summaryRecord.findMany({
          where: { id: { in: newerIds }, summary: visibleSummaries(viewer) },
          select: {
            id: true,
            text: true,
            summary: { select: { sessionId: true, label: true, session: { select: { label: true } } } },
          },
        }),
  ]);
  const today = isoDay(now());
  return rows.map((row) => {
    const thread = threads.find(({ id }) => id === row.threadId) ?? null;
    const successor = newer.find(({ id }) => id === row.supersededById);
    const place = placeOf(row);
    const manage = place.manages;
    return {
      id: row.id,
      kind: row.kind,
      text: row.text,
      // A question is answered when its thread is.
      done: row.done || (row.kind === 'question' && thread?.answered === true),
      owner: row.owner ? toPersonRef(row.owner) : null,
      ownerName: row.ownerName,
      due: row.due,
      overdue: row.due !== null && !row.done && row.due < today,
      thread,
      supersededBy: successor
        ? {
            id: successor.id,
            text: successor.text,
            label: strictest(successor.summary.label, successor.summary.session.label),
            sessionId: successor.summary.sessionId,
          }
        : null,
      revision: row.revision,
      can: {
        close: canClose(viewer, row, manage),
        // A host asks anew where the thread was deleted.
        ask: row.kind === 'question' && !thread && (row.threadId === null || manage) && canAskQuestion(place),
        manage,
      },
    };
  });
}

/** The labels of what is shown beside these records: of their threads, and of the decisions that took their place. */
export function labelsBeside(records: RecordView[]): Label[] {
  return records.flatMap(({ thread, supersededBy }) => [thread?.label ?? [], supersededBy?.label ?? []].flat());
}
