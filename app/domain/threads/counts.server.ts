import { queueSearch } from '#app/domain/search/queue.server';
import type { Tx } from '#app/domain/tx';

/**
 * Brings the thread's row up to date after a change to its posts: counts, score, answered mark, last activity and
 * revision. Only posts with the thread's own label count (see the model), so a stricter one changes nothing on lists.
 */
export async function refreshThread(tx: Tx, threadId: number): Promise<void> {
  const thread = await tx.thread.findUniqueOrThrow({
    where: { id: threadId },
    select: { label: true, createdAt: true, authorId: true, acceptedPostId: true, kind: true },
  });
  const alike = { threadId, label: thread.label, deletedAt: null };
  const [answerCount, opening, latest, accepted] = await Promise.all([
    tx.post.count({ where: { ...alike, kind: 'answer' } }),
    tx.post.findFirst({ where: { threadId, kind: 'opening' }, select: { score: true } }),
    tx.post.findFirst({ where: alike, orderBy: { id: 'desc' }, select: { createdAt: true, authorId: true } }),
    thread.acceptedPostId === null
      ? null
      : tx.post.findFirst({ where: { ...alike, id: thread.acceptedPostId }, select: { id: true } }),
  ]);
  await tx.thread.update({
    where: { id: threadId },
    data: {
      answerCount,
      score: opening?.score ?? 0,
      answered: thread.kind === 'question' && accepted !== null,
      lastActivityAt: latest?.createdAt ?? thread.createdAt,
      lastPosterId: latest?.authorId ?? thread.authorId,
      revision: { increment: 1 },
    },
  });
}

/**
 * Tells the search indexes, in the same transaction, that the thread changed. `hides`: somebody may see less of it than
 * before.
 */
export function queueThread(tx: Tx, threadId: number, at: Date, { hides = false } = {}): Promise<void> {
  return queueSearch(tx, [{ entity: 'thread', id: threadId, hides }], at);
}
