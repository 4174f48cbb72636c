import { requireMember } from '#app/domain/acting';
import { inBatches } from '#app/domain/batches';
import { now } from '#app/domain/clock';
import { DomainError, forbidden, notFound, orNotFound } from '#app/domain/errors';
import { strictest, strictness } from '#app/domain/labels';
import { bumpRevision } from '#app/domain/revision';
import { canManage } from '#app/domain/sessions/policy';
import { canAskQuestion } from '#app/domain/summaries/policy';
import { touch } from '#app/domain/summaries/store.server';
import { visibleSummaries } from '#app/domain/summaries/visible.server';
import { openThread } from '#app/domain/threads/commands.server';
import { TITLE_MAX_CHARS, TITLE_MIN_CHARS } from '#app/domain/threads/model';
import { addRecipients } from '#app/domain/threads/sharing.server';
import { visibleThreads } from '#app/domain/threads/visible.server';
import type { Tx } from '#app/domain/tx';
import type { Viewer } from '#app/domain/viewer';
import { translator } from '#app/i18n/translator.server';
import { getDb } from '#app/instances.server';
import { clipText, plainText } from '#app/markdown/extract';
import { paths } from '#app/paths';

/**
 * Makes a thread of an open question of a published summary, under the summary's label and in its session's topic,
 * linked both ways. Up to TLP:GREEN any member who sees the summary does; above it a host (see `canAskQuestion`), and it
 * is for the session's recipients by name. Returns the thread's id. A question that is a thread already gives that one,
 * where the viewer sees it, else `conflict`; one whose thread was deleted gets a new one from a host.
 */
export async function openQuestionThread(viewer: Viewer, recordId: number): Promise<number> {
  const member = requireMember(viewer);
  const record = await loadQuestion(viewer, recordId);
  const { session } = record.summary;
  const label = strictest(record.summary.label, session.label);
  const manages = canManage(viewer, {
    authorId: session.authorId,
    hostIds: session.hosts.map((host) => host.memberId),
  });
  if (record.threadId !== null) {
    const known = await knownThread(viewer, record.threadId);
    if (known.visible) {
      return record.threadId;
    }
    if (!known.deleted || !manages) {
      throw new DomainError('conflict', 'question_asked');
    }
  }
  if (!canAskQuestion({ label, chatham: session.chatham, manages })) {
    throw forbidden();
  }
  const t = translator(member.locale);
  const from = t('summary.questionFrom', { session: session.title.replace(/[[\]\\]/g, ' ') });
  const input = {
    label,
    kind: 'question' as const,
    topic: session.topic.slug,
    title: titleOf(record.text, session.title),
    body: `${record.text}\n\n[${from}](${paths.sessionSummary(session.id)})`,
    tags: [],
    recipients: [],
  };
  const at = now();
  const threadId = await openThread(viewer, input, async (tx, id) => {
    // Two presses at once: the second finds the question taken, and its thread is never there.
    const taken = await tx.summaryRecord.updateMany({
      where: { id: recordId, threadId: record.threadId },
      data: { threadId: id, revision: { increment: 1 }, updatedAt: at },
    });
    if (taken.count === 0) {
      throw (await tx.summaryRecord.findUnique({ where: { id: recordId }, select: { id: true } }))
        ? new DomainError('conflict', 'question_asked')
        : notFound();
    }
    if (strictness(label) > strictness('GREEN')) {
      await shareWithSession(tx, session.id, { threadId: id, actorId: member.memberId, at });
    }
    await tx.sessionThread.create({ data: { sessionId: session.id, threadId: id } });
    await touch(tx, session.id, at);
  });
  bumpRevision();
  return threadId;
}

async function loadQuestion(viewer: Viewer, recordId: number) {
  return orNotFound(
    await getDb().summaryRecord.findFirst({
      where: { id: recordId, kind: 'question', summary: visibleSummaries(viewer) },
      select: {
        text: true,
        threadId: true,
        summary: {
          select: {
            label: true,
            session: {
              select: {
                ...{ id: true, title: true, label: true, chatham: true, authorId: true },
                topic: { select: { slug: true } },
                hosts: { select: { memberId: true } },
              },
            },
          },
        },
      },
    }),
  );
}

async function knownThread(viewer: Viewer, id: number): Promise<{ visible: boolean; deleted: boolean }> {
  const [visible, thread] = await Promise.all([
    getDb().thread.count({ where: { AND: [visibleThreads(viewer), { id }] } }),
    getDb().thread.findUnique({ where: { id }, select: { deletedAt: true } }),
  ]);
  return { visible: visible > 0, deleted: thread?.deletedAt !== null };
}

/** Above TLP:GREEN a thread is for whoever is named: those whom the session was for, so that they all see it. */
async function shareWithSession(
  tx: Tx,
  sessionId: number,
  event: { threadId: number; actorId: string; at: Date },
): Promise<void> {
  const { id: postId } = await tx.post.findFirstOrThrow({
    where: { threadId: event.threadId, kind: 'opening' },
    select: { id: true },
  });
  const recipients = await tx.sessionRecipient.findMany({
    where: { sessionId, memberId: { not: event.actorId } },
    select: { memberId: true },
  });
  for (const batch of inBatches(recipients)) {
    await addRecipients(
      tx,
      { ...event, postId },
      batch.map(({ memberId }) => memberId),
    );
  }
}

/** The first line of a question's text; with the session's title where it is too short for a title. */
function titleOf(text: string, sessionTitle: string): string {
  const line = clipText(plainText(text.split('\n')[0] ?? ''), TITLE_MAX_CHARS - 1);
  const title = line.length >= TITLE_MIN_CHARS ? line : `${line} (${sessionTitle})`;
  return title.slice(0, TITLE_MAX_CHARS);
}
