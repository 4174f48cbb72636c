import { inBatches } from '#app/domain/batches';
import { inForce } from '#app/domain/members/columns.server';
import { AS_VIEWER_SELECT, asViewer } from '#app/domain/notifications/readers.server';
import { organizationReading } from '#app/domain/organization/setting.server';
import { bumpRevision } from '#app/domain/revision';
import { queueSearch } from '#app/domain/search/queue.server';
import { tellReplied } from '#app/domain/sessions/notices.server';
import { keepRecords } from '#app/domain/summaries/keep-records.server';
import type { LoadedSummary } from '#app/domain/summaries/load.server';
import { renderSummary } from '#app/domain/summaries/render.server';
import { canSeePublished } from '#app/domain/summaries/visible.server';
import type { Tx } from '#app/domain/tx';
import { getDb } from '#app/instances.server';
import { RENDERER_VERSION } from '#app/markdown/render';

export interface NewText {
  body: string;
  editorId: string;
  /** Why, after it was published. */
  reason?: string;
  at: Date;
  /** See `keepRecords`. */
  inPlace?: boolean;
}

/**
 * Stores a summary's new text in the caller's transaction: a revision, the records in step with it, whoever got an
 * action told when it is published already. Returns the number of the text.
 */
export async function storeText(
  tx: Tx,
  summary: LoadedSummary,
  { body, editorId, reason = '', at, inPlace = false }: NewText,
) {
  const { id, sessionId, state } = summary;
  const number = summary.revision + 1;
  const published = state === 'published';
  await tx.summary.update({
    where: { id },
    data: { body, revision: number, html: '', rendererVersion: 0, updatedAt: at },
  });
  await tx.summaryRevision.create({
    data: { summaryId: id, number, body, editorId, reason, published, createdAt: at },
  });
  const ownersAsText = summary.ownersAsText ? 'imported' : undefined;
  const kept = await keepRecords(tx, { summaryId: id, body, day: summary.day, at, inPlace, ownersAsText });
  if (published) {
    const readers = await membersWhoRead(tx, summary.session, summary.label, kept.assigned);
    await tellReplied(tx, { sessionId, actorId: editorId, at }, 'action_assigned', readers);
  }
  const removed = kept.removed.map((recordId) => ({ entity: 'record' as const, id: recordId }));
  await queueSearch(tx, removed, at);
  await touch(tx, sessionId, at);
  return number;
}

/** Those of the members who are in force and see a published summary of this session under this label: who is told. */
export async function membersWhoRead(
  tx: Tx,
  session: LoadedSummary['session'],
  label: LoadedSummary['label'],
  memberIds: string[],
): Promise<string[]> {
  const readers: string[] = [];
  const reading = await organizationReading(tx);
  for (const batch of inBatches([...new Set(memberIds)])) {
    const rows = await tx.member.findMany({
      where: { id: { in: batch }, ...inForce() },
      select: AS_VIEWER_SELECT,
    });
    readers.push(...rows.filter((row) => canSeePublished(asViewer(row, reading), session, label)).map(({ id }) => id));
  }
  return readers;
}

/** What shows a summary changes with it: the session's page, its search document and those of the records. */
export async function touch(tx: Tx, sessionId: number, at: Date, hides = false): Promise<void> {
  await tx.session.update({ where: { id: sessionId }, data: { revision: { increment: 1 }, updatedAt: at } });
  await queueSearch(tx, [{ entity: 'session', id: sessionId, hides }], at);
}

/** After the transaction: pages are made anew, and the HTML of what is published is kept. */
export async function settleSummary(sessionId: number): Promise<void> {
  const summary = await getDb().summary.findUnique({
    where: { sessionId },
    select: { id: true, body: true, state: true, revision: true },
  });
  if (summary?.state === 'published') {
    const html = await renderSummary(summary.id, summary.body);
    // Only the text that was rendered: one saved in between keeps its own.
    await getDb().summary.updateMany({
      where: { id: summary.id, revision: summary.revision },
      data: { html, rendererVersion: RENDERER_VERSION },
    });
  }
  bumpRevision();
}
